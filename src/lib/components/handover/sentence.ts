import type { Side, State } from '#lib/domain/handover.ts';
import type { Allocation, Category, Direction, Place, Terms } from '#lib/domain/listing.ts';

/** What one sentence about a handover depends on. */
export type HandoverSituation = {
	state: State;
	/** Where the reader stands; null for a helper who looks at it. */
	side: Side | null;
	direction: Direction;
	category: Category;
	terms: Terms;
	place: Place;
	allocation: Allocation;
	drawn: boolean;
	/** Not let in yet: sees no doors. */
	newcomer: boolean;
	/** Medicine or urgent: somebody knocks, and it never counts as received by itself. */
	knocks: boolean;
	/** The last change was the reader's own, or nobody's: the clock did it. */
	by: 'reader' | 'other' | 'nobody';
	/** It was missing and then given up. */
	gone: boolean;
	/** Written down by the giver, for a household without the app. */
	byHand: boolean;
	outside: boolean;
	hasReturnDay: boolean;
};

export type HandoverSaying = ReturnType<typeof sayingOf>;
export type HandoverNext = NonNullable<ReturnType<typeof nextOf>>;

/** Where it stands, as one sentence for this reader: its key without the prefix `handover_say_`. Every case has its own. */
export function sayingOf(it: HandoverSituation) {
	const { side, direction } = it;
	const ask = direction === 'ask';
	switch (it.state) {
		case 'waiting':
			return waiting(it);
		case 'reserved':
			return reserved(it);
		case 'on_the_way':
			return side === null
				? 'on_the_way_looking'
				: side === 'giver'
					? 'on_the_way_giver'
					: 'on_the_way_receiver';
		case 'left':
			return left(it);
		case 'missing':
			return side === null ? 'missing_looking' : side === 'giver' ? 'missing_giver' : 'missing_receiver';
		case 'received':
			return received(it);
		case 'returned':
			return side === null ? 'returned_looking' : side === 'giver' ? 'returned_giver' : 'returned_receiver';
		case 'released':
			if (it.gone) return 'released_gone';
			if (side === null) return 'released_looking';
			if (it.by === 'reader') return side === 'giver' ? 'released_giver_self' : 'released_receiver_self';
			return side === 'giver' ? 'released_giver_other' : 'released_receiver_other';
		case 'lapsed':
			if (side === null) return 'lapsed_looking';
			if (side === 'giver') return ask ? 'lapsed_giver_ask' : 'lapsed_giver';
			return ask ? 'lapsed_receiver_ask' : 'lapsed_receiver';
		case 'refused':
			if (side === null) return 'refused_looking';
			if (isPoster(it)) return ask ? 'refused_poster_ask' : 'refused_poster';
			return ask ? 'refused_claimant_ask' : 'refused_claimant';
	}
}

function isPoster(it: HandoverSituation): boolean {
	return (it.side === 'giver') === (it.direction === 'offer');
}

function waiting(it: HandoverSituation) {
	if (it.side === null) return 'waiting_looking';
	const ask = it.direction === 'ask';
	if (isPoster(it)) {
		if (it.allocation === 'poster_chooses')
			return ask ? 'waiting_poster_pledge_chosen' : 'waiting_poster_chosen';
		if (it.allocation === 'draw' && !it.drawn) return 'waiting_poster_draw';
		return ask ? 'waiting_poster_pledge_line' : 'waiting_poster_line';
	}
	if (it.allocation === 'poster_chooses') return ask ? 'waiting_pledge_chosen' : 'waiting_chosen';
	if (it.allocation === 'draw' && !it.drawn) return 'waiting_draw';
	return ask ? 'waiting_pledge_line' : 'waiting_line';
}

function reserved(it: HandoverSituation) {
	if (it.side === null) return 'reserved_looking';
	if (it.category === 'help') return it.side === 'giver' ? 'reserved_giver_help' : 'reserved_receiver_help';
	if (it.direction === 'ask') return it.side === 'giver' ? 'reserved_giver_ask' : 'reserved_receiver_ask';
	if (it.side === 'receiver' && it.newcomer && it.place === 'door') return 'reserved_receiver_newcomer';
	return `reserved_${it.side}_${it.place}` as const;
}

function left(it: HandoverSituation) {
	if (it.side === null) return it.knocks ? 'left_looking_knock' : 'left_looking';
	if (it.category === 'help') return it.side === 'giver' ? 'left_giver_help' : 'left_receiver_help';
	if (it.side === 'giver') return 'left_giver';
	return it.place === 'corner' && it.direction === 'offer' ? 'left_receiver_corner' : 'left_receiver';
}

function received(it: HandoverSituation) {
	if (it.side === null) return 'received_looking';
	if (it.outside) return 'received_outside';
	const loan = it.terms === 'lend' ? (it.hasReturnDay ? '_loan_by' : '_loan') : '';
	if (loan !== '') return `received_${it.side}${loan}` as const;
	if (it.byHand) return `received_${it.side}_hand` as const;
	return it.by === 'nobody' ? (`received_${it.side}_nobody` as const) : (`received_${it.side}` as const);
}

/** What comes next for this reader: its key without the prefix `handover_next_`; null where nothing does. */
export function nextOf(it: HandoverSituation) {
	const ask = it.direction === 'ask';
	const giver = it.side === 'giver';
	if (it.side === null)
		return it.state === 'missing' ? 'look' : it.state === 'left' && it.knocks ? 'knock' : null;
	switch (it.state) {
		case 'waiting':
			if (isPoster(it))
				return it.allocation === 'poster_chooses'
					? 'choose'
					: it.allocation === 'draw' && !it.drawn
						? null
						: 'wait_poster';
			if (it.allocation === 'poster_chooses') return 'chosen';
			if (it.allocation === 'draw' && !it.drawn) return 'draw';
			return ask ? 'standby' : 'line';
		case 'reserved':
			if (it.category === 'help' || it.place === 'meet') return 'arrange';
			if (giver) return ask ? 'bring' : it.place === 'door' ? 'hand_over' : 'bring';
			if (it.newcomer && !ask && it.place === 'door') return 'newcomer';
			return ask || it.place === 'carrier' ? 'coming' : 'fetch';
		case 'on_the_way':
			return giver ? 'say_left' : 'coming';
		case 'left':
			return it.knocks ? 'sign_knock' : 'sign_day';
		case 'missing':
			return giver ? 'tell_where' : 'found';
		case 'received':
			if (it.terms === 'lend') return giver ? 'back' : 'return';
			return giver ? null : 'thank';
		case 'returned':
			return giver ? null : 'thank';
		case 'released':
		case 'lapsed':
		case 'refused':
			if (!isPoster(it)) return 'board';
			return it.state === 'refused' ? null : ask ? 'ask_again' : 'free';
	}
}
