import type { LayoutServerLoad } from './$types';

/** Public, and about this browser only: no guard, because it asks nothing of anybody. */
export const load: LayoutServerLoad = ({ locals }) => ({ textSize: locals.textSize });
