import type { SaidDesk } from './present.ts';

/** The big parts of the desk that belong to one step each: fetched when it is there, on server and phone alike. */
export async function deskParts(
	desk: Pick<SaidDesk, 'arrival' | 'calling' | 'menu' | 'problems' | 'shares'>,
) {
	const [arrival, called, menu, problems, shares] = await Promise.all([
		desk.arrival ? import('./Arrival.svelte') : null,
		desk.calling ? import('./Called.svelte') : null,
		desk.menu.length > 0 ? import('./MenuCard.svelte') : null,
		desk.problems.length > 0 ? import('./Problems.svelte') : null,
		desk.shares ? import('./Shares.svelte') : null,
	]);
	return {
		Arrival: arrival?.default ?? null,
		Called: called?.default ?? null,
		Menu: menu?.default ?? null,
		Problems: problems?.default ?? null,
		Shares: shares?.default ?? null,
	};
}
