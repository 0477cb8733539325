import type { Category } from './listing.ts';
import { lockScreenTitle } from './notification.ts';

/** What may stand on a shelf; medicine only where a named person keeps its box. */
export const SHELF_CATEGORIES = ['food', 'item', 'medicine'] as const satisfies readonly Category[];
export type ShelfCategory = (typeof SHELF_CATEGORIES)[number];

/** How a count changes. `undone` takes back what was left or taken a moment ago. */
export const MOVEMENTS = ['left', 'taken', 'counted', 'removed', 'undone'] as const;
export type Movement = (typeof MOVEMENTS)[number];

export const PLACE_LENGTH = 60;
export const AGREED_LENGTH = 60;
export const NOT_HERE_LENGTH = 300;
export const KEEPER_LENGTH = 40;
/** More than this stands on no shelf in a stairwell. */
export const MOST_ON_SHELF = 999;
/** What a guest may take at once, and how often within an hour. */
export const GUEST_AT_ONCE = 2;
export const GUEST_TAKES = 2;
export const GUEST_WINDOW = 3_600_000;
/** What was done without a connection bears its own time when it is sent within a day. */
export const MADE_WITHIN = 86_400_000;
/** How long something done by mistake can be taken back. */
export const UNDO_WITHIN = 60_000;
/** After so long without a count, passers-by are asked for one. */
export const COUNT_AFTER = 3 * 86_400_000;
/** A refusal so soon after somebody else's tap is a race between two phones, not a shelf that differs from its list. */
const RACE = 120_000;
/** News of one kind within this time is one push. */
export const BUNDLE = 600_000;

/**
 * The stock after a movement, null where it would fall below nothing. `counted` sets it; for `undone` the quantity is the
 * change of the movement that it takes back. The trigger in the database does the same sum.
 */
export function stockAfter(before: number, kind: Movement, quantity: number): number | null {
	const after = kind === 'counted' ? quantity : kind === 'left' ? before + quantity : before - quantity;
	return after < 0 || after > MOST_ON_SHELF ? null : after;
}

/**
 * When something was done that was sent `age` milliseconds later for want of a connection; null where it came at once, or
 * says a time that cannot be: it then counts as done when it came.
 */
export function madeBefore(now: Date, age: number | null): Date | null {
	return age !== null && age > 0 && age <= MADE_WITHIN ? new Date(now.getTime() - age) : null;
}

/** Has a count made since then seen it already? Then it is written down and changes nothing. */
export function isSeen(madeAt: Date | null, countedAt: Date | null): boolean {
	return madeAt !== null && countedAt !== null && madeAt <= countedAt;
}

/** A count is what stood there at its time; something newer makes it history. */
export function isOvertaken(madeAt: Date | null, movedAt: Date): boolean {
	return madeAt !== null && madeAt < movedAt;
}

type Corner = { guests: boolean; keeper: string };
type Item = { category: ShelfCategory; quantity: number; bestBefore: string | null };

export type LeaveRefusal =
	| 'corner.no_medicine'
	| 'corner.no_alcohol'
	| 'corner.no_opened'
	| 'corner.past_date'
	| 'corner.shelf_full'
	| 'medicine.unconfirmed'
	| 'medicine.best_before_missing';
export type TakeRefusal =
	| 'corner.not_enough'
	| 'corner.guests_only_look'
	| 'corner.guest_often'
	| 'corner.guest_much'
	| 'corner.medicine_past'
	| 'corner.newcomer';
export type UndoRefusal = 'corner.undo_late' | 'corner.undo_twice' | 'corner.undo_gone';
export type CountRefusal = 'corner.newcomer' | 'corner.overtaken' | 'corner.counted_too_long_ago';
export type WishRefusal = 'corner.wish_twice';

// Disinfectant (酒精), cooking wine (料酒) and fermented rice (酒酿) are no drinks.
const ALCOHOL =
	/[白啤红黄洋米药烧清果]酒|葡萄酒|鸡尾酒|二锅头|茅台|五粮液|\b(?:beers?|wines?|vodka|whisk(?:e)?y|rum|gin|liquor|spirits|champagne|sake|brandy|soju)\b/iu;
const OPENED =
	/(?:已经?|打|刚|都)开封|开了封|开过封|开封(?:了|过)|拆封(?:了|的)|喝过|吃过|剩饭|剩菜|吃剩|\b(?:opened|half[- ]?eaten|leftovers?)\b/iu;
const UNOPENED = /未(?:拆|开)封|没(?:有)?(?:拆|开)过?封|\bun-?opened\b|\bnot opened\b/giu;

/** Does a line name what may not stand on a shelf that everybody reaches, children too? */
export function namesAlcohol(title: string): boolean {
	return ALCOHOL.test(title.normalize('NFKC').replace(/料酒|酒精|酒酿|ginger/giu, ''));
}

export function namesOpened(title: string): boolean {
	return OPENED.test(title.normalize('NFKC').replace(UNOPENED, ''));
}

/** Why this may not be left here, with the field to which the sentence belongs. */
export function refuseLeave(
	corner: Corner,
	thing: { title: string; category: ShelfCategory; bestBefore: string | null },
	by: { status: 'waiting' | 'confirmed' },
	today: string,
): { code: LeaveRefusal; field: string } | null {
	if (namesAlcohol(thing.title)) return { code: 'corner.no_alcohol', field: 'title' };
	if (namesOpened(thing.title)) return { code: 'corner.no_opened', field: 'title' };
	if (thing.bestBefore !== null && thing.bestBefore < today)
		return { code: 'corner.past_date', field: 'bestBefore' };
	if (thing.category !== 'medicine') return null;
	if (corner.keeper === '') return { code: 'corner.no_medicine', field: 'category' };
	if (by.status !== 'confirmed') return { code: 'medicine.unconfirmed', field: 'category' };
	if (thing.bestBefore === null) return { code: 'medicine.best_before_missing', field: 'bestBefore' };
	return null;
}

/** Who reaches for the shelf: somebody of the building, let in or not yet, or a guest without an account. */
export type Taker = 'neighbour' | 'newcomer' | 'guest';

/** Why this may not be taken; whether enough is there is settled by the database. `takes`: a guest's of the last hour. */
export function refuseTake(
	corner: Corner,
	item: Item,
	taker: Taker,
	wanted: number,
	takes: number,
	today: string,
): TakeRefusal | null {
	if (item.category === 'medicine' && isPast(item, today)) return 'corner.medicine_past';
	if (taker === 'neighbour') return null;
	if (taker === 'guest' && !corner.guests) return 'corner.guests_only_look';
	// Medicine is for those whom the building knows.
	if (item.category === 'medicine') return taker === 'guest' ? 'corner.guests_only_look' : 'corner.newcomer';
	if (wanted > GUEST_AT_ONCE) return 'corner.guest_much';
	return takes >= GUEST_TAKES ? 'corner.guest_often' : null;
}

type Undoable = { kind: Movement; at: Date; undone: boolean };

export function refuseUndo(movement: Undoable, now: Date): UndoRefusal | null {
	if (movement.undone) return 'corner.undo_twice';
	return mayUndo(movement, now) ? null : 'corner.undo_late';
}

export function mayUndo({ kind, at }: Pick<Undoable, 'kind' | 'at'>, now: Date): boolean {
	return (kind === 'taken' || kind === 'left') && now.getTime() - at.getTime() <= UNDO_WITHIN;
}

export function isPast(item: Pick<Item, 'bestBefore'>, today: string): boolean {
	return item.bestBefore !== null && item.bestBefore < today;
}

type Known = { quantity: number; countedAt: Date | null; createdAt: Date; doubtedAt: Date | null };

/** Should passers-by be asked to count? When takes went wrong, or when it stands there and nobody has looked for long. */
export function needsCount(item: Known, now: Date): boolean {
	if (item.doubtedAt !== null) return true;
	return item.quantity > 0 && now >= countDueAt(item);
}

export function countDueAt({ countedAt, createdAt }: Pick<Known, 'countedAt' | 'createdAt'>): Date {
	const known = countedAt !== null && countedAt > createdAt ? countedAt : createdAt;
	return new Date(known.getTime() + COUNT_AFTER);
}

/** Does a refused take say that the list is wrong? Not when somebody else was just faster. */
export function castsDoubt(movedAt: Date, now: Date): boolean {
	return now.getTime() - movedAt.getTime() > RACE;
}

const LETTER = /[\p{Script=Latin}\p{N}]/u;

/** Is a wish ("rice") met by what was left ("Rice, 5 kg")? Chinese within the line, Latin as whole words. */
export function fulfils(wish: string, left: string): boolean {
	const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
	const [wanted, got] = [plain(wish), plain(left)];
	if (wanted === '') return false;
	for (let at = got.indexOf(wanted); at >= 0; at = got.indexOf(wanted, at + 1)) {
		const joins = (inner: string, outer: string) => LETTER.test(inner) && LETTER.test(outer);
		const before = at > 0 && joins(wanted[0]!, got[at - 1]!);
		const after = at + wanted.length < got.length && joins(wanted.at(-1)!, got[at + wanted.length]!);
		if (!before && !after) return true;
	}
	return false;
}

/** The item's title where a stranger may read it on a locked screen. */
export function safeShelfTitle(item: { title: string; category: ShelfCategory }): string | null {
	return lockScreenTitle({ ...item, direction: 'offer', anonymous: false });
}
