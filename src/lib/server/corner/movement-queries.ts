import { and, count, desc, eq, gt, sql } from 'drizzle-orm';
import type { ShelfCategory } from '../../domain/corner.ts';
import type { Db } from '../db/connect.ts';
import { movements, shelfItems } from './table.ts';

export type MovementRow = typeof movements.$inferSelect;

type Moved = Pick<MovementRow, 'itemId' | 'kind' | 'quantity' | 'at'> &
	Partial<Pick<MovementRow, 'madeAt' | 'byId' | 'forId' | 'guest' | 'reason' | 'undoes' | 'handoverId'>>;

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
		madeAt = null,
		byId = null,
		forId = null,
		guest = null,
		reason = '',
		handoverId = null,
	}: Moved,
): Promise<{ id: number; after: number } | null> {
	const made = madeAt?.toISOString() ?? null;
	const [row] = await tx.execute<{ id: string; after: number }>(sql`
		insert into movements (item_id, kind, quantity, at, made_at, by_id, for_id, guest, reason, handover_id)
		select i.id, ${kind}, ${quantity}, ${at.toISOString()}::timestamptz, ${made}::timestamptz, ${byId}::uuid, ${forId}::uuid, ${guest}, ${reason}, ${handoverId}::uuid
		from (select id from shelf_items where id = ${itemId} and (quantity >= ${quantity} or counted_at >= ${made}::timestamptz) for update) i
		returning id, after`);
	return row ? { id: Number(row.id), after: row.after } : null;
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

/** What came and went, the newest first. `before`: the next page. */
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

type Fast = { title: string; unit: string; category: ShelfCategory; photo: string | null; taken: number };

/** Pieces taken of each product since then, with its last picture, the fastest first; what was taken back does not count. */
export async function listFastest(db: Db, cornerId: string, since: Date, most: number) {
	const rows = await db.execute<Fast>(sql`
		select i.title, i.unit, min(i.category) as category, sum(m.quantity)::int as taken,
			(array_agg(i.photo_id order by m.id desc) filter (where i.photo_id is not null))[1] as photo
		from movements m join shelf_items i on i.id = m.item_id
		where i.corner_id = ${cornerId} and m.kind = 'taken' and m.at > ${since.toISOString()}::timestamptz
			and not exists (select from movements u where u.undoes = m.id)
		group by i.title, i.unit order by taken desc, i.title limit ${most}`);
	return [...rows];
}
