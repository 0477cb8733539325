import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { shelfWishes } from './table.ts';

export type WishRow = typeof shelfWishes.$inferSelect;

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
