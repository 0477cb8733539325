import { may } from '#lib/domain/permission.ts';
import { isConfirmed } from '#lib/domain/member.ts';
import { findBuilding, listDoors } from '#lib/server/building/queries.ts';
import { requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** More windows than this no phone shows with pleasure: then only one's own entrance is drawn. */
const MOST_WINDOWS = 240;

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireMember(locals);
	const building = (await findBuilding(locals.db, member.buildingId))!;
	const doors = await listDoors(locals.db, member.buildingId);
	const entrances = [...new Set(doors.map(({ entrance }) => entrance))];
	// One entrance at a time where the whole house would be too much: one's own first.
	const asked = url.searchParams.get('entrance') ?? member.entrance;
	const shown = entrances.includes(asked) ? asked : member.entrance;
	const many = doors.length > MOST_WINDOWS && entrances.length > 1;
	const drawn = many ? doors.filter(({ entrance }) => entrance === shown) : doors;
	return {
		name: building.name,
		community: building.community,
		doors: doors.length,
		here: doors.filter(({ here }) => here).length,
		mine: member.door,
		// Whoever still waits sees numbers, no doors.
		drawn: isConfirmed(member) ? drawn : [],
		entrances:
			many && isConfirmed(member)
				? entrances.map((entrance) => ({ entrance, here: entrance === shown }))
				: [],
		mayRead: {
			figures: may(member, 'read_figures'),
			buildings: may(member, 'add_building'),
			calls: may(member, 'call'),
		},
	};
};
