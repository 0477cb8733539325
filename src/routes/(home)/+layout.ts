import { part } from '#lib/components/part.ts';
import type { LayoutLoad } from './$types';

/** What few pages have above them comes only to those. */
export const load: LayoutLoad = async ({ data, url }) => {
	const [ActingBanner, LargeBar, SizeOffer] = await Promise.all([
		part(data.acting, () => import('#lib/components/account/ActingBanner.svelte')),
		part(data.sizeWords.bar, () => import('#lib/components/home/LargeBar.svelte')),
		part(data.sizeWords.ask && url.pathname === '/', () => import('#lib/components/home/SizeOffer.svelte')),
	]);
	return { ...data, ActingBanner, LargeBar, SizeOffer };
};
