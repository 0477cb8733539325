import { redirect } from '@sveltejs/kit';
import { closeSession } from '#lib/server/account/session.ts';
import { dropSessionCookie, sessionCookie } from '#lib/server/http/cookies.ts';
import { dropReturnCode } from '#lib/server/http/return-code.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody; opening it changes nothing. */
export const load: PageServerLoad = ({ locals }) => {
	if (!locals.member) redirect(303, '/sign-in');
	return { me: locals.member.id };
};

export const actions: Actions = {
	/** Needs no key: a second time changes nothing. */
	default: async ({ locals, cookies, setHeaders }) => {
		const https = locals.env.origin.startsWith('https:');
		const token = sessionCookie(cookies, https);
		if (token) await closeSession(locals.db, token);
		dropSessionCookie(cookies, https);
		dropReturnCode(cookies, https);
		// Pages that the browser keeps for its back button are not for whoever has the phone next.
		setHeaders({ 'clear-site-data': '"cache"' });
		redirect(303, '/sign-in');
	},
};
