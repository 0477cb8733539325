import type { State } from '#lib/domain/handover.ts';
import type { Allocation, Direction } from '#lib/domain/listing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** One change of a handover, as the trail keeps it. */
export type Change = {
	from: State | null;
	to: State;
	reason: string;
	system: boolean;
	mine: boolean;
	name: string | null;
	helped: boolean;
	/** For whom a helper did it, where the reader may know. */
	for: { name: string | null; door: string | null } | null;
};

/** Who did it: oneself, a name where it may be known, nobody but the clock. */
export function sayWho(change: Change): string {
	if (change.system) return m.handover_trail_system();
	if (change.for)
		return m.people_for_by({
			door: change.for.door ?? '',
			name: change.for.name ?? '',
			by: change.mine ? m.handover_trail_you() : (change.name ?? m.handover_trail_somebody()),
		});
	if (change.mine) return m.handover_trail_you();
	if (change.helped) return m.handover_trail_helped();
	return change.name ?? m.handover_trail_somebody();
}

/** What happened, as a few words that stand behind the name. */
export function sayWhat(
	change: Change,
	listing: { direction: Direction; allocation: Allocation },
	byHand: boolean,
): string {
	const { from, to } = change;
	const ask = listing.direction === 'ask';
	switch (to) {
		case 'waiting':
			if (from === 'waiting') return m.handover_trail_part();
			if (ask) return m.handover_trail_pledged();
			if (listing.allocation === 'poster_chooses') return m.handover_trail_waiting_chosen();
			return listing.allocation === 'draw' ? m.handover_trail_waiting_draw() : m.handover_trail_waiting();
		case 'reserved':
			if (from === null && !change.system)
				return ask ? m.handover_trail_pledged() : m.handover_trail_reserved_now();
			if (!change.system) return m.handover_trail_chosen();
			return listing.allocation === 'draw' ? m.handover_trail_drawn() : m.handover_trail_reserved();
		case 'on_the_way':
			return m.handover_trail_on_the_way();
		case 'left':
			return m.handover_trail_left();
		case 'missing':
			return m.handover_trail_missing();
		case 'received':
			if (byHand) return m.handover_trail_by_hand();
			return change.system ? m.handover_trail_received_nobody() : m.handover_trail_received();
		case 'returned':
			return m.handover_trail_returned();
		case 'released':
			return from === 'missing' ? m.handover_trail_released_gone() : m.handover_trail_released();
		case 'lapsed':
			return m.handover_trail_lapsed();
		case 'refused':
			return m.handover_trail_refused();
	}
}
