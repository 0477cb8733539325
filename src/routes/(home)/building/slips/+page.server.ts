import { findBuilding, listHelpersOf } from '#lib/server/building/queries.ts';
import { listCalls } from '#lib/server/building/helping.ts';
import { requireMay } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** Slips in large print, to be handed out at doors: one for everybody without a phone, and an empty one. */
export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMay(locals, 'call');
	const building = (await findBuilding(locals.db, member.buildingId))!;
	const people = await listCalls(locals.db, member.buildingId);
	const helpers = await listHelpersOf(locals.db, member.buildingId);
	return {
		name: building.name,
		me: { name: member.name, door: member.door },
		// Nothing on a slip says that somebody lives alone: it may lie on the stairs.
		people: people.filter((it) => it.phoneless).map(({ id, name, door }) => ({ id, name, door })),
		helpers: helpers.slice(0, 3),
	};
};
