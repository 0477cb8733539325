import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { findFigures } from '#lib/server/building/figures.ts';
import { requireMay } from '#lib/server/member.ts';
import { sayFigures } from './say.ts';
import type { PageServerLoad } from './$types';

const DAYS = 30;

/** Numbers of the last thirty days, for everybody who lives here. */
export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMay(locals, 'read_figures');
	const since = new Date(locals.now.getTime() - DAYS * 86_400_000);
	const figures = await findFigures(locals.db, member.buildingId, since);
	return { days: DAYS, said: sayFigures(figures, getLocale()) };
};
