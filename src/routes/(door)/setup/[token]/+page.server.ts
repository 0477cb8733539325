import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { JOININGS, LOGIN_LENGTH, NAME_LENGTH, PASSWORD_LENGTH } from '#lib/domain/account.ts';
import { setUp } from '#lib/server/account/set-up.ts';
import { findSetupToken, isSameToken } from '#lib/server/account/setup-token.ts';
import { choice, line, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom, requireRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound } from '#lib/server/member.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SetUpForm = v.object({
	community: line(60),
	building: line(60),
	doors: v.pipe(text(20_000), v.minLength(1, 'field.required')),
	timeZone: v.pipe(
		text(64),
		v.transform((zone) => zone || 'Asia/Shanghai'),
	),
	joining: choice(JOININGS, 'by_hand'),
	name: line(NAME_LENGTH),
	door: line(30),
	login: v.pipe(line(LOGIN_LENGTH.most), v.minLength(LOGIN_LENGTH.least, 'field.too_short')),
	password: v.pipe(
		v.optional(v.string('field.not_text'), ''),
		v.minLength(1, 'field.required'),
		v.minLength(PASSWORD_LENGTH.least, 'field.too_short'),
		v.maxLength(PASSWORD_LENGTH.most, 'field.too_long'),
	),
	contact: text(200),
});

/** For whoever holds the one-time link, until it has been used. */
export const load: PageServerLoad = async (event) => {
	await requireToken(event);
	return { key: randomUUID(), askContact: event.locals.env.contact === undefined };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const form = await readForm(event, SetUpForm);
		const token = await findSetupToken(locals.db, locals.env.setupToken);
		if (token !== null && !isSameToken(token, params.token)) notFound();
		if (!form.ok) return token === null ? notFound() : form.failure;
		const full = await refuseRoom(event, LIMITS.setup, locals.address, form);
		if (full) return full;
		// Even when all is done: a second tap on the button finds its own first one by the form's key.
		const outcome = await setUp(
			locals.db,
			{ ...form.value, locale: locals.locale },
			{ ...form.sent, actor: 'guest' },
		);
		if (!outcome.ok) {
			if (outcome.code === 'setup.done' || token === null) notFound();
			return refuse(form, outcome, outcome.code === 'key.reused' ? 409 : 400);
		}
		await enterAs(event, outcome.value.residentId);
		redirect(303, '/building/posters');
	},
};

async function requireToken(event: Pick<RequestEvent, 'locals' | 'params' | 'setHeaders'>): Promise<void> {
	await requireRoom(event, LIMITS.setup, event.locals.address);
	const token = await findSetupToken(event.locals.db, event.locals.env.setupToken);
	if (token === null || !isSameToken(token, event.params.token)) notFound();
}
