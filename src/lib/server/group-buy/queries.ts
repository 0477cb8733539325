import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BuyState } from '../../domain/group-buy.ts';
import { residents } from '../account/table.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyLines } from './order-table.ts';
import { groupBuyComments, groupBuyEvents, groupBuys, groupBuySides } from './table.ts';

export type BuyRow = typeof groupBuys.$inferSelect;
export type LineRow = typeof groupBuyLines.$inferSelect;
export type SideRow = typeof groupBuySides.$inferSelect;
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

/** Lines by id, of whichever group buy: for reading what was typed of them. */
export async function listLinesById(db: Db, ids: readonly string[]): Promise<Map<string, LineRow>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select()
		.from(groupBuyLines)
		.where(inArray(groupBuyLines.id, [...ids]));
	return new Map(rows.map((row) => [row.id, row]));
}

export function listSides(db: Db, groupBuyId: string): Promise<SideRow[]> {
	return db
		.select()
		.from(groupBuySides)
		.where(eq(groupBuySides.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuySides.position));
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

export async function findSideByCode(db: Db, code: string): Promise<SideRow | null> {
	const [row] = await db.select().from(groupBuySides).where(eq(groupBuySides.code, code));
	return row ?? null;
}

export async function findBuyByShareCode(db: Db, code: string): Promise<BuyRow | null> {
	const [row] = await db.select().from(groupBuys).where(eq(groupBuys.shareCode, code));
	return row && row.state !== 'draft' ? row : null;
}

export function listBuysOf(db: Db, organiserId: string) {
	return db
		.select({ id: groupBuys.id, title: groupBuys.title })
		.from(groupBuys)
		.where(eq(groupBuys.organiserId, organiserId))
		.orderBy(desc(groupBuys.createdAt))
		.limit(20);
}
