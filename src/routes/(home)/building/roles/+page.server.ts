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

/** Who may do what here: the table by which the app itself decides. */
export const load: PageServerLoad = ({ locals }) => {
	requireMay(locals, 'read_log');
	const rows = Object.keys(MAY) as Permission[];
	return {
		rows: rows.map((permission) => ({
			permission,
			what: WORDS[`people_may_${permission}`](),
			who: STANDINGS.filter((standing) => (MAY[permission] as readonly string[]).includes(standing)).map(
				(standing) => STANDING[standing](),
			),
		})),
	};
};
