import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { LOGIN_LENGTH, PASSWORD_LENGTH } from '#lib/domain/account.ts';
import { findWaysIn } from '#lib/server/account/queries.ts';
import { setLogin } from '#lib/server/account/set-login.ts';
import { line, secretText } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const LoginForm = v.object({
	login: v.pipe(line(LOGIN_LENGTH.most), v.minLength(LOGIN_LENGTH.least, 'field.too_short')),
	password: v.pipe(secretText(PASSWORD_LENGTH.least, PASSWORD_LENGTH.most), v.minLength(1, 'field.required')),
	current: secretText(0, PASSWORD_LENGTH.most),
});

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const ways = await findWaysIn(locals.db, member.id);
	return { login: ways?.login ?? null, key: randomUUID() };
};

export const actions: Actions = {
	/** Setting the same login and password twice comes to the same. */
	default: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, LoginForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.signInByLogin, `me:${member.id}`, form);
		if (full) return full;
		const outcome = await setLogin(event.locals.db, member, form.value, event.locals.sessionToken ?? '');
		if (!outcome.ok) return refuse(form, outcome, outcome.code === 'login.taken' ? 409 : 400);
		await enterAs(event, member.id);
		redirect(303, '/me?login');
	},
};
