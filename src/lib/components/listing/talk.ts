import { later } from '../later.ts';

/** Words are there to be read; what sends one comes when somebody goes into them. */
export const talk = later(
	() => import('./Words.svelte'),
	import.meta.env.SSR ? (await import('./Words.svelte')).default : null,
);
