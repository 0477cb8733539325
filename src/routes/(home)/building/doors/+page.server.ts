import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AGREEMENTS } from '#lib/domain/helping.ts';
import { pasteDoors, splitHousehold } from '#lib/server/building/doors.ts';
import { listDoors } from '#lib/server/building/queries.ts';
import { choice, line, text, whole } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const PasteForm = v.object({
	text: v.pipe(text(200_000), v.minLength(1, 'field.required')),
	agreed: choice(AGREEMENTS, null),
});
const SplitForm = v.object({ door: line(30), into: whole(2, 6, 2) });

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireMay(locals, 'change_doors');
	const doors = await listDoors(locals.db, member.buildingId);
	return { doors: doors.map(({ door }) => door), done: url.searchParams.has('done'), key: randomUUID() };
};

export const actions: Actions = {
	paste: async (event) => {
		const member = requireMay(event.locals, 'change_doors');
		const form = await readForm(event, PasteForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await pasteDoors(event.locals.db, member, form.value, form.sent);
		return outcome.ok ? redirect(303, '/building/doors?done') : refuse(form, outcome, 400);
	},
	split: async (event) => {
		const member = requireMay(event.locals, 'change_doors');
		const form = await readForm(event, SplitForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await splitHousehold(event.locals.db, member, form.value, form.sent);
		if (outcome.ok) redirect(303, '/building/doors?done');
		return refuse(
			form,
			outcome,
			outcome.code === 'door.unreadable' || outcome.code === 'door.unknown' ? 400 : 409,
		);
	},
};
