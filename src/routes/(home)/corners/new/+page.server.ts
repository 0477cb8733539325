import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { CornerForm } from '#lib/server/corner/forms.ts';
import { createCorner } from '#lib/server/corner/keep.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { readOnePhoto } from '#lib/server/http/one-photo.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireSteward } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	requireSteward(locals);
	return { key: randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const member = requireSteward(event.locals);
		const form = await readForm(event, CornerForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const read = await readOnePhoto(event, member.id, form);
		if (!read.ok) return read.failure;
		const input = { ...form.value, photo: read.photo };
		const outcome = await createCorner(event.locals.db, member, input, form.sent);
		return outcome.ok ? redirect(303, `/corners/${outcome.value.id}`) : refuse(form, outcome);
	},
};
