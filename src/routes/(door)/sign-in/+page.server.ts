import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { LOGIN_LENGTH, PASSWORD_LENGTH } from '#lib/domain/account.ts';
import { findRefusal } from '#lib/server/account/queries.ts';
import { hashToken } from '#lib/server/account/session.ts';
import { signIn, signInBucket } from '#lib/server/account/sign-in.ts';
import { isEmpty } from '#lib/server/building/queries.ts';
import { line, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { sessionCookie } from '#lib/server/http/cookies.ts';
import { ownPath } from '#lib/server/http/origin.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import type { Actions, PageServerLoad } from './$types';

const SignInForm = v.object({
	login: line(LOGIN_LENGTH.most),
	password: v.pipe(
		v.optional(v.string('field.not_text'), ''),
		v.minLength(1, 'field.required'),
		v.maxLength(PASSWORD_LENGTH.most, 'field.too_long'),
	),
	next: text(2000),
});

/** For everybody. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const next = ownPath(url.searchParams.get('next'));
	if (locals.member) redirect(303, next);
	const token = sessionCookie(cookies, locals.env.origin.startsWith('https:'));
	return {
		next,
		key: randomUUID(),
		refusal: token ? await findRefusal(locals.db, hashToken(token)) : null,
		empty: await isEmpty(locals.db),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event, SignInForm);
		if (!form.ok) return form.failure;
		const { login, password, next } = form.value;
		const { locals } = event;
		const full =
			(await refuseRoom(event, LIMITS.signInByAddress, locals.address, form)) ??
			(await refuseRoom(event, LIMITS.signInByLogin, signInBucket(login), form));
		if (full) return full;
		const outcome = await signIn(locals.db, { login, password });
		if (!outcome.ok) return refuse(form, outcome, 400);
		await enterAs(event, outcome.value.residentId);
		redirect(303, ownPath(next));
	},
};
