import { m } from '#lib/i18n/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/** Public, and about this browser only: no guard, because it asks nothing of anybody. */
export const load: LayoutServerLoad = ({ locals }) => ({
	textSize: locals.textSize,
	missing: { fill: m.problem_field_required(), choose: m.app_choose_one() },
});
