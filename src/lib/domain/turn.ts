import type { BuyState, PayWhen } from './group-buy.ts';
import type { Side, State } from './handover.ts';
import type { Allocation, Category, Direction, Place } from './listing.ts';

export type HandoverTurn = {
	state: State;
	side: Side;
	/** Is the reader the poster? */
	posts: boolean;
	direction: Direction;
	category: Category;
	place: Place;
	allocation: Allocation;
};

/** Is the next step of a handover the reader's, as the handover's own page says it? */
export function isReadersTurn(it: HandoverTurn): boolean {
	const gives = it.side === 'giver';
	switch (it.state) {
		case 'waiting':
			return it.posts && it.allocation === 'poster_chooses';
		case 'reserved':
			if (it.category === 'help' || it.place === 'meet') return true;
			if (it.direction === 'ask') return gives;
			return gives ? it.place !== 'door' : it.place !== 'carrier';
		case 'on_the_way':
			return gives;
		case 'left':
			return !gives;
		default:
			return it.state === 'missing';
	}
}

export type OrderTurn = {
	state: BuyState;
	payWhen: PayWhen;
	calledAt: unknown;
	skippedAt: unknown;
	collectedAt: unknown;
	leftAt: unknown;
	signedAt: unknown;
	/** Due by the books less what is paid or said to be; null as long as nobody knows the bill. */
	owedMinor: number | null;
};

/** What a household has to do about its order now; null: nothing. Fetching comes before paying. */
export function orderTurn(it: OrderTurn): 'called' | 'left' | 'skipped' | 'pay' | null {
	const has = it.signedAt !== null || it.collectedAt !== null;
	if (it.state === 'pickup' && !has) {
		if (it.leftAt !== null) return 'left';
		if (it.skippedAt !== null) return 'skipped';
		if (it.calledAt !== null) return 'called';
	}
	const due = it.payWhen !== 'pickup' || has || it.leftAt !== null;
	return (it.state === 'arrived' || it.state === 'pickup') && due && (it.owedMinor ?? 0) > 0 ? 'pay' : null;
}

/** What somebody waits for at this moment, then what is theirs and stands about, then what runs out first, then the rest. */
const RANKS = ['called', 'left', 'reserved', 'on_the_way', 'skipped', 'pay', 'waiting', 'missing'] as const;
export type Turn = { turn: (typeof RANKS)[number]; until: Date | null };

export function byPress(a: Turn, b: Turn): number {
	const rank = RANKS.indexOf(a.turn) - RANKS.indexOf(b.turn);
	return rank === 0 ? (a.until?.getTime() ?? Infinity) - (b.until?.getTime() ?? Infinity) || 0 : rank;
}
