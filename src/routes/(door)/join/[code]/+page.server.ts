import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { LOGIN_LENGTH, NAME_LENGTH, PASSWORD_LENGTH } from '#lib/domain/account.ts';
import { join } from '#lib/server/account/join.ts';
import { findBuildingByCode } from '#lib/server/building/queries.ts';
import { line, secretText, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { keepReturnCode, shownReturnCode } from '#lib/server/http/return-code.ts';
import { refuseJoining } from '#lib/server/http/joining.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { notFound } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const JoinForm = v.object({
	name: line(NAME_LENGTH),
	door: line(30),
	login: v.pipe(
		text(LOGIN_LENGTH.most),
		v.check((it) => it === '' || it.length >= LOGIN_LENGTH.least, 'field.too_short'),
	),
	password: secretText(PASSWORD_LENGTH.least, PASSWORD_LENGTH.most),
});

/** For everybody with the code; opening it changes nothing. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const building = (await findBuildingByCode(locals.db, params.code)) ?? notFound();
	const { member } = locals;
	return {
		code: params.code,
		building: { name: building.name, joining: building.joining },
		already: member && {
			name: member.name,
			door: member.door,
			building: member.buildingName,
			same: member.buildingId === building.id,
		},
		key: randomUUID(),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, cookies } = event;
		const https = locals.env.origin.startsWith('https:');
		const building = (await findBuildingByCode(locals.db, params.code)) ?? notFound();
		// Somebody who is in already gets no second name behind a door; a second tap on the button goes where the first did.
		if (locals.member?.buildingId === building.id)
			redirect(303, shownReturnCode(cookies, https) ? '/me/return-code' : '/');
		const form = await readForm(event, JoinForm);
		if (!form.ok) return form.failure;
		const full = await refuseJoining(event, { buildingId: building.id, code: params.code }, form);
		if (full) return full;
		const outcome = await join(
			locals.db,
			{ ...form.value, joinCode: params.code, locale: locals.locale },
			{ ...form.sent, actor: 'guest' },
		);
		if (!outcome.ok) {
			if (outcome.code === 'join.code_unknown') notFound();
			return refuse(
				form,
				outcome,
				outcome.code === 'login.taken' || outcome.code === 'key.reused' ? 409 : 400,
			);
		}
		const { residentId, returnCode } = outcome.value;
		await enterAs(event, residentId);
		if (returnCode) keepReturnCode(cookies, returnCode, https);
		redirect(303, form.value.login === '' ? '/me/return-code' : '/');
	},
};
