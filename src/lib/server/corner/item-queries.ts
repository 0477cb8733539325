import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { shelfItems } from './table.ts';

export type ItemRow = typeof shelfItems.$inferSelect;

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

/** A take went wrong here; the first doubt since the last count stands. False where there was one already. */
export async function markDoubted(db: Db, itemId: string, now: Date): Promise<boolean> {
	const rows = await db
		.update(shelfItems)
		.set({ doubtedAt: now })
		.where(and(eq(shelfItems.id, itemId), isNull(shelfItems.doubtedAt)))
		.returning({ id: shelfItems.id });
	return rows.length === 1;
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
