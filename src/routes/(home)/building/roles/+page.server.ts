import { MAY, STANDINGS, type Permission, type Standing } from '#lib/domain/permission.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireMay } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

const STANDING: Record<Standing, () => string> = {
	newcomer: m.people_standing_newcomer,
	relative: m.people_standing_relative,
	neighbour: m.people_standing_neighbour,
	volunteer: m.building_role_volunteer,
	steward: m.building_role_steward,
	operator: m.building_role_operator,
};
// A permission without its words is a type error here.
const WORDS: { [P in Permission as `people_may_${P}`]: () => string } = m;

/** Who may do what here: the table by which the app itself decides, what the same people may do together. */
export const load: PageServerLoad = ({ locals }) => {
	requireMay(locals, 'read_log');
	const groups = new Map<string, { who: string[]; may: string[] }>();
	for (const permission of Object.keys(MAY) as Permission[]) {
		const who = STANDINGS.filter((standing) => (MAY[permission] as readonly string[]).includes(standing));
		const key = who.join();
		const group = groups.get(key) ?? { who: who.map((standing) => STANDING[standing]()), may: [] };
		groups.set(key, group);
		group.may.push(WORDS[`people_may_${permission}`]());
	}
	return { groups: [...groups.values()] };
};
