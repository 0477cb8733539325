import {
	fulfils,
	madeBefore,
	MOST_ON_SHELF,
	refuseLeave,
	type LeaveRefusal,
	type ShelfCategory,
} from '../../domain/corner.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { dayOf } from '../../domain/time.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { countDueAt } from '../../domain/corner.ts';
import { doneBy, isOfBuilding, itemDetail } from './facts.ts';
import { tellFollowers, tellOne } from './news.ts';
import type { CornerRow } from './queries.ts';
import type { ItemRow } from './item-queries.ts';
import { findCorner, lookLater } from './queries.ts';
import { findItem, itemFor, lockItem, setItemPhoto } from './item-queries.ts';
import { insertMovement } from './movement-queries.ts';
import { listOpenWishes, markWishEnded } from './wish-queries.ts';

export type LeaveInput = {
	cornerId: string;
	/** Something that was on the shelf before: title, category and unit are its own. */
	item: string | null;
	title: string;
	category: ShelfCategory;
	quantity: number;
	unit: string;
	bestBefore: string | null;
	photo: StoredPhoto | null;
};
export type Left = { movement: number; item: string };

/** Puts something on the shelf; wishes that it meets are fulfilled by it. */
export function leave(
	db: Db,
	by: Member,
	input: LeaveInput,
	sent: Sent,
): Promise<Outcome<Left, LeaveRefusal | KeyRefusal | 'people.suspended' | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		if (!corner || !isOfBuilding(corner, by)) return refused('not_found');
		const known = input.item === null ? null : await findItem(tx, input.item);
		if (input.item !== null && known?.cornerId !== corner.id) return refused('not_found');
		const thing = known
			? { ...input, title: known.title, category: known.category, unit: known.unit }
			: input;
		if (isSuspended(by, sent.at)) return refused('people.suspended');
		const madeAt = madeBefore(sent.at, sent.age ?? null);
		return leaveOnShelf(tx, corner, by, thing, sent.at, { known, madeAt });
	});
}

/** What it is known by: an item that stood here before, the post's handover that is left here, and when it was really done. */
type Before = { known: ItemRow | null; handoverId: string | null; madeAt: Date | null };

/** The same within a transaction that is open already. */
export async function leaveOnShelf(
	tx: Db,
	corner: CornerRow,
	by: Member,
	thing: Omit<LeaveInput, 'cornerId' | 'item'>,
	now: Date,
	{ known = null, handoverId = null, madeAt = null }: Partial<Before> = {},
): Promise<Outcome<Left, LeaveRefusal>> {
	const refusal = refuseLeave(corner, thing, by, dayOf(now, by.zone));
	if (refusal) return refused(refusal.code, { field: refusal.field });
	const { title, category, unit, bestBefore, quantity } = thing;
	const found = await itemFor(tx, { cornerId: corner.id, title, category, unit, bestBefore }, now);
	const item = (await lockItem(tx, found.id))!;
	if (item.quantity + quantity > MOST_ON_SHELF)
		return refused('corner.shelf_full', {
			field: 'quantity',
			detail: { left: MOST_ON_SHELF - item.quantity },
		});
	const movement = await insertMovement(tx, {
		itemId: item.id,
		kind: 'left',
		quantity,
		at: now,
		madeAt,
		handoverId,
		...doneBy({ member: by }),
	});
	const [photo] = thing.photo
		? await insertPhotos(tx, { shelfItemId: item.id }, [thing.photo], by.actedBy ?? by.id, now)
		: [known?.photoId];
	if (photo && photo !== item.photoId) await setItemPhoto(tx, item.id, photo);
	await fulfilWishes(tx, corner, item.title, movement.id, by, now);
	await tellFollowers(tx, corner, 'corner.left', { ...itemDetail(item), quantity }, [by.id], now);
	await lookLater(tx, corner.id, countDueAt({ createdAt: now, countedAt: null }));
	afterCommit(tx, { cornerId: corner.id });
	return done({ movement: movement.id, item: item.id });
}

async function fulfilWishes(
	tx: Db,
	corner: CornerRow,
	title: string,
	movementId: number,
	by: Member,
	now: Date,
): Promise<void> {
	for (const wish of await listOpenWishes(tx, corner.id)) {
		if (!fulfils(wish.title, title) || !(await markWishEnded(tx, wish.id, movementId, now))) continue;
		if (wish.wishedBy !== by.id)
			await tellOne(tx, wish.wishedBy, corner, 'corner.wish_fulfilled', { title: wish.title }, now);
	}
}
