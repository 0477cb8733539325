import { isConfirmed } from '#lib/domain/member.ts';
import { findBuilding, listDoors } from '#lib/server/building/queries.ts';
import { requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** More windows than this no phone shows with pleasure: then only one's own entrance is drawn. */
const MOST_WINDOWS = 240;

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMember(locals);
	const building = (await findBuilding(locals.db, member.buildingId))!;
	const doors = await listDoors(locals.db, member.buildingId);
	const drawn =
		doors.length > MOST_WINDOWS ? doors.filter(({ entrance }) => entrance === member.entrance) : doors;
	return {
		name: building.name,
		community: building.community,
		doors: doors.length,
		here: doors.filter(({ here }) => here).length,
		mine: member.door,
		// Whoever still waits sees numbers, no doors.
		drawn: isConfirmed(member) && drawn.length <= MOST_WINDOWS ? drawn : [],
	};
};
