import type { State } from '#lib/domain/handover.ts';
import type { Category, Direction } from '#lib/domain/listing.ts';
import { fill } from '#lib/i18n/fill.ts';
import type { Counted } from './drawn.ts';

/** A post as it hangs on the board, its words in the language of the reader. There are fifty of them: what is not so of a post is left out. */
export type NoticeOfListing = {
	id: string;
	direction: Direction;
	title: string;
	quantity: number;
	unit: string;
	remaining: number;
	waiting?: number;
	urgent?: true;
	/** 送, 借, 换, 求. */
	tag: string;
	/** Where this household stands with it, if it does; or that it is its own. */
	mark?: { say: string; course: Course };
	/** Until when it hangs, or by when it is needed. */
	time: string;
	/** As it stands on the plate, and as people say it. */
	door?: { plate: string; label: string };
	/** The other building it comes from. */
	building?: string;
	photo?: string;
	/** Where there is no photo: what is drawn instead. */
	category?: Category;
	/** Given out by choice or draw, not to whoever comes first. */
	chosen?: true;
	/** It has ended since the page came. */
	over?: boolean;
};

/** The household waits for its turn, has it coming, or is done with it; or it put it up. */
export type Course = 'waits' | 'comes' | 'done' | 'own';

/** What the live page says of a listing. */
export type Numbers = { remaining: number; waiting: number; over: boolean };

/** Nothing of it is to be had any more. */
export function isTaken({ remaining, over }: Pick<NoticeOfListing, 'remaining' | 'over'>): boolean {
	return remaining <= 0 || over === true;
}

type LineWords = Record<'over' | 'waiting' | 'waitingChosen' | 'waitingChosenAsk' | 'lineOpen', string>;

/** Who else would like it, or that it is over; empty where there is nothing to say. */
export function sayLine(notice: Counted, words: LineWords): string {
	const { over, waiting, chosen, direction } = notice;
	if (over) return words.over;
	const way = !chosen ? 'waiting' : direction === 'ask' ? 'waitingChosenAsk' : 'waitingChosen';
	if (waiting) return fill(words[way], { count: waiting });
	return isTaken(notice) && direction === 'offer' ? words.lineOpen : '';
}

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
