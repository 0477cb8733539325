import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** For everybody: it says nothing of anybody. Nothing on the way here asks the database who it is. */
export const GET: RequestHandler = async ({ locals }) => {
	const health = await locals.health();
	return json(health, { status: health.status === 'ok' ? 200 : 503 });
};
