import { later } from '../later.ts';

/** Most who look at a shelf take one and go: the rest comes when it is unfolded. */
export const oneByOne = later(
	() => import('./OneByOneList.svelte'),
	import.meta.env.SSR ? (await import('./OneByOneList.svelte')).default : null,
);
