import { part } from '#lib/components/part.ts';
import type { PageLoad } from './$types';

/** How notices are drawn is sent to whoever does not have them drawn in the page. */
export const load: PageLoad = async ({ data }) => ({
	...data,
	Sheets: await part(data.notices.length > 0, () => import('#lib/components/listing/Sheets.svelte')),
});
