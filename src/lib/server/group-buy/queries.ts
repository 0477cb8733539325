import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BuyState } from '../../domain/group-buy.ts';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import {
	groupBuyComments,
	groupBuyEvents,
	groupBuyHelpers,
	groupBuyLines,
	groupBuyOrderLines,
	groupBuyOrders,
	groupBuys,
	groupBuySides,
} from './table.ts';

export type BuyRow = typeof groupBuys.$inferSelect;
export type LineRow = typeof groupBuyLines.$inferSelect;
export type SideRow = typeof groupBuySides.$inferSelect;
export type OrderRecord = typeof groupBuyOrders.$inferSelect;

export async function findBuy(db: Db, id: string): Promise<BuyRow | null> {
	const [row] = await db.select().from(groupBuys).where(eq(groupBuys.id, id));
	return row ?? null;
}

/** The group buy under its row lock: orders and steps of it are written one after the other. */
export async function lockBuy(tx: Db, id: string): Promise<BuyRow | null> {
	const [row] = await tx.select().from(groupBuys).where(eq(groupBuys.id, id)).for('update');
	return row ?? null;
}

/** The same for the system's own work: null where somebody is at it just now; it comes round again. */
export async function lockBuyUnlessBusy(tx: Db, id: string): Promise<BuyRow | null> {
	const [row] = await tx
		.select()
		.from(groupBuys)
		.where(eq(groupBuys.id, id))
		.for('update', { skipLocked: true });
	return row ?? null;
}

/** Moves a group buy on from one state; false when it is no longer in it. The log is the trigger's. */
export async function markBuyState(
	tx: Db,
	id: string,
	from: readonly BuyState[],
	to: BuyState,
	change: Partial<typeof groupBuys.$inferInsert> & { changedAt: Date; changedBy: string | null },
): Promise<boolean> {
	const rows = await tx
		.update(groupBuys)
		.set({ changedFor: null, changeReason: '', ...change, state: to })
		.where(and(eq(groupBuys.id, id), inArray(groupBuys.state, [...from])))
		.returning({ id: groupBuys.id });
	return rows.length === 1;
}

export async function updateBuy(
	tx: Db,
	id: string,
	change: Partial<typeof groupBuys.$inferInsert>,
): Promise<void> {
	await tx.update(groupBuys).set(change).where(eq(groupBuys.id, id));
}

export async function insertEvent(tx: Db, event: typeof groupBuyEvents.$inferInsert): Promise<void> {
	await tx.insert(groupBuyEvents).values(event);
}

export function listLines(db: Db, groupBuyId: string): Promise<LineRow[]> {
	return db
		.select()
		.from(groupBuyLines)
		.where(eq(groupBuyLines.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyLines.position));
}

export function listSides(db: Db, groupBuyId: string): Promise<SideRow[]> {
	return db
		.select()
		.from(groupBuySides)
		.where(eq(groupBuySides.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuySides.position));
}

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

export function listHelpersOf(db: Db, groupBuyId: string) {
	return db
		.select({
			residentId: groupBuyHelpers.residentId,
			task: groupBuyHelpers.task,
			name: residents.name,
			door: households.door,
		})
		.from(groupBuyHelpers)
		.innerJoin(residents, eq(residents.id, groupBuyHelpers.residentId))
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(groupBuyHelpers.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyHelpers.since));
}

/** What happened, newest last, with the name of who did it and their building. */
export function listEvents(db: Db, groupBuyId: string) {
	return db
		.select({
			at: groupBuyEvents.at,
			kind: groupBuyEvents.kind,
			reason: groupBuyEvents.reason,
			byId: groupBuyEvents.byId,
			name: residents.name,
			buildingId: residents.buildingId,
		})
		.from(groupBuyEvents)
		.leftJoin(residents, eq(residents.id, groupBuyEvents.byId))
		.where(eq(groupBuyEvents.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyEvents.id));
}

const helper = alias(residents, 'helper');

export function listComments(db: Db, groupBuyId: string) {
	return db
		.select({
			id: groupBuyComments.id,
			text: groupBuyComments.text,
			createdAt: groupBuyComments.createdAt,
			writtenBy: groupBuyComments.writtenBy,
			actedBy: groupBuyComments.actedBy,
			helper: helper.name,
			name: residents.name,
			door: households.door,
			buildingId: residents.buildingId,
		})
		.from(groupBuyComments)
		.innerJoin(residents, eq(residents.id, groupBuyComments.writtenBy))
		.leftJoin(helper, eq(helper.id, groupBuyComments.actedBy))
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(groupBuyComments.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyComments.createdAt))
		.limit(200);
}

/** The people who hear of an order: everybody let in of its household, and who placed it. */
export async function listPeopleOfOrders(
	db: Db,
	groupBuyId: string,
): Promise<{ orderId: string; residentId: string }[]> {
	return db
		.selectDistinct({ orderId: groupBuyOrders.id, residentId: residents.id })
		.from(groupBuyOrders)
		.innerJoin(
			residents,
			sql`(${residents.householdId} = ${groupBuyOrders.householdId} and ${residents.status} = 'confirmed')
				or (${residents.id} = ${groupBuyOrders.orderedBy} and ${residents.status} <> 'left'
					and ${residents.householdId} = ${groupBuyOrders.householdId})`,
		)
		.where(and(eq(groupBuyOrders.groupBuyId, groupBuyId), eq(groupBuyOrders.state, 'placed')));
}

/** Everybody let in of these buildings (all of it, or one entrance), whose household has not ordered – or all of them. */
export async function listAudience(
	db: Db,
	buy: Pick<BuyRow, 'id' | 'scope' | 'communityId' | 'buildingId' | 'organiserId'>,
	joined: readonly string[],
	entrance: string,
	onlyWithout: boolean,
): Promise<string[]> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.where(
			and(
				eq(residents.status, 'confirmed'),
				ne(residents.id, buy.organiserId),
				sql`(${
					buy.scope === 'community'
						? eq(buildings.communityId, buy.communityId)
						: buy.scope === 'building'
							? eq(residents.buildingId, buy.buildingId)
							: and(eq(residents.buildingId, buy.buildingId), eq(households.entrance, entrance))
				} or ${residents.buildingId} = any(${sql.param([...joined])}::uuid[]))`,
				onlyWithout
					? sql`not exists (select from group_buy_orders o where o.group_buy_id = ${buy.id}
						and o.household_id = ${residents.householdId} and o.state = 'placed')`
					: undefined,
			),
		);
	return rows.map((row) => row.id);
}

/** Has this person once had a steward's yes to ask neighbours for money? */
export async function wasApproved(db: Db, organiserId: string): Promise<boolean> {
	const rows = await db
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.where(and(eq(groupBuys.organiserId, organiserId), sql`${groupBuys.approvedAt} is not null`))
		.limit(1);
	return rows.length > 0;
}

export async function findSideByCode(db: Db, code: string): Promise<SideRow | null> {
	const [row] = await db.select().from(groupBuySides).where(eq(groupBuySides.code, code));
	return row ?? null;
}

export async function findBuyByShareCode(db: Db, code: string): Promise<BuyRow | null> {
	const [row] = await db.select().from(groupBuys).where(eq(groupBuys.shareCode, code));
	return row && row.state !== 'draft' ? row : null;
}

/** The buildings' names and zones, by id. */
export async function listBuildingNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: buildings.id, name: buildings.name })
		.from(buildings)
		.where(inArray(buildings.id, [...ids]));
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** Who can be asked: let in, of that building, with name and door. */
export function listNeighbours(db: Db, buildingId: string) {
	return db
		.select({ id: residents.id, name: residents.name, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(eq(residents.buildingId, buildingId), eq(residents.status, 'confirmed'), isNull(residents.leftAt)),
		)
		.orderBy(asc(households.entrance), asc(households.number), asc(residents.createdAt));
}

/** Is nobody of this household let in yet? Then a newcomer who names the door takes nothing from anybody. */
export async function isHouseholdEmpty(db: Db, householdId: string): Promise<boolean> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(and(eq(residents.householdId, householdId), eq(residents.status, 'confirmed')))
		.limit(1);
	return rows.length === 0;
}

export function listBuysOf(db: Db, organiserId: string) {
	return db
		.select({ id: groupBuys.id, title: groupBuys.title })
		.from(groupBuys)
		.where(eq(groupBuys.organiserId, organiserId))
		.orderBy(desc(groupBuys.createdAt))
		.limit(20);
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
