import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { cornerFollows, corners, shelfItems, shelfWishes } from './table.ts';

const BATCH = 200;
/** Older than the building keeps closed things. */
const kept = (at: unknown, now: Date) =>
	sql`${at} < ${now.toISOString()}::timestamptz - make_interval(days => ${buildings.keepDays})`;

/**
 * What has been gone from a shelf for as long as its building keeps things loses its picture, an ended wish goes with who
 * wished it, a closed corner loses picture and names. Movements stay, and name nobody that long (`findHistory`).
 * Answers how many things there were.
 */
export async function forgetClosedCorners(db: Db, now: Date): Promise<number> {
	const items = await db
		.select({ id: shelfItems.id })
		.from(shelfItems)
		.innerJoin(corners, eq(corners.id, shelfItems.cornerId))
		.innerJoin(buildings, eq(buildings.id, corners.buildingId))
		.where(
			and(
				isNotNull(shelfItems.photoId),
				or(
					and(eq(shelfItems.quantity, 0), kept(shelfItems.movedAt, now)),
					and(isNotNull(corners.closedAt), kept(corners.closedAt, now)),
				),
			),
		)
		.limit(BATCH);
	const wishes = await db
		.select({ id: shelfWishes.id })
		.from(shelfWishes)
		.innerJoin(corners, eq(corners.id, shelfWishes.cornerId))
		.innerJoin(buildings, eq(buildings.id, corners.buildingId))
		.where(and(isNotNull(shelfWishes.endedAt), kept(shelfWishes.endedAt, now)))
		.limit(BATCH);
	const closed = await db
		.select({ id: corners.id })
		.from(corners)
		.innerJoin(buildings, eq(buildings.id, corners.buildingId))
		.where(
			and(
				isNotNull(corners.closedAt),
				kept(corners.closedAt, now),
				sql`(${corners.photoId} is not null or ${corners.keeper} <> '' or ${corners.agreedBy} <> '')`,
			),
		)
		.limit(BATCH);
	const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
	if (items.length + wishes.length + closed.length > 0)
		await transact(db, async (tx) => {
			await tx
				.delete(photos)
				.where(or(inArray(photos.shelfItemId, ids(items)), inArray(photos.cornerId, ids(closed))));
			await tx
				.update(shelfItems)
				.set({ photoId: null })
				.where(inArray(shelfItems.id, ids(items)));
			await tx.delete(shelfWishes).where(inArray(shelfWishes.id, ids(wishes)));
			await tx
				.update(corners)
				.set({ photoId: null, keeper: '', agreedBy: '' })
				.where(inArray(corners.id, ids(closed)));
			await tx.delete(cornerFollows).where(inArray(cornerFollows.cornerId, ids(closed)));
			await tx
				.update(notifications)
				.set({ detail: sql`${notifications.detail} - 'name' - 'door' - 'reason'` })
				.where(inArray(notifications.cornerId, ids(closed)));
		});
	return items.length + wishes.length + closed.length;
}

/** Somebody deletes their account: pictures they took of things, their wishes, and their name as keeper of the medicine box. */
export async function eraseInCorners(tx: Db, who: Member, now: Date): Promise<void> {
	await tx.delete(cornerFollows).where(eq(cornerFollows.residentId, who.id));
	const pictures = tx
		.select({ id: photos.shelfItemId })
		.from(photos)
		.where(and(eq(photos.takenBy, who.id), isNotNull(photos.shelfItemId)));
	await tx.update(shelfItems).set({ photoId: null }).where(inArray(shelfItems.id, pictures));
	await tx.delete(photos).where(and(eq(photos.takenBy, who.id), isNotNull(photos.shelfItemId)));
	await tx
		.update(shelfWishes)
		.set({ endedAt: sql`coalesce(${shelfWishes.endedAt}, ${now.toISOString()}::timestamptz)`, title: '' })
		.where(eq(shelfWishes.wishedBy, who.id));
	for (const column of ['keeper', 'agreedBy'] as const)
		await tx
			.update(corners)
			.set({ [column]: '' })
			.where(
				and(eq(corners.buildingId, who.buildingId), sql`position(${who.name} in ${corners[column]}) > 0`),
			);
}
