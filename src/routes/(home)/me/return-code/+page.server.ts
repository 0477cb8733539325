import { redirect } from '@sveltejs/kit';
import { readReturnCode } from '#lib/domain/account.ts';
import { findWaysIn } from '#lib/server/account/queries.ts';
import { isReturnCodeOf, renewReturnCode } from '#lib/server/account/return-code.ts';
import { dropReturnCode, keepReturnCode, shownReturnCode } from '#lib/server/http/return-code.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const member = requireMember(locals);
	const code = readReturnCode(shownReturnCode(cookies, locals.env.origin.startsWith('https:')) ?? '');
	// Never one that has been replaced meanwhile, or somebody else's of the same browser.
	const holds = code !== null && (await isReturnCodeOf(locals.db, member.id, code));
	return { code: holds ? code : null, door: member.door, ways: await findWaysIn(locals.db, member.id) };
};

export const actions: Actions = {
	/** Makes another; the old one stops working. Needs no key: a repeat makes another still, and shows that one. */
	renew: async (event) => {
		const member = requireMember(event.locals);
		const full = await refuseRoom(event, LIMITS.returnCode, member.id, { values: {} });
		if (full) return full;
		const code = await renewReturnCode(event.locals.db, member.id);
		keepReturnCode(event.cookies, code, event.locals.env.origin.startsWith('https:'));
		redirect(303, '/me/return-code');
	},
	/** It is on paper now: this browser forgets it. */
	written: ({ locals, cookies }) => {
		requireMember(locals);
		dropReturnCode(cookies, locals.env.origin.startsWith('https:'));
		redirect(303, '/');
	},
};
