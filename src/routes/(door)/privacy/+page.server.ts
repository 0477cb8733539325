import { findBuilding, findBuildingByCode } from '#lib/server/building/queries.ts';
import type { PageServerLoad } from './$types';

/** For everybody. House rules are shown to those of the building, and to those who hold its poster's code. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { member, db } = locals;
	const code = url.searchParams.get('join') ?? '';
	const building = member
		? await findBuilding(db, member.buildingId)
		: code === ''
			? null
			: await findBuildingByCode(db, code);
	return {
		building: building && { name: building.name, rules: building.houseRules, keepDays: building.keepDays },
	};
};
