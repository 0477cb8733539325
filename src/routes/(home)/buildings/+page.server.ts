import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { JOININGS } from '#lib/domain/account.ts';
import { addBuilding, listBuildings } from '#lib/server/building/add-building.ts';
import { drawQr } from '#lib/server/building/qr.ts';
import { choice, line, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const AddForm = v.object({
	building: line(60),
	community: text(60),
	doors: v.pipe(text(20_000), v.minLength(1, 'field.required')),
	timeZone: text(64),
	joining: choice(JOININGS, 'by_hand'),
});

export const load: PageServerLoad = async ({ locals }) => {
	requireMay(locals, 'add_building');
	return { buildings: await listBuildings(locals.db), key: randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const member = requireMay(event.locals, 'add_building');
		const form = await readForm(event, AddForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await addBuilding(event.locals.db, member, form.value, form.sent);
		if (!outcome.ok) return refuse(form, outcome, outcome.code === 'key.reused' ? 409 : 400);
		const { name, code } = outcome.value;
		const address = code === null ? null : `${event.locals.env.origin}/enter/${code}`;
		return { did: 'added' as const, name, address, qr: address === null ? null : drawQr(address) };
	},
};
