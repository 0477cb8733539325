import { and, asc, count, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { residents } from '../account/table.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import {
	cornerEvents,
	cornerFollows,
	cornerNews,
	corners,
	movements,
	shelfItems,
	shelfWishes,
} from './table.ts';

export type CornerRow = typeof corners.$inferSelect;
export type ItemRow = typeof shelfItems.$inferSelect;
export type MovementRow = typeof movements.$inferSelect;
export type WishRow = typeof shelfWishes.$inferSelect;

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

export async function findItem(db: Db, id: string): Promise<ItemRow | null> {
	const [row] = await db.select().from(shelfItems).where(eq(shelfItems.id, id));
	return row ?? null;
}

/** What stands on the shelf, and what ran out since then: first what expires, then the newest. */
export function listItems(db: Db, cornerId: string, since: Date): Promise<ItemRow[]> {
	return db
		.select()
		.from(shelfItems)
		.where(
			and(eq(shelfItems.cornerId, cornerId), or(gt(shelfItems.quantity, 0), gt(shelfItems.movedAt, since))),
		)
		.orderBy(
			sql`${shelfItems.quantity} = 0`,
			sql`${shelfItems.bestBefore} nulls last`,
			asc(shelfItems.createdAt),
			asc(shelfItems.id),
		);
}

/** How many pieces stand on a shelf. */
export async function sumOfShelf(db: Db, cornerId: string): Promise<number> {
	const [row] = await db
		.select({ sum: sql<number>`coalesce(sum(${shelfItems.quantity}), 0)::int` })
		.from(shelfItems)
		.where(eq(shelfItems.cornerId, cornerId));
	return row!.sum;
}

/** The item of this product and best-before, made where the shelf never had it; a new photo replaces the old. */
export async function itemFor(
	tx: Db,
	item: Pick<ItemRow, 'cornerId' | 'title' | 'category' | 'unit' | 'bestBefore'>,
	now: Date,
): Promise<ItemRow> {
	const [made] = await tx
		.insert(shelfItems)
		.values({ ...item, createdAt: now, movedAt: now })
		.onConflictDoNothing()
		.returning();
	if (made) return made;
	const [known] = await tx
		.select()
		.from(shelfItems)
		.where(
			and(
				eq(shelfItems.cornerId, item.cornerId),
				eq(shelfItems.title, item.title),
				eq(shelfItems.category, item.category),
				eq(shelfItems.unit, item.unit),
				sql`${shelfItems.bestBefore} is not distinct from ${item.bestBefore}`,
			),
		);
	return known!;
}

export async function setItemPhoto(tx: Db, itemId: string, photoId: string): Promise<void> {
	await tx.update(shelfItems).set({ photoId }).where(eq(shelfItems.id, itemId));
}

type Moved = Pick<MovementRow, 'itemId' | 'kind' | 'quantity' | 'at'> &
	Partial<Pick<MovementRow, 'byId' | 'forId' | 'guest' | 'reason' | 'undoes' | 'handoverId'>>;

/** Writes a movement whose stock can only grow or is set: the trigger adds it up. */
export async function insertMovement(tx: Db, movement: Moved): Promise<MovementRow> {
	const [row] = await tx.insert(movements).values(movement).returning();
	return row!;
}

/** Takes away what is there; null when it is not, and nothing was written. Whoever comes second waits and looks again. */
export async function takeAway(
	tx: Db,
	{
		itemId,
		kind,
		quantity,
		at,
		byId = null,
		forId = null,
		guest = null,
		reason = '',
		handoverId = null,
	}: Moved,
): Promise<{ id: number; after: number } | null> {
	const [row] = await tx.execute<{ id: string; after: number }>(sql`
		insert into movements (item_id, kind, quantity, at, by_id, for_id, guest, reason, handover_id)
		select i.id, ${kind}, ${quantity}, ${at.toISOString()}::timestamptz, ${byId}::uuid, ${forId}::uuid, ${guest}, ${reason}, ${handoverId}::uuid
		from (select id from shelf_items where id = ${itemId} and quantity >= ${quantity} for update) i
		returning id, after`);
	return row ? { id: Number(row.id), after: row.after } : null;
}

/** The item under its row lock. */
export async function lockItem(tx: Db, id: string): Promise<ItemRow | null> {
	const [row] = await tx.select().from(shelfItems).where(eq(shelfItems.id, id)).for('update');
	return row ?? null;
}

/** Items past their date that still stand there, held in one order so that two sweeps do not lock each other out. */
export function lockPast(tx: Db, cornerId: string, today: string): Promise<ItemRow[]> {
	return tx
		.select()
		.from(shelfItems)
		.where(
			and(
				eq(shelfItems.cornerId, cornerId),
				gt(shelfItems.quantity, 0),
				sql`${shelfItems.bestBefore} < ${today}`,
			),
		)
		.orderBy(asc(shelfItems.id))
		.for('update');
}

export async function findMovement(db: Db, id: number) {
	const [row] = await db
		.select({
			movement: movements,
			item: shelfItems,
			undone: sql<boolean>`exists (select from movements u where u.undoes = movements.id)`,
		})
		.from(movements)
		.innerJoin(shelfItems, eq(shelfItems.id, movements.itemId))
		.where(eq(movements.id, id));
	return row ?? null;
}

export async function findLeftOfHandover(tx: Db, handoverId: string): Promise<MovementRow | null> {
	const [row] = await tx
		.select()
		.from(movements)
		.where(and(eq(movements.handoverId, handoverId), eq(movements.kind, 'left')));
	return row ?? null;
}

/** Takes of a guest, or of somebody not let in yet, since then, without those taken back. Waits for the same person's other phone. */
export async function countTakes(
	tx: Db,
	who: { guest: string } | { byId: string },
	since: Date,
): Promise<{ takes: number; oldest: Date | null }> {
	const one = 'guest' in who ? who.guest : who.byId;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`takes:${one}`}, 0))`);
	const [row] = await tx
		.select({ takes: count(), oldest: sql<string | null>`min(${movements.at})` })
		.from(movements)
		.where(
			and(
				'guest' in who ? eq(movements.guest, who.guest) : eq(movements.byId, who.byId),
				eq(movements.kind, 'taken'),
				gt(movements.at, since),
				sql`not exists (select from movements u where u.undoes = movements.id)`,
			),
		);
	return { takes: row!.takes, oldest: row!.oldest === null ? null : new Date(row!.oldest) };
}

/** A take went wrong here; the first doubt since the last count stands. False where there was one already. */
export async function markDoubted(db: Db, itemId: string, now: Date): Promise<boolean> {
	const rows = await db
		.update(shelfItems)
		.set({ doubtedAt: now })
		.where(and(eq(shelfItems.id, itemId), isNull(shelfItems.doubtedAt)))
		.returning({ id: shelfItems.id });
	return rows.length === 1;
}

export function listOpenWishes(db: Db, cornerId: string): Promise<WishRow[]> {
	return db
		.select()
		.from(shelfWishes)
		.where(and(eq(shelfWishes.cornerId, cornerId), isNull(shelfWishes.endedAt)))
		.orderBy(asc(shelfWishes.createdAt), asc(shelfWishes.id));
}

/** Null where the same is wished already. */
export async function insertWish(tx: Db, wish: typeof shelfWishes.$inferInsert): Promise<WishRow | null> {
	const [row] = await tx.insert(shelfWishes).values(wish).onConflictDoNothing().returning();
	return row ?? null;
}

/** Ends an open wish: fulfilled by a movement, or taken down. */
export async function markWishEnded(
	tx: Db,
	id: string,
	fulfilledBy: number | null,
	now: Date,
): Promise<boolean> {
	const rows = await tx
		.update(shelfWishes)
		.set({ endedAt: now, fulfilledBy })
		.where(and(eq(shelfWishes.id, id), isNull(shelfWishes.endedAt)))
		.returning({ id: shelfWishes.id });
	return rows.length === 1;
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

/** Names and doors of people, for stewards. */
export function listMovements(db: Db, cornerId: string, before: number | null, most: number) {
	return db
		.select({ movement: movements, title: shelfItems.title, unit: shelfItems.unit })
		.from(movements)
		.innerJoin(shelfItems, eq(shelfItems.id, movements.itemId))
		.where(
			and(eq(shelfItems.cornerId, cornerId), before === null ? undefined : sql`${movements.id} < ${before}`),
		)
		.orderBy(desc(movements.id))
		.limit(most);
}

/** Pieces taken of each product since then, the fastest first; what was taken back does not count. */
export async function listFastest(db: Db, cornerId: string, since: Date, most: number) {
	const rows = await db.execute<{ title: string; unit: string; taken: number }>(sql`
		select i.title, i.unit, sum(m.quantity)::int as taken
		from movements m join shelf_items i on i.id = m.item_id
		where i.corner_id = ${cornerId} and m.kind = 'taken' and m.at > ${since.toISOString()}::timestamptz
			and not exists (select from movements u where u.undoes = m.id)
		group by i.title, i.unit order by taken desc, i.title limit ${most}`);
	return [...rows];
}

export function listExpiring(db: Db, cornerId: string, until: string): Promise<ItemRow[]> {
	return db
		.select()
		.from(shelfItems)
		.where(
			and(
				eq(shelfItems.cornerId, cornerId),
				gt(shelfItems.quantity, 0),
				sql`${shelfItems.bestBefore} <= ${until}`,
			),
		)
		.orderBy(asc(shelfItems.bestBefore), asc(shelfItems.title));
}

export async function listItemsByIds(db: Db, ids: string[]): Promise<ItemRow[]> {
	return ids.length === 0 ? [] : db.select().from(shelfItems).where(inArray(shelfItems.id, ids));
}
