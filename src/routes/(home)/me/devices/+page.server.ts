import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { addPhone } from '#lib/server/account/household.ts';
import { listDevices } from '#lib/server/account/queries.ts';
import { closeOtherSessions, closeSessionOf, hashToken, isSeen } from '#lib/server/account/session.ts';
import { sayAgo } from '#lib/i18n/when.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { drawQr } from '#lib/server/building/qr.ts';
import { formData, readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const here = hashToken(locals.sessionToken ?? '');
	const devices = await listDevices(locals.db, member.id, locals.now);
	// The stored hash opens nothing, and is the only name a session has.
	return {
		key: randomUUID(),
		zone: member.zone,
		devices: devices.map(({ seenAt, pushSince, pushLostAt, ...device }) => ({
			...device,
			here: device.id === here,
			seen: device.id === here || !seenAt ? null : saySeen(seenAt, locals.now),
			push: pushSince ? ('on' as const) : pushLostAt ? ('lost' as const) : ('off' as const),
		})),
	};
};

/** Noted once an hour, so within the last one nothing finer is known. */
function saySeen(at: Date, now: Date): string {
	return isSeen(at, now)
		? m.home_device_seen_now()
		: m.home_device_seen({ when: sayAgo(at, now, getLocale()) });
}

const DeviceForm = v.object({ device: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

export const actions: Actions = {
	/** A link for one's next phone, shown once. */
	add: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, v.object({}));
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.returnCode, member.id, form);
		if (full) return full;
		const outcome = await addPhone(event.locals.db, member, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		const { code } = outcome.value;
		const address = code === null ? null : `${event.locals.env.origin}/enter/${code}`;
		return { address, qr: address === null ? null : drawQr(address) };
	},
	/** Signs one out. Needs no key: a second time changes nothing. */
	close: async ({ locals, request }) => {
		const member = requireMember(locals);
		const data = await formData(request);
		const parsed = v.safeParse(DeviceForm, { device: data?.get('device') });
		if (parsed.success) await closeSessionOf(locals.db, member.id, parsed.output.device);
		redirect(303, '/me/devices');
	},
	others: async ({ locals }) => {
		const member = requireMember(locals);
		await closeOtherSessions(locals.db, member.id, locals.sessionToken ?? '');
		redirect(303, '/me/devices');
	},
};
