import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { groupBuyPayments, groupBuyProblems } from './books-table.ts';
import { groupBuyLines, groupBuyOrders } from './order-table.ts';
import { groupBuyComments, groupBuys, groupBuySides } from './table.ts';

const BATCH = 50;
const OVER = ['settled', 'failed', 'cancelled'] as const;

/**
 * Group buys that have been over for as long as their building keeps them lose names, words and photos. What was
 * ordered, paid and owed stays, by household. Answers how many.
 */
export async function forgetClosedBuys(db: Db, now: Date): Promise<number> {
	const due = await db
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.innerJoin(buildings, eq(buildings.id, groupBuys.buildingId))
		.where(
			and(
				isNull(groupBuys.forgottenAt),
				inArray(groupBuys.state, [...OVER]),
				sql`${groupBuys.changedAt} < ${now.toISOString()}::timestamptz - make_interval(days => ${buildings.keepDays})`,
			),
		)
		.orderBy(asc(groupBuys.changedAt))
		.limit(BATCH);
	if (due.length === 0) return 0;
	return transact(db, async (tx) => {
		const taken = await tx
			.update(groupBuys)
			.set({
				forgottenAt: now,
				details: '',
				payment: '',
				pickupText: '',
				paymentPhotoId: null,
				shareCode: null,
			})
			.where(
				and(
					inArray(
						groupBuys.id,
						due.map(({ id }) => id),
					),
					isNull(groupBuys.forgottenAt),
				),
			)
			.returning({ id: groupBuys.id });
		const these = taken.map(({ id }) => id);
		if (these.length === 0) return 0;
		await tx.delete(photos).where(inArray(photos.groupBuyId, these));
		await tx.update(groupBuyLines).set({ photoId: null }).where(inArray(groupBuyLines.groupBuyId, these));
		await tx.delete(groupBuyComments).where(inArray(groupBuyComments.groupBuyId, these));
		await tx
			.update(groupBuyOrders)
			// A door and name typed for a compound without Stairwell: its place in the list is left of it.
			.set({
				note: '',
				orderedBy: null,
				changedBy: null,
				changedFor: null,
				outsideDoor: sql`case when ${groupBuyOrders.outsideDoor} is null then null else '#' || ${groupBuyOrders.place} end`,
			})
			.where(inArray(groupBuyOrders.groupBuyId, these));
		await tx
			.update(groupBuySides)
			.set({ outsideOrganiser: '', code: null })
			.where(inArray(groupBuySides.groupBuyId, these));
		await tx.update(groupBuyPayments).set({ note: '' }).where(inArray(groupBuyPayments.groupBuyId, these));
		await tx
			.update(groupBuyProblems)
			.set({ note: '', answer: '', photoId: null })
			.where(inArray(groupBuyProblems.groupBuyId, these));
		await tx
			.update(notifications)
			.set({ detail: sql`${notifications.detail} - 'name' - 'door' - 'reason'` })
			.where(inArray(notifications.groupBuyId, these));
		return these.length;
	});
}

/** Somebody deletes their account: their words and pictures go; orders and books stay, of a household, of nobody. */
export async function eraseInBuys(tx: Db, who: Member): Promise<void> {
	await tx.delete(groupBuyComments).where(eq(groupBuyComments.writtenBy, who.id));
	await tx.delete(photos).where(and(eq(photos.takenBy, who.id), sql`${photos.groupBuyId} is not null`));
	const organised = tx.select({ id: groupBuys.id }).from(groupBuys).where(eq(groupBuys.organiserId, who.id));
	await tx.update(groupBuyLines).set({ photoId: null }).where(inArray(groupBuyLines.groupBuyId, organised));
	await tx
		.update(groupBuys)
		.set({ details: '', payment: '', pickupText: '', paymentPhotoId: null, shareCode: null })
		.where(eq(groupBuys.organiserId, who.id));
	await tx
		.update(groupBuyOrders)
		.set({ note: '', orderedBy: null })
		.where(eq(groupBuyOrders.orderedBy, who.id));
	await tx
		.update(groupBuyPayments)
		.set({ note: '', method: '' })
		.where(or(eq(groupBuyPayments.saidBy, who.id), eq(groupBuyPayments.residentId, who.id)));
	await tx
		.update(groupBuyProblems)
		.set({ note: '', photoId: null })
		.where(eq(groupBuyProblems.saidBy, who.id));
}
