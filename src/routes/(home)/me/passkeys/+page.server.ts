import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { randomUUID } from 'node:crypto';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { describeDevice } from '#lib/server/account/device.ts';
import { addPasskey, listPasskeys, offerPasskey, removePasskey } from '#lib/server/account/passkey.ts';
import { line } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const AddForm = v.object({ response: line(20_000) });
const RemoveForm = v.object({ passkey: line(1000) });

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const time = (at: Date) => sayTime(at, locals.now, member.zone, getLocale());
	return {
		passkeys: (await listPasskeys(locals.db, member.id)).map((it) => ({
			id: it.id,
			device: it.device,
			since: time(it.createdAt),
			used: it.lastUsedAt && time(it.lastUsedAt),
		})),
		options: await offerPasskey(locals.db, member, locals.env.origin, locals.now),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	add: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, AddForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.returnCode, member.id, form);
		if (full) return full;
		const { db, env, now } = event.locals;
		const device = describeDevice(event.request.headers.get('user-agent'));
		const outcome = await addPasskey(db, member, form.value.response, { origin: env.origin, device, now });
		return outcome.ok ? redirect(303, '/me/passkeys') : refuse({ values: {} }, outcome);
	},
	/** A second time changes nothing. */
	remove: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, RemoveForm);
		if (!form.ok) return form.failure;
		await removePasskey(event.locals.db, member, form.value.passkey);
		redirect(303, '/me/passkeys');
	},
};
