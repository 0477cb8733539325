import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { residents } from '../account/table.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyLines, groupBuyOrderLines, groupBuyOrders } from './order-table.ts';
import { groupBuys } from './table.ts';

export type OrderRecord = typeof groupBuyOrders.$inferSelect;

export async function findOrderOf(
	db: Db,
	groupBuyId: string,
	householdId: string,
): Promise<OrderRecord | null> {
	const [row] = await db
		.select()
		.from(groupBuyOrders)
		.where(and(eq(groupBuyOrders.groupBuyId, groupBuyId), eq(groupBuyOrders.householdId, householdId)));
	return row ?? null;
}

export async function findOutsideOrder(db: Db, sideId: string, door: string): Promise<OrderRecord | null> {
	const [row] = await db
		.select()
		.from(groupBuyOrders)
		.where(and(eq(groupBuyOrders.sideId, sideId), eq(groupBuyOrders.outsideDoor, door)));
	return row ?? null;
}

export async function findOrder(db: Db, groupBuyId: string, id: string): Promise<OrderRecord | null> {
	const [row] = await db
		.select()
		.from(groupBuyOrders)
		.where(and(eq(groupBuyOrders.groupBuyId, groupBuyId), eq(groupBuyOrders.id, id)));
	return row ?? null;
}

export function listOrderLines(db: Db, orderId: string) {
	return db.select().from(groupBuyOrderLines).where(eq(groupBuyOrderLines.orderId, orderId));
}

/** `[position of the line, quantity, flex, substitute, received, packed]` – short, since there are tens of thousands. */
type Packed = [number, number, number, 0 | 1, number | null, 0 | 1];

export type PlacedOrder = OrderRecord & {
	door: string;
	entrance: string;
	floor: number;
	doorNumber: number;
	part: string;
	name: string;
	lines: Packed[];
};

/** All orders that stand, in order of ordering, with their lines. */
export async function listOrders(db: Db, groupBuyId: string): Promise<PlacedOrder[]> {
	const lines = db
		.select({
			orderId: groupBuyOrderLines.orderId,
			lines: sql<
				Packed[]
			>`json_agg(json_build_array(${groupBuyLines.position}, ${groupBuyOrderLines.quantity},
				${groupBuyOrderLines.flex}, ${groupBuyOrderLines.substitute}::int, ${groupBuyOrderLines.received},
				(${groupBuyOrderLines.packedAt} is not null)::int) order by ${groupBuyLines.position})`.as('lines'),
		})
		.from(groupBuyLines)
		.innerJoin(groupBuyOrderLines, eq(groupBuyOrderLines.lineId, groupBuyLines.id))
		.where(eq(groupBuyLines.groupBuyId, groupBuyId))
		.groupBy(groupBuyOrderLines.orderId)
		.as('order_lines');
	const rows = await db
		.select({
			order: groupBuyOrders,
			door: sql<string>`coalesce(${households.door}, ${groupBuyOrders.outsideDoor})`,
			entrance: sql<string>`coalesce(${households.entrance}, '')`,
			floor: sql<number>`coalesce(${households.floor}, 0)`,
			doorNumber: sql<number>`coalesce(${households.number}, 0)`,
			part: sql<string>`coalesce(${households.part}, '')`,
			name: sql<string>`coalesce(${residents.name}, '')`,
			lines: lines.lines,
		})
		.from(groupBuyOrders)
		.leftJoin(households, eq(households.id, groupBuyOrders.householdId))
		.leftJoin(residents, eq(residents.id, groupBuyOrders.orderedBy))
		.leftJoin(lines, eq(lines.orderId, groupBuyOrders.id))
		.where(and(eq(groupBuyOrders.groupBuyId, groupBuyId), eq(groupBuyOrders.state, 'placed')))
		.orderBy(asc(groupBuyOrders.place));
	return rows.map(({ order, lines, ...more }) => ({ ...order, ...more, lines: lines ?? [] }));
}

/** Does this person have an order under way in another group buy? */
export async function hasOrderElsewhere(db: Db, residentId: string, groupBuyId: string): Promise<boolean> {
	const rows = await db
		.select({ id: groupBuyOrders.id })
		.from(groupBuyOrders)
		.innerJoin(groupBuys, eq(groupBuys.id, groupBuyOrders.groupBuyId))
		.where(
			and(
				eq(groupBuyOrders.orderedBy, residentId),
				eq(groupBuyOrders.state, 'placed'),
				ne(groupBuyOrders.groupBuyId, groupBuyId),
				sql`${groupBuys.state} not in ('settled', 'failed', 'cancelled')`,
			),
		)
		.limit(1);
	return rows.length > 0;
}
