import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { WEBHOOK_KINDS, WEBHOOK_LENGTH } from '#lib/domain/letter.ts';
import { line, said, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { findWebhook, listLastLetters } from '#lib/server/letter/queries.ts';
import { dropWebhook, setWebhook } from '#lib/server/letter/set-webhook.ts';
import { requireSteward } from '#lib/server/member.ts';
import { hookWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireSteward(locals);
	const [hook, last] = await Promise.all([
		findWebhook(locals.db, member.buildingId),
		listLastLetters(locals.db, member.buildingId),
	]);
	return {
		key: randomUUID(),
		done: url.searchParams.get('done'),
		kind: hook?.kind ?? null,
		words: hookWords(hook, last, { zone: member.zone, locale: locals.locale }),
	};
};

const HookForm = v.object({ kind: said(WEBHOOK_KINDS), url: line(WEBHOOK_LENGTH), secret: text(200) });

export const actions: Actions = {
	set: async (event) => {
		const member = requireSteward(event.locals);
		const form = await readForm(event, HookForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.testPush, member.id, form);
		if (full) return full;
		const outcome = await setWebhook(
			event.locals.db,
			member,
			form.value,
			event.locals.env.pushHosts,
			form.sent,
		);
		if (!outcome.ok) return refuse(form, outcome, outcome.code === 'webhook.url_refused' ? 400 : 409);
		redirect(303, '/building/webhook?done=set');
	},
	/** Needs no key: a second time changes nothing. */
	drop: async ({ locals }) => {
		const member = requireSteward(locals);
		await dropWebhook(locals.db, member);
		redirect(303, '/building/webhook?done=dropped');
	},
};
