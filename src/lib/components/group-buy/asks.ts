import { later } from '../later.ts';

/** Forms that are folded away come when they are unfolded. */
export const asks = later(
	() => import('./Asks.svelte'),
	import.meta.env.SSR ? (await import('./Asks.svelte')).default : null,
);
