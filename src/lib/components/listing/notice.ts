import type { State } from '#lib/domain/handover.ts';
import type { Category, Direction } from '#lib/domain/listing.ts';

/** A post as it hangs on the board, its words in the language of the reader. */
export type NoticeOfListing = {
	id: string;
	direction: Direction;
	category: Category;
	title: string;
	quantity: number;
	unit: string;
	remaining: number;
	waiting: number;
	urgent: boolean;
	/** 送, 借, 换, 求. */
	tag: string;
	/** Where this household stands with it, if it does. */
	mark: string | null;
	/** What it does with it: waits for its turn, has it coming, is done with it. */
	course: 'waits' | 'comes' | 'done';
	/** Until when it hangs, or by when it is needed. */
	time: string;
	own: boolean;
	/** The plate, and the door as people say it. */
	door: { plate: string; label: string } | null;
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

const NEAREST = [
	'left',
	'missing',
	'on_the_way',
	'reserved',
	'waiting',
	'received',
	'returned',
] as const satisfies State[];
export type Standing = (typeof NEAREST)[number];

/** The state that matters most to a household with several handovers of one post; null where all have come to nothing. */
export function nearest(states: readonly State[]): Standing | null {
	return NEAREST.find((state) => states.includes(state)) ?? null;
}
