import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { askForPasskey, signInWithPasskey } from '#lib/server/account/passkey.ts';
import { line, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { ownPath } from '#lib/server/http/origin.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import type { Actions, PageServerLoad } from './$types';

const PasskeyForm = v.object({ response: line(20_000), next: text(2000) });

/** For everybody. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const next = ownPath(url.searchParams.get('next'));
	if (locals.member) redirect(303, next);
	return {
		next,
		options: await askForPasskey(locals.db, locals.env.origin, locals.now),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event, PasskeyForm);
		if (!form.ok) return form.failure;
		const { locals } = event;
		const full = await refuseRoom(event, LIMITS.signInByAddress, locals.address, form);
		if (full) return full;
		const about = { origin: locals.env.origin, now: locals.now };
		const outcome = await signInWithPasskey(locals.db, form.value.response, about);
		if (!outcome.ok) return refuse({ values: {} }, outcome, 400);
		await enterAs(event, outcome.value.residentId);
		redirect(303, ownPath(form.value.next));
	},
};
