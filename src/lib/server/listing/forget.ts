import { and, asc, eq, inArray, isNotNull, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import { ACTIVE } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { handovers } from './handover-table.ts';
import { comments, listings } from './table.ts';

const BATCH = 100;

/** What is left of a post is its title, category and numbers. The words that a search looks through hold all others too. */
const FORGOTTEN = {
	details: '',
	reason: '',
	statusReason: '',
	swapFor: '',
	allergens: '',
	searchText: '',
	searchPieces: [],
	coverPhotoId: null,
	photoCount: 0,
	shareCode: null,
};

/**
 * Posts that have been closed for as long as their building keeps them lose photos, words and names; what moved between
 * nobody in particular stays. Not while something of them is still under way or lent. Answers how many.
 */
export async function forgetClosed(db: Db, now: Date): Promise<number> {
	const due = await db
		.select({ id: listings.id })
		.from(listings)
		.innerJoin(buildings, eq(buildings.id, listings.buildingId))
		.where(
			and(
				isNull(listings.forgottenAt),
				ne(listings.status, 'open'),
				sql`${listings.until} < ${now.toISOString()}::timestamptz - make_interval(days => ${buildings.keepDays})`,
				notExists(
					db
						.select({ id: handovers.id })
						.from(handovers)
						.where(
							and(
								eq(handovers.listingId, listings.id),
								sql`(${inArray(handovers.state, [...ACTIVE])} or (${handovers.state} = 'received' and ${listings.terms} = 'lend'))`,
							),
						),
				),
			),
		)
		.orderBy(asc(listings.until))
		.limit(BATCH);
	const ids = due.map(({ id }) => id);
	if (ids.length === 0) return 0;
	return transact(db, async (tx) => {
		const taken = await tx
			.update(listings)
			.set({ ...FORGOTTEN, forgottenAt: now })
			.where(and(inArray(listings.id, ids), isNull(listings.forgottenAt)))
			.returning({ id: listings.id });
		const these = taken.map(({ id }) => id);
		if (these.length === 0) return 0;
		const moved = tx.select({ id: handovers.id }).from(handovers).where(inArray(handovers.listingId, these));
		await tx.delete(photos).where(inArray(photos.listingId, these));
		await tx.delete(photos).where(inArray(photos.handoverId, moved));
		await tx.delete(comments).where(inArray(comments.listingId, these));
		await tx
			.update(handovers)
			.set({ outsideName: null, thanks: '', changeReason: '', leftPhotoId: null })
			.where(inArray(handovers.listingId, these));
		await tx
			.update(notifications)
			.set({ detail: sql`${notifications.detail} - 'name' - 'door' - 'reason'` })
			.where(inArray(notifications.listingId, these));
		return these.length;
	});
}

/** Somebody deletes their account: their words and pictures go; what moved stays in the trails of others, of nobody. */
export async function eraseInListings(tx: Db, who: Member, now: Date): Promise<void> {
	const posted = tx.select({ id: listings.id }).from(listings).where(eq(listings.posterId, who.id));
	await tx.delete(photos).where(inArray(photos.listingId, posted));
	const shown = tx
		.select({ id: photos.id })
		.from(photos)
		.where(and(eq(photos.takenBy, who.id), isNotNull(photos.handoverId)));
	await tx.update(handovers).set({ leftPhotoId: null }).where(inArray(handovers.leftPhotoId, shown));
	await tx.delete(photos).where(and(eq(photos.takenBy, who.id), isNotNull(photos.handoverId)));
	await tx.delete(comments).where(eq(comments.writtenBy, who.id));
	await tx
		.update(listings)
		.set({ ...FORGOTTEN, forgottenAt: now })
		.where(eq(listings.posterId, who.id));
	// Thanks are the receiver's words.
	await tx
		.update(handovers)
		.set({ thanks: '' })
		.where(
			sql`(${handovers.claimantId} = ${who.id}::uuid and exists (select from listings l where l.id = ${handovers.listingId} and l.direction = 'offer'))
				or exists (select from listings l where l.id = ${handovers.listingId} and l.direction = 'ask' and l.poster_id = ${who.id}::uuid)`,
		);
	await tx
		.update(handovers)
		.set({ changeReason: '' })
		.where(or(eq(handovers.changedBy, who.id), eq(handovers.changedFor, who.id)));
	await tx
		.update(handovers)
		.set({ outsideName: null })
		.where(and(eq(handovers.claimantId, who.id), isNotNull(handovers.outsideName)));
}
