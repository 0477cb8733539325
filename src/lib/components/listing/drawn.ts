import { later } from '../later.ts';
import type { NoticeOfListing } from './notice.ts';

/** What changes of a notice under the reader’s eyes, and what it is said of. */
export type Counted = Pick<
	NoticeOfListing,
	'direction' | 'quantity' | 'unit' | 'remaining' | 'waiting' | 'chosen' | 'over'
>;

/**
 * Notices that stand in the first HTML, and that the browser leaves as they are: of their data only what is counted goes
 * along, in the same order, as one text that is read when something changes.
 */
export type DrawnNotices = { counted: string };

/** On the server: the notices themselves, for as long as the page is made. */
const behind = new WeakMap<DrawnNotices, readonly NoticeOfListing[]>();

export function drawn(notices: readonly NoticeOfListing[]): DrawnNotices {
	const asDrawn = { counted: JSON.stringify(notices.map(countedOf)) };
	behind.set(asDrawn, notices);
	return asDrawn;
}

/** Empty in the browser. */
export function noticesBehind(asDrawn: DrawnNotices): readonly NoticeOfListing[] {
	return behind.get(asDrawn) ?? [];
}

export function readCounted({ counted }: DrawnNotices): Counted[] {
	return JSON.parse(counted);
}

function countedOf({ direction, quantity, unit, remaining, waiting, chosen }: NoticeOfListing): Counted {
	return { direction, quantity, unit, remaining, waiting, chosen };
}

export const sheets = later(
	() => import('./Sheets.svelte'),
	import.meta.env.SSR ? (await import('./Sheets.svelte')).default : null,
);
