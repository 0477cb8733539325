import { and, asc, eq, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { residents } from '../account/table.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { cornerEvents, cornerFollows, cornerNews, corners } from './table.ts';

export type CornerRow = typeof corners.$inferSelect;

/** A corner that still stands. */
export async function findCorner(db: Db, id: string): Promise<CornerRow | null> {
	const [row] = await db
		.select()
		.from(corners)
		.where(and(eq(corners.id, id), isNull(corners.closedAt)));
	return row ?? null;
}

/** The corner whose poster – or whose text in the chat – shows this code, with its building. */
export async function findCornerByCode(db: Db, code: string) {
	const [row] = await db
		.select({ corner: corners, building: buildings.name, zone: buildings.timeZone })
		.from(corners)
		.innerJoin(buildings, eq(buildings.id, corners.buildingId))
		.where(and(or(eq(corners.code, code), eq(corners.shareCode, code)), isNull(corners.closedAt)));
	return row ? { ...row.corner, building: row.building, zone: row.zone } : null;
}

export function listCorners(db: Db, buildingId: string): Promise<CornerRow[]> {
	return db
		.select()
		.from(corners)
		.where(and(eq(corners.buildingId, buildingId), isNull(corners.closedAt)))
		.orderBy(asc(corners.createdAt), asc(corners.id));
}

export async function isFollowing(db: Db, cornerId: string, residentId: string): Promise<boolean> {
	const rows = await db
		.select({ id: cornerFollows.residentId })
		.from(cornerFollows)
		.where(and(eq(cornerFollows.cornerId, cornerId), eq(cornerFollows.residentId, residentId)));
	return rows.length === 1;
}

/** Followers who still live in the building. */
export async function listFollowers(db: Db, corner: Pick<CornerRow, 'id' | 'buildingId'>): Promise<string[]> {
	const rows = await db
		.select({ id: residents.id })
		.from(cornerFollows)
		.innerJoin(residents, eq(residents.id, cornerFollows.residentId))
		.where(
			and(
				eq(cornerFollows.cornerId, corner.id),
				eq(residents.buildingId, corner.buildingId),
				ne(residents.status, 'left'),
			),
		);
	return rows.map((row) => row.id);
}

export async function setFollowing(
	tx: Db,
	cornerId: string,
	residentId: string,
	on: boolean,
	now: Date,
): Promise<void> {
	if (on) await tx.insert(cornerFollows).values({ cornerId, residentId, since: now }).onConflictDoNothing();
	else
		await tx
			.delete(cornerFollows)
			.where(and(eq(cornerFollows.cornerId, cornerId), eq(cornerFollows.residentId, residentId)));
}

/** Since when news of this kind is being gathered: from now on, where what was gathered before `over` has been told. */
export async function gatheredSince(
	tx: Db,
	cornerId: string,
	kind: string,
	now: Date,
	over: Date,
): Promise<Date> {
	const fresh = sql`${cornerNews.since} <= ${over.toISOString()}::timestamptz`;
	const [row] = await tx
		.insert(cornerNews)
		.values({ cornerId, kind, since: now })
		.onConflictDoUpdate({
			target: [cornerNews.cornerId, cornerNews.kind],
			set: { since: sql`case when ${fresh} then excluded.since else ${cornerNews.since} end` },
		})
		.returning({ since: cornerNews.since });
	return row!.since;
}

export async function insertCorner(tx: Db, corner: typeof corners.$inferInsert): Promise<CornerRow> {
	const [row] = await tx.insert(corners).values(corner).returning();
	return row!;
}

export async function changeCorner(
	tx: Db,
	id: string,
	change: Partial<typeof corners.$inferInsert>,
): Promise<boolean> {
	const rows = await tx
		.update(corners)
		.set(change)
		.where(and(eq(corners.id, id), isNull(corners.closedAt)))
		.returning({ id: corners.id });
	return rows.length === 1;
}

/** Asks the clock to look at this corner, unless it is going to anyway. */
export async function lookLater(tx: Db, id: string, at: Date): Promise<void> {
	await tx
		.update(corners)
		.set({ dueAt: at })
		.where(and(eq(corners.id, id), isNull(corners.dueAt)));
}

/** Corners that have come due, held; those that somebody is at just now come round again. */
export function lockDue(tx: Db, now: Date, most: number): Promise<CornerRow[]> {
	return tx
		.select()
		.from(corners)
		.where(and(lte(corners.dueAt, now)))
		.orderBy(asc(corners.dueAt))
		.limit(most)
		.for('update', { skipLocked: true });
}

export async function insertEvent(tx: Db, event: typeof cornerEvents.$inferInsert): Promise<void> {
	await tx.insert(cornerEvents).values(event);
}
