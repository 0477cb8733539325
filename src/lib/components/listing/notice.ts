import type { State } from '#lib/domain/handover.ts';
import type { Category, Direction, Terms } from '#lib/domain/listing.ts';

/** A post as it hangs on the board. */
export type NoticeOfListing = {
	id: string;
	direction: Direction;
	category: Category;
	terms: Terms;
	title: string;
	quantity: number;
	unit: string;
	remaining: number;
	waiting: number;
	until: Date;
	neededBy: Date | null;
	urgent: boolean;
	/** Where this household stands with it. */
	mine: State[];
	own: boolean;
	door: string | null;
	/** The other building it comes from. */
	building: string | null;
	photo: string | null;
	/** Given out by choice or draw, not to whoever comes first. */
	chosen: boolean;
	/** It has ended since the page came. */
	over?: boolean;
};

/** What the live page says of a listing. */
export type Numbers = { remaining: number; waiting: number; over: boolean };

const NEAREST: readonly State[] = ['left', 'missing', 'on_the_way', 'reserved', 'waiting', 'received', 'returned'];

/** The state that matters most to a household with several handovers of one post; null where all have come to nothing. */
export function nearest(states: readonly State[]): State | null {
	return NEAREST.find((state) => states.includes(state)) ?? null;
}
