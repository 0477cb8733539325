import { later } from '../later.ts';

/** Most who look at a shelf leave nothing: the form and its camera come when it is unfolded. */
export const leaveFields = later(
	() => import('./LeaveFields.svelte'),
	import.meta.env.SSR ? (await import('./LeaveFields.svelte')).default : null,
);
