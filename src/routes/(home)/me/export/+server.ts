import { json } from '@sveltejs/kit';
import { requireMember } from '#lib/server/member.ts';
import { takeOut } from './mine.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const member = requireMember(event.locals);
	return json(await takeOut(event, member), {
		headers: { vary: 'Accept', 'content-disposition': 'attachment; filename="stairwell.json"' },
	});
};
