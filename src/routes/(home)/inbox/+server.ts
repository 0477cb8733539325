import { json } from '@sveltejs/kit';
import { requireActor } from '#lib/server/member.ts';
import { findInbox } from './inbox.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const member = requireActor(event.locals);
	return json(await findInbox(event, member), { headers: { vary: 'accept' } });
};
