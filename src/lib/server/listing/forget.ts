import { and, asc, eq, inArray, isNull, ne, notExists, sql } from 'drizzle-orm';
import { ACTIVE } from '../../domain/handover.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { comments, handovers, listings } from './table.ts';

const BATCH = 100;

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
			.set({ forgottenAt: now, details: '', reason: '', coverPhotoId: null, photoCount: 0, shareCode: null })
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
			.set({ outsideName: null, thanks: '', leftPhotoId: null })
			.where(inArray(handovers.listingId, these));
		await tx
			.update(notifications)
			.set({ detail: sql`${notifications.detail} - 'name' - 'door' - 'reason'` })
			.where(inArray(notifications.listingId, these));
		return these.length;
	});
}
