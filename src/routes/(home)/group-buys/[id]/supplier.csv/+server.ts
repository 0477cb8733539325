import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isId } from '#lib/server/form/fields.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { supplierSheet } from '#lib/server/group-buy/exports.ts';
import { writeCsv } from '#lib/server/group-buy/sheet.ts';
import { CSV, downloadResponse } from '#lib/server/http/download.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireMember(locals);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	if (!desk || (desk.role !== 'organiser' && desk.role !== 'side')) notFound();
	return downloadResponse(writeCsv(supplierSheet(desk, getLocale())), `${desk.title}.csv`, CSV);
};
