import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { confirmMail, isAsked } from '#lib/server/letter/mail-address.ts';
import { notFound } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	await requireRoom(event, LIMITS.mailConfirm, locals.address);
	if (!(await isAsked(locals.db, params.token, locals.now))) notFound();
	return {};
};

export const actions: Actions = {
	/** Needs no key: a link answers once. */
	default: async (event) => {
		const { locals, params } = event;
		await requireRoom(event, LIMITS.mailConfirm, locals.address);
		const outcome = await confirmMail(locals.db, params.token, locals.now);
		return outcome.ok ? { confirmed: true } : notFound();
	},
};
