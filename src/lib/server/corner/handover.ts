import { SHELF_CATEGORIES, type LeaveRefusal } from '../../domain/corner.ts';
import { isPersonal } from '../../domain/listing.ts';
import type { Member } from '../../domain/member.ts';
import { done, refused, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { findPart, type HandoverRow, type ListingRow } from '../listing/queries.ts';
import { copyPhoto } from '../photo/queries.ts';
import { doneBy } from './facts.ts';
import { leaveOnShelf } from './leave.ts';
import { findItem, lockItem, markDoubted, setItemPhoto } from './item-queries.ts';
import { findLeftOfHandover, takeAway } from './movement-queries.ts';
import { listCorners } from './queries.ts';

/** Can what this post is about stand on a shelf? What is lent or swapped belongs to one person, and so does an asked-for medicine. */
function belongsOnShelf(listing: ListingRow): boolean {
	return (
		listing.terms === 'give' && listing.category !== 'help' && !listing.anonymous && !isPersonal(listing)
	);
}

/** The shelves on which this handover may be left; none where it is handed over elsewhere. */
export async function listShelvesFor(
	db: Db,
	listing: { place: string; terms: string; category: string },
	giver: Member,
) {
	if (listing.place !== 'corner' || listing.terms !== 'give' || listing.category === 'help') return [];
	return (await listCorners(db, giver.buildingId)).map(({ id, place }) => ({ id, place }));
}

/**
 * "Left on the shelf": in the transaction of the handover's own step it comes onto the shelf as a movement. `cornerId` null:
 * a post whose place is the corner goes onto the first one; where the building has none it is left as anything is.
 */
export async function putOnShelf(
	tx: Db,
	listing: ListingRow,
	handover: HandoverRow,
	giver: Member,
	cornerId: string | null,
	now: Date,
): Promise<Outcome<object, LeaveRefusal | 'not_found'>> {
	if ((cornerId === null && listing.place !== 'corner') || !belongsOnShelf(listing)) return done({});
	const corners = await listCorners(tx, giver.buildingId);
	const corner = cornerId === null ? corners[0] : corners.find((it) => it.id === cornerId);
	if (!corner) return cornerId === null ? done({}) : refused('not_found');
	const part = handover.partId === null ? null : await findPart(tx, listing.id, handover.partId);
	const category = SHELF_CATEGORIES.find((it) => it === listing.category);
	if (!category) return done({});
	const thing = {
		title: part?.title ?? listing.title,
		unit: part?.unit ?? listing.unit,
		category,
		quantity: handover.quantity,
		bestBefore: listing.bestBefore,
		photo: null,
	};
	const left = await leaveOnShelf(tx, corner, giver, thing, now, { handoverId: handover.id });
	if (!left.ok) return refused(left.code);
	const item = (await findItem(tx, left.value.item))!;
	if (item.photoId === null && listing.coverPhotoId !== null && part === null)
		await setItemPhoto(tx, item.id, await copyPhoto(tx, listing.coverPhotoId, item.id));
	return left;
}

/** Its receiver signs: what was left for them is off the shelf again, or the shelf asks for a count. */
export async function takeOffShelf(tx: Db, handover: HandoverRow, by: Member, now: Date): Promise<void> {
	const left = await findLeftOfHandover(tx, handover.id);
	const item = left && (await lockItem(tx, left.itemId));
	if (!item) return;
	const quantity = Math.min(handover.quantity, item.quantity);
	if (quantity < handover.quantity) await markDoubted(tx, item.id, now);
	if (quantity > 0)
		await takeAway(tx, {
			itemId: item.id,
			kind: 'taken',
			quantity,
			at: now,
			handoverId: handover.id,
			...doneBy({ member: by }),
		});
	afterCommit(tx, { cornerId: item.cornerId });
}
