import { json } from '@sveltejs/kit';
import { listOwnCorners } from '#lib/server/corner/view.ts';
import { requireActor } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. */
export const GET: RequestHandler = async ({ locals }) => {
	const member = requireActor(locals);
	return json({ corners: await listOwnCorners(locals.db, member) });
};
