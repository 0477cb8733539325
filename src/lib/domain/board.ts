import { ACTIVE, type State } from './handover.ts';

export type OnBoard = {
	remaining: number;
	urgent: boolean;
	/** The viewer's own, or their household's. */
	own: boolean;
	handovers: readonly { state: State; mine: boolean }[];
};

/** An urgent ask that nobody has answered in full. */
function isPressing({ urgent, remaining }: OnBoard): boolean {
	return urgent && remaining > 0;
}

/** Nothing of it is to be had, or needed, any more, and the viewer has nothing to do with it. */
function isGone({ remaining, own, handovers }: OnBoard): boolean {
	return remaining <= 0 && !own && !handovers.some(({ mine, state }) => mine && ACTIVE.includes(state));
}

/**
 * A page of the board as it hangs: on the `first` one what presses before the others, on each what is gone at its end.
 * Nothing is left out, and within each part the order stays.
 */
export function hang<C extends OnBoard>(cards: readonly C[], first: boolean): { open: C[]; gone: C[] } {
	const there = cards.filter((card) => !isGone(card));
	const open = first ? [...there.filter(isPressing), ...there.filter((card) => !isPressing(card))] : there;
	return { open, gone: cards.filter(isGone) };
}

/**
 * About `most` of what is open, and the card after which the next page goes on; null where nothing is left. All that presses
 * is there, and one more at least, or the next page would not know where to begin.
 */
export function fewer<C extends OnBoard>(
	open: readonly C[],
	first: boolean,
	most: number,
): { shown: readonly C[]; last: C | null } {
	const pressing = first ? open.filter(isPressing).length : 0;
	const shown = open.slice(0, Math.max(most, pressing + 1));
	return { shown, last: shown.length < open.length ? shown.at(-1)! : null };
}
