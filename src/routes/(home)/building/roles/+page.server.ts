import { MAY, STANDINGS, type Permission } from '#lib/domain/permission.ts';
import { requireMay } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** Who may do what here: the table by which the app itself decides. */
export const load: PageServerLoad = ({ locals }) => {
	requireMay(locals, 'read_log');
	const rows = Object.keys(MAY) as Permission[];
	return {
		standings: STANDINGS,
		rows: rows.map((permission) => ({
			permission,
			may: STANDINGS.map((standing) => (MAY[permission] as readonly string[]).includes(standing)),
		})),
	};
};
