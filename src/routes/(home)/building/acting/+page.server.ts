import { redirect } from '@sveltejs/kit';
import { beginActing, markActing } from '#lib/server/account/acting.ts';
import { formData } from '#lib/server/form/form.ts';
import { isId } from '#lib/server/form/fields.ts';
import { notFound, requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	requireMay(locals, 'act_for');
	redirect(303, '/building/calls');
};

/** Which neighbour's place a helper takes in this browser. Needs no key: to begin or end twice comes to the same. */
export const actions: Actions = {
	begin: async ({ locals, request }) => {
		const member = requireMay(locals, 'act_for');
		const whom = (await formData(request))?.get('resident');
		if (typeof whom !== 'string' || !isId(whom)) notFound();
		const outcome = await beginActing(locals.db, member, whom, locals.sessionToken ?? '', locals.now);
		if (!outcome.ok) notFound();
		redirect(303, '/');
	},
	end: async ({ locals }) => {
		const member = requireMay(locals, 'act_for');
		await markActing(locals.db, member, null, locals.sessionToken ?? '', locals.now);
		redirect(303, '/building/calls');
	},
};
