import { later } from '../../later.ts';

export const supply = later(
	() => import('./Supply.svelte'),
	import.meta.env.SSR ? (await import('./Supply.svelte')).default : null,
);

/** Not folded, but there only after a list was pasted. */
export const pasted = later(
	() => import('./Pasted.svelte'),
	import.meta.env.SSR ? (await import('./Pasted.svelte')).default : null,
);
