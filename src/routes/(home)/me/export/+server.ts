import { json } from '@sveltejs/kit';
import { requireActor } from '#lib/server/member.ts';
import { takeOut } from './mine.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const member = requireActor(event.locals);
	return json(await takeOut(event, member), {
		headers: { vary: 'Accept', 'content-disposition': 'attachment; filename="stairwell.json"' },
	});
};
