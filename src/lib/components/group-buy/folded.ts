import { later } from '../later.ts';

/** Forms that are folded away. */
export const asks = later(
	() => import('./Asks.svelte'),
	import.meta.env.SSR ? (await import('./Asks.svelte')).default : null,
);

export const logList = later(
	() => import('./LogList.svelte'),
	import.meta.env.SSR ? (await import('./LogList.svelte')).default : null,
);
