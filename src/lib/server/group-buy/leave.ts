import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { lockBuy, updateBuy } from './queries.ts';
import { groupBuyOrderLines, groupBuyOrders } from './order-table.ts';
import { groupBuyHelpers, groupBuys, groupBuySides } from './table.ts';

const RUNNING = ['open', 'locked', 'ordered', 'arrived', 'pickup'] as const;

/** Does somebody answer for neighbours' money just now? Then they cannot go before it is settled or in other hands. */
export async function organisesNow(db: Db, residentId: string): Promise<boolean> {
	const rows = await db
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.leftJoin(groupBuySides, eq(groupBuySides.groupBuyId, groupBuys.id))
		.where(
			and(
				inArray(groupBuys.state, [...RUNNING]),
				or(
					eq(groupBuys.organiserId, residentId),
					and(eq(groupBuySides.organiserId, residentId), eq(groupBuySides.state, 'joined')),
				),
			),
		)
		.limit(1);
	return rows.length > 0;
}

/**
 * Somebody leaves a building: their drafts are dropped, they help no more, and what they ordered is taken back where
 * orders are still taken and nobody else lives behind that door. What has been ordered for a household stays ordered.
 */
export async function leaveBuys(
	tx: Db,
	who: { id: string; householdId: string },
	byId: string,
	now: Date,
): Promise<void> {
	await tx.delete(groupBuyHelpers).where(eq(groupBuyHelpers.residentId, who.id));
	const touched = await tx
		.selectDistinct({ id: groupBuys.id })
		.from(groupBuys)
		.leftJoin(groupBuyOrders, eq(groupBuyOrders.groupBuyId, groupBuys.id))
		.where(
			or(
				and(eq(groupBuys.state, 'draft'), eq(groupBuys.organiserId, who.id)),
				and(
					eq(groupBuys.state, 'open'),
					eq(groupBuyOrders.householdId, who.householdId),
					eq(groupBuyOrders.orderedBy, who.id),
					eq(groupBuyOrders.state, 'placed'),
				),
			),
		)
		.orderBy(asc(groupBuys.id));
	const change = { changedBy: byId, changedFor: null, changedAt: now };
	for (const { id } of touched) {
		const buy = (await lockBuy(tx, id))!;
		if (buy.state === 'draft') {
			await updateBuy(tx, id, { state: 'cancelled', dueAt: null, changeReason: '', ...change });
			continue;
		}
		if (buy.state !== 'open' || buy.closesAt <= now) continue;
		const [order] = await tx
			.select({ id: groupBuyOrders.id })
			.from(groupBuyOrders)
			.where(
				and(
					eq(groupBuyOrders.groupBuyId, id),
					eq(groupBuyOrders.orderedBy, who.id),
					eq(groupBuyOrders.state, 'placed'),
					sql`not exists (select from residents r where r.household_id = ${groupBuyOrders.householdId}
						and r.status = 'confirmed' and r.id <> ${who.id}::uuid)`,
				),
			);
		if (!order) continue;
		// The state last: lines are given back while the order still stands.
		await tx.update(groupBuyOrders).set({ changedAt: now }).where(eq(groupBuyOrders.id, order.id));
		await tx.delete(groupBuyOrderLines).where(eq(groupBuyOrderLines.orderId, order.id));
		await tx
			.update(groupBuyOrders)
			.set({ state: 'withdrawn', ...change })
			.where(eq(groupBuyOrders.id, order.id));
		afterCommit(tx, { groupBuyId: id });
	}
}
