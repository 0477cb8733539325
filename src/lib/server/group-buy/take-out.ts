import { asc, eq, inArray, isNotNull, or } from 'drizzle-orm';
import { helped } from '../../domain/helping.ts';
import type { Db } from '../db/connect.ts';
import {
	groupBuyCarries,
	groupBuyEntries,
	groupBuyMoves,
	groupBuyPayments,
	groupBuyProblems,
} from './books-table.ts';
import { groupBuyLines, groupBuyOrderLines, groupBuyOrders } from './order-table.ts';
import { groupBuyComments, groupBuyEvents, groupBuyHelpers, groupBuys, groupBuySides } from './table.ts';

/** Group buys somebody ran or ordered in: orders of their household, money, words, steps. `householdId` null: only named a door. */
export async function buysOf(db: Db, residentId: string, householdId: string | null) {
	const mine = (column: Parameters<typeof eq>[0]) => eq(column, residentId);
	const ordered = or(
		mine(groupBuyOrders.orderedBy),
		mine(groupBuyOrders.changedBy),
		mine(groupBuyOrders.changedFor),
		householdId === null ? undefined : eq(groupBuyOrders.householdId, householdId),
	);
	const orders = await db
		.select({
			id: groupBuyOrders.id,
			groupBuy: groupBuys.title,
			state: groupBuyOrders.state,
			note: groupBuyOrders.note,
			placedAt: groupBuyOrders.placedAt,
			changedAt: groupBuyOrders.changedAt,
			pickupNumber: groupBuyOrders.pickupNumber,
			collectedAt: groupBuyOrders.collectedAt,
			signedAt: groupBuyOrders.signedAt,
			household: groupBuyOrders.householdId,
			changedBy: groupBuyOrders.changedBy,
			changedFor: groupBuyOrders.changedFor,
		})
		.from(groupBuyOrders)
		.innerJoin(groupBuys, eq(groupBuys.id, groupBuyOrders.groupBuyId))
		.where(ordered)
		.orderBy(asc(groupBuyOrders.placedAt));
	// What was written for somebody else's household is theirs to take out; of one's own trail it leaves the step.
	const own = orders.filter(
		(it) => it.changedFor === null || it.changedFor === residentId || it.household === householdId,
	);
	const ids = own.map(({ id }) => id);
	const [lines, organised, sides, payments, problems, comments, helping, steps, books, packed] =
		await Promise.all([
			db
				.select({
					order: groupBuyOrderLines.orderId,
					title: groupBuyLines.title,
					unit: groupBuyLines.unit,
					weighed: groupBuyLines.weighed,
					quantity: groupBuyOrderLines.quantity,
					flex: groupBuyOrderLines.flex,
					received: groupBuyOrderLines.received,
					priceMinor: groupBuyLines.priceMinor,
				})
				.from(groupBuyOrderLines)
				.innerJoin(groupBuyLines, eq(groupBuyLines.id, groupBuyOrderLines.lineId))
				.where(inArray(groupBuyOrderLines.orderId, ids)),
			db
				.select({
					id: groupBuys.id,
					title: groupBuys.title,
					details: groupBuys.details,
					payment: groupBuys.payment,
					state: groupBuys.state,
					currency: groupBuys.currency,
					totalMinor: groupBuys.totalMinor,
					createdAt: groupBuys.createdAt,
					changedAt: groupBuys.changedAt,
				})
				.from(groupBuys)
				.where(mine(groupBuys.organiserId)),
			db
				.select({ name: groupBuySides.name, state: groupBuySides.state, joinedAt: groupBuySides.joinedAt })
				.from(groupBuySides)
				.where(or(mine(groupBuySides.organiserId), mine(groupBuySides.invitedBy))),
			db
				.select({
					kind: groupBuyPayments.kind,
					amountMinor: groupBuyPayments.amountMinor,
					method: groupBuyPayments.method,
					note: groupBuyPayments.note,
					saidAt: groupBuyPayments.saidAt,
					confirmedAt: groupBuyPayments.confirmedAt,
				})
				.from(groupBuyPayments)
				.where(
					or(
						mine(groupBuyPayments.saidBy),
						mine(groupBuyPayments.residentId),
						mine(groupBuyPayments.confirmedBy),
						inArray(groupBuyPayments.orderId, ids),
					),
				),
			db
				.select({
					note: groupBuyProblems.note,
					quantity: groupBuyProblems.quantity,
					answer: groupBuyProblems.answer,
					creditMinor: groupBuyProblems.creditMinor,
					saidAt: groupBuyProblems.saidAt,
				})
				.from(groupBuyProblems)
				.where(
					or(
						mine(groupBuyProblems.saidBy),
						mine(groupBuyProblems.settledBy),
						inArray(groupBuyProblems.orderId, ids),
					),
				),
			db
				.select({ text: groupBuyComments.text, createdAt: groupBuyComments.createdAt })
				.from(groupBuyComments)
				.where(or(mine(groupBuyComments.writtenBy), mine(groupBuyComments.actedBy))),
			db
				.select({ groupBuy: groupBuys.title, task: groupBuyHelpers.task, since: groupBuyHelpers.since })
				.from(groupBuyHelpers)
				.innerJoin(groupBuys, eq(groupBuys.id, groupBuyHelpers.groupBuyId))
				.where(mine(groupBuyHelpers.residentId)),
			db
				.select({
					groupBuy: groupBuys.title,
					kind: groupBuyEvents.kind,
					reason: groupBuyEvents.reason,
					at: groupBuyEvents.at,
					byId: groupBuyEvents.byId,
					forId: groupBuyEvents.forId,
				})
				.from(groupBuyEvents)
				.innerJoin(groupBuys, eq(groupBuys.id, groupBuyEvents.groupBuyId))
				.where(or(mine(groupBuyEvents.byId), mine(groupBuyEvents.forId)))
				.orderBy(asc(groupBuyEvents.id)),
			db
				.select({
					account: groupBuyEntries.account,
					kind: groupBuyMoves.kind,
					amountMinor: groupBuyEntries.amountMinor,
					at: groupBuyMoves.at,
				})
				.from(groupBuyEntries)
				.innerJoin(groupBuyMoves, eq(groupBuyMoves.id, groupBuyEntries.moveId))
				.where(
					or(
						mine(groupBuyEntries.residentId),
						mine(groupBuyMoves.byId),
						inArray(groupBuyEntries.orderId, ids),
					),
				)
				.orderBy(asc(groupBuyEntries.id)),
			db
				.select({ at: groupBuyOrders.packedAt, collectedAt: groupBuyOrders.collectedAt })
				.from(groupBuyOrders)
				.where(or(mine(groupBuyOrders.packedBy), mine(groupBuyOrders.collectedBy))),
		]);
	return {
		organised,
		sides,
		orders: own.map(({ household: _, changedBy, changedFor, ...order }) => ({
			...order,
			...helped(residentId, changedBy, changedFor),
			lines: lines.filter((line) => line.order === order.id).map(({ order: __, ...line }) => line),
		})),
		payments,
		problems,
		comments,
		helping,
		steps: steps.map(({ byId, forId, ...it }) => ({ ...it, ...helped(residentId, byId, forId) })),
		books,
		packed,
		kept: await keptDifferences(db, residentId, householdId),
		...(await packedLines(db, residentId)),
	};
}

/** Differences kept for the next group buy: of their household, or in their purse for others. */
function keptDifferences(db: Db, residentId: string, householdId: string | null) {
	const { keeperId, amountMinor, currency, takenUpBy } = groupBuyCarries;
	return db
		.select({ currency, amountMinor, takenUp: isNotNull(takenUpBy), keeping: eq(keeperId, residentId) })
		.from(groupBuyCarries)
		.where(
			or(
				eq(keeperId, residentId),
				householdId === null ? undefined : eq(groupBuyCarries.householdId, householdId),
			),
		)
		.orderBy(asc(groupBuyCarries.id));
}

async function packedLines(db: Db, residentId: string) {
	const ticks = await db
		.select({ at: groupBuyOrderLines.packedAt })
		.from(groupBuyOrderLines)
		.where(eq(groupBuyOrderLines.packedBy, residentId));
	return { ticks };
}
