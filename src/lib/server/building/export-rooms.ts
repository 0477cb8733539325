import { asc, eq, or } from 'drizzle-orm';
import { cornerEvents, corners, movements, shelfItems, shelfWishes } from '../corner/table.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyLines, groupBuyOrderLines, groupBuyOrders } from '../group-buy/order-table.ts';
import { groupBuyEvents, groupBuys, groupBuySides } from '../group-buy/table.ts';
import { webhooks } from '../letter/table.ts';
import { households } from './table.ts';

/** A building's shelves: what stands there, what came and went, what was wished. Of who took what, nothing. */
export async function shelvesOf(db: Db, buildingId: string) {
	const here = eq(corners.buildingId, buildingId);
	const [places, items, moved, wishes, events] = await Promise.all([
		db
			.select({
				id: corners.id,
				place: corners.place,
				agreedBy: corners.agreedBy,
				keeper: corners.keeper,
				guests: corners.guests,
				createdAt: corners.createdAt,
				closedAt: corners.closedAt,
			})
			.from(corners)
			.where(here),
		db
			.select({
				id: shelfItems.id,
				corner: shelfItems.cornerId,
				title: shelfItems.title,
				category: shelfItems.category,
				unit: shelfItems.unit,
				bestBefore: shelfItems.bestBefore,
				quantity: shelfItems.quantity,
				countedAt: shelfItems.countedAt,
			})
			.from(shelfItems)
			.innerJoin(corners, eq(corners.id, shelfItems.cornerId))
			.where(here),
		db
			.select({
				item: movements.itemId,
				kind: movements.kind,
				quantity: movements.quantity,
				after: movements.after,
				at: movements.at,
			})
			.from(movements)
			.innerJoin(shelfItems, eq(shelfItems.id, movements.itemId))
			.innerJoin(corners, eq(corners.id, shelfItems.cornerId))
			.where(here)
			.orderBy(asc(movements.id)),
		db
			.select({
				corner: shelfWishes.cornerId,
				title: shelfWishes.title,
				createdAt: shelfWishes.createdAt,
				endedAt: shelfWishes.endedAt,
			})
			.from(shelfWishes)
			.innerJoin(corners, eq(corners.id, shelfWishes.cornerId))
			.where(here),
		db
			.select({ corner: cornerEvents.cornerId, kind: cornerEvents.kind, at: cornerEvents.at })
			.from(cornerEvents)
			.innerJoin(corners, eq(corners.id, cornerEvents.cornerId))
			.where(here),
	]);
	return { corners: places, items, movements: moved, wishes, events };
}

/** Group buys of a building, and what its households ordered in those of others. Neither names nor doors of another side. */
export async function buysOfBuilding(db: Db, buildingId: string) {
	const own = eq(groupBuys.buildingId, buildingId);
	const orders = await db
		.select({
			id: groupBuyOrders.id,
			groupBuy: groupBuyOrders.groupBuyId,
			household: groupBuyOrders.householdId,
			state: groupBuyOrders.state,
			placedAt: groupBuyOrders.placedAt,
			pickupNumber: groupBuyOrders.pickupNumber,
			signedAt: groupBuyOrders.signedAt,
			title: groupBuyLines.title,
			quantity: groupBuyOrderLines.quantity,
			received: groupBuyOrderLines.received,
		})
		.from(groupBuyOrders)
		.innerJoin(households, eq(households.id, groupBuyOrders.householdId))
		.leftJoin(groupBuyOrderLines, eq(groupBuyOrderLines.orderId, groupBuyOrders.id))
		.leftJoin(groupBuyLines, eq(groupBuyLines.id, groupBuyOrderLines.lineId))
		.where(eq(households.buildingId, buildingId))
		.orderBy(asc(groupBuyOrders.place));
	const [buys, lines, sides, events] = await Promise.all([
		db
			.select({
				id: groupBuys.id,
				title: groupBuys.title,
				organiserHousehold: groupBuys.organiserHouseholdId,
				supplier: groupBuys.supplier,
				currency: groupBuys.currency,
				state: groupBuys.state,
				households: groupBuys.households,
				totalMinor: groupBuys.totalMinor,
				createdAt: groupBuys.createdAt,
				changedAt: groupBuys.changedAt,
			})
			.from(groupBuys)
			.where(own),
		db
			.select({
				groupBuy: groupBuyLines.groupBuyId,
				title: groupBuyLines.title,
				unit: groupBuyLines.unit,
				priceMinor: groupBuyLines.priceMinor,
				ordered: groupBuyLines.ordered,
				arrived: groupBuyLines.arrived,
			})
			.from(groupBuyLines)
			.innerJoin(groupBuys, eq(groupBuys.id, groupBuyLines.groupBuyId))
			.where(own),
		db
			.selectDistinct({
				groupBuy: groupBuySides.groupBuyId,
				name: groupBuySides.name,
				state: groupBuySides.state,
				joinedAt: groupBuySides.joinedAt,
			})
			.from(groupBuySides)
			.innerJoin(groupBuys, eq(groupBuys.id, groupBuySides.groupBuyId))
			.where(or(own, eq(groupBuySides.buildingId, buildingId))),
		db
			.select({
				groupBuy: groupBuyEvents.groupBuyId,
				kind: groupBuyEvents.kind,
				reason: groupBuyEvents.reason,
				at: groupBuyEvents.at,
			})
			.from(groupBuyEvents)
			.innerJoin(groupBuys, eq(groupBuys.id, groupBuyEvents.groupBuyId))
			.where(own)
			.orderBy(asc(groupBuyEvents.id)),
	]);
	return { buys, lines, sides, orders, events };
}

/** Where the building's news is told as well. Its address is a secret of that group's and stays. */
export async function webhooksOf(db: Db, buildingId: string) {
	return db
		.select({ kind: webhooks.kind, setAt: webhooks.setAt })
		.from(webhooks)
		.where(eq(webhooks.buildingId, buildingId));
}
