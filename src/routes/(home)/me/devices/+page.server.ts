import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { listDevices } from '#lib/server/account/queries.ts';
import { closeOtherSessions, closeSessionOf, hashToken } from '#lib/server/account/session.ts';
import { formData } from '#lib/server/form/form.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const here = hashToken(locals.sessionToken ?? '');
	const devices = await listDevices(locals.db, member.id, locals.now);
	// The stored hash opens nothing, and is the only name a session has.
	return { zone: member.zone, devices: devices.map((device) => ({ ...device, here: device.id === here })) };
};

const DeviceForm = v.object({ device: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

export const actions: Actions = {
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
