import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { LOGIN_LENGTH, NAME_LENGTH, PASSWORD_LENGTH } from '#lib/domain/account.ts';
import { enterByCode } from '#lib/server/account/enter.ts';
import { findEntry, hashEntryCode } from '#lib/server/account/entry.ts';
import { secretText, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { keepReturnCode } from '#lib/server/http/return-code.ts';
import { refuseRoom, requireRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import type { Actions, PageServerLoad } from './$types';

const EnterForm = v.object({
	name: text(NAME_LENGTH),
	door: text(30),
	login: v.pipe(
		text(LOGIN_LENGTH.most),
		v.check((it) => it === '' || it.length >= LOGIN_LENGTH.least, 'field.too_short'),
	),
	password: secretText(PASSWORD_LENGTH.least, PASSWORD_LENGTH.most),
});

/** For whoever holds the link; opening it changes nothing, as chat apps open links too. */
export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	await requireRoom(event, LIMITS.enter, locals.address);
	const entry = await findEntry(locals.db, params.code, locals.now);
	return {
		entry: entry && {
			kind: entry.kind,
			building: entry.building,
			name: entry.name ?? '',
			door: entry.door ?? '',
		},
		already: locals.member && { name: locals.member.name },
		key: randomUUID(),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, cookies } = event;
		const form = await readForm(event, EnterForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.join, hashEntryCode(params.code), form);
		if (full) return full;
		const outcome = await enterByCode(
			locals.db,
			params.code,
			{ ...form.value, locale: locals.locale },
			{ ...form.sent, actor: 'guest' },
		);
		if (!outcome.ok) {
			const taken = ['login.taken', 'key.reused', 'entry.over'].includes(outcome.code);
			return refuse(form, outcome, taken ? 409 : 400);
		}
		const { residentId, returnCode } = outcome.value;
		await enterAs(event, residentId);
		if (returnCode) keepReturnCode(cookies, returnCode, locals.env.origin.startsWith('https:'));
		redirect(303, returnCode ? '/me/return-code' : '/');
	},
};
