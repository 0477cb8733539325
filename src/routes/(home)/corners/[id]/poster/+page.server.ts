import { openableFrom } from '#lib/domain/address.ts';
import { drawQr } from '#lib/server/building/qr.ts';
import { findOwnCorner } from '#lib/server/corner/view.ts';
import { isId } from '#lib/server/form/fields.ts';
import { notFound, requireSteward } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const member = requireSteward(locals);
	const corner = isId(params.id) ? await findOwnCorner(locals.db, member, params.id) : null;
	if (!corner) notFound();
	const { origin } = locals.env;
	const address = `${origin}/c/${corner.code}`;
	return {
		id: corner.id,
		place: corner.place,
		building: member.buildingName,
		guests: corner.guests,
		medicine: corner.keeper !== '',
		notHere: corner.notHere,
		address,
		qr: drawQr(address),
		size: url.searchParams.get('size') === 'label' ? ('label' as const) : ('sheet' as const),
		replaced: url.searchParams.has('replaced'),
		openable: openableFrom(origin),
		secure: origin.startsWith('https:'),
	};
};
