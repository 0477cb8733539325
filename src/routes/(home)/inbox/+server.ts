import { json } from '@sveltejs/kit';
import { requireMember } from '#lib/server/member.ts';
import { findInbox } from './inbox.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const member = requireMember(event.locals);
	return json(await findInbox(event, member), { headers: { vary: 'accept' } });
};
