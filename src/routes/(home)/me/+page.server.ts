import { findWaysIn } from '#lib/server/account/queries.ts';
import { listHouseholdPeople } from '#lib/server/building/queries.ts';
import { requireActor } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireActor(locals);
	const { id, name, door, roles, status, householdId } = member;
	const household = status === 'confirmed' ? await listHouseholdPeople(locals.db, householdId) : [];
	return {
		me: { name, door, roles, status },
		// Newcomers who still wait are on the list of those who decide, not here.
		household: household
			.filter((person) => person.id !== id && person.status === 'confirmed')
			.map((person) => person.name),
		ways: await findWaysIn(locals.db, id),
	};
};
