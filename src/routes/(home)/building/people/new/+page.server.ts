import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { NAME_LENGTH, PHONE_LENGTH } from '#lib/domain/account.ts';
import { AGREEMENTS } from '#lib/domain/helping.ts';
import { addNeighbour } from '#lib/server/building/helping.ts';
import { line, said, text, yesNo } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const AddForm = v.object({
	name: line(NAME_LENGTH),
	door: line(30),
	agreed: said(AGREEMENTS),
	phone: text(PHONE_LENGTH),
	alone: yesNo(false),
});

export const load: PageServerLoad = ({ locals }) => {
	requireMay(locals, 'add_for');
	return { key: randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const member = requireMay(event.locals, 'add_for');
		const form = await readForm(event, AddForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await addNeighbour(event.locals.db, member, form.value, form.sent);
		if (!outcome.ok) return refuse(form, outcome, outcome.code.startsWith('door.') ? 400 : 409);
		redirect(303, `/building/people/${outcome.value.id}`);
	},
};
