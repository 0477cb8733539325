import { downloadResponse } from '#lib/server/http/download.ts';
import { requireActor } from '#lib/server/member.ts';
import { takeOut } from '../export/mine.ts';
import type { RequestHandler } from './$types';

/** The same as `/me/export` to a script, as a file that a link can bring. */
export const GET: RequestHandler = async (event) => {
	const member = requireActor(event.locals);
	const taken = await takeOut(event, member);
	return downloadResponse(JSON.stringify(taken, null, 1), 'stairwell.json', 'application/json');
};
