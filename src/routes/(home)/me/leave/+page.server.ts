import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isConfirmed, isSteward } from '#lib/domain/member.ts';
import { countOthers, deleteAccount } from '#lib/server/building/depart.ts';
import { listNames } from '#lib/server/building/person.ts';
import { listStewards } from '#lib/server/building/queries.ts';
import { optionalId, said } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { dropSessionCookie } from '#lib/server/http/cookies.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const LeaveForm = v.object({ sure: said(['yes']), successor: optionalId });

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const last =
		isSteward(member) &&
		(await listStewards(locals.db, member.buildingId)).length === 1 &&
		(await countOthers(locals.db, member)) > 0;
	const names = last && isConfirmed(member) ? await listNames(locals.db, member.buildingId) : [];
	return { last, others: names.filter(({ id }) => id !== member.id), key: randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, LeaveForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.returnCode, member.id, form);
		if (full) return full;
		const outcome = await deleteAccount(
			event.locals.db,
			member,
			{ successor: form.value.successor },
			form.sent,
		);
		if (!outcome.ok) return refuse(form, outcome);
		dropSessionCookie(event.cookies, event.locals.env.origin.startsWith('https:'));
		redirect(303, '/sign-in');
	},
};
