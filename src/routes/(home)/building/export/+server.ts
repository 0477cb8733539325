import { json } from '@sveltejs/kit';
import { exportBuilding } from '#lib/server/building/export.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMay } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** Everything of the building as one file. It stands in the building's log who took it out. */
export const GET: RequestHandler = async (event) => {
	const member = requireMay(event.locals, 'take_out_building');
	await requireRoom(event, LIMITS.takeOut, member.id);
	return json(await exportBuilding(event.locals.db, member, event.locals.now), {
		headers: { 'content-disposition': 'attachment; filename="building.json"' },
	});
};
