import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isId } from '#lib/server/form/fields.ts';
import { packingSheet } from '#lib/server/group-buy/exports.ts';
import { findPacking } from '#lib/server/group-buy/packing.ts';
import { writeCsv } from '#lib/server/group-buy/sheet.ts';
import { CSV, downloadResponse } from '#lib/server/http/download.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const member = requireMember(locals);
	const side = url.searchParams.get('side') ?? '';
	const packing = isId(params.id)
		? await findPacking(locals.db, member, params.id, isId(side) ? side : null)
		: null;
	if (!packing) notFound();
	return downloadResponse(writeCsv(packingSheet(packing, getLocale())), `${packing.title}.csv`, CSV);
};
