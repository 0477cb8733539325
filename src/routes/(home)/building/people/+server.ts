import { json } from '@sveltejs/kit';
import { requireConfirmed } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';
import { listShown } from './shown.ts';

export const GET: RequestHandler = async (event) => {
	const member = requireConfirmed(event.locals);
	return json({ people: await listShown(event, member) }, { headers: { vary: 'Accept' } });
};
