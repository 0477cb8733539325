import { json } from '@sveltejs/kit';
import { listBuys } from '#lib/server/group-buy/list.ts';
import { requireActor } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. */
export const GET: RequestHandler = async ({ locals }) => {
	const member = requireActor(locals);
	return json({ groupBuys: await listBuys(locals.db, member), next: null });
};
