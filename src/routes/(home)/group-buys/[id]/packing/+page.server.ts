import { randomUUID } from 'node:crypto';
import { presentPacking } from '#lib/components/group-buy/packing/present.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isId } from '#lib/server/form/fields.ts';
import { packingSheet } from '#lib/server/group-buy/exports.ts';
import { sheetText } from '#lib/server/group-buy/sheet.ts';
import { isChatApp } from '#lib/domain/install.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { findPacking } from '#lib/server/group-buy/packing.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** What goes into whose bag; on paper too, so without phone numbers and money. */
export const load: PageServerLoad = async ({ locals, params, url, depends, request }) => {
	const member = requireMember(locals);
	depends(`stairwell:group-buy:${params.id}`);
	const asked = url.searchParams.get('side');
	const side = asked !== null && isId(asked) ? asked : null;
	const by = url.searchParams.get('by');
	const packing = isId(params.id) ? await findPacking(locals.db, member, params.id, side) : null;
	const desk = packing && (await findDesk(locals.db, member, params.id, locals.now));
	if (!packing || !desk) notFound();
	const own = desk.sides.filter((it) => it.state === 'joined' && (it.own || it.outside));
	return {
		packing: presentPacking(
			packing,
			new Set(desk.lines.filter((line) => line.weighed).map((line) => line.id)),
			by === 'item' || by === 'label' ? by : 'door',
			getLocale(),
		),
		sides: own.map(({ id, name }) => ({ id, name, here: name === packing.side })),
		sideQuery: side === null ? '' : `&side=${side}`,
		/** Where no file can be saved. */
		text: isChatApp(request.headers.get('user-agent') ?? '')
			? sheetText(packingSheet(packing, getLocale()))
			: null,
		me: member.id,
		key: randomUUID(),
	};
};
