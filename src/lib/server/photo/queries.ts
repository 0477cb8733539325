import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import type { StoredPhoto } from './process.ts';
import { photos } from './table.ts';

/** Keeps photos of a listing, a handover, a corner, a shelf's item or a group buy in the order given; answers their ids. */
export async function insertPhotos(
	tx: Db,
	of:
		| { listingId: string }
		| { handoverId: string }
		| { cornerId: string }
		| { shelfItemId: string }
		| { groupBuyId: string },
	pictures: readonly StoredPhoto[],
	takenBy: string,
	now: Date,
): Promise<string[]> {
	const ids: string[] = [];
	for (const [position, { small, large, width, height }] of pictures.entries()) {
		const [row] = await tx
			.insert(photos)
			.values({ ...of, position, width, height, small, large, takenBy, createdAt: now })
			.returning({ id: photos.id });
		ids.push(row!.id);
	}
	return ids;
}

/** The same picture for a shelf's item: each photo belongs to one thing, and is seen by those who may see that thing. */
export async function copyPhoto(tx: Db, id: string, shelfItemId: string): Promise<string> {
	const [row] = await tx.execute<{ id: string }>(sql`
		insert into photos (shelf_item_id, width, height, small, large, taken_by, created_at)
		select ${shelfItemId}::uuid, width, height, small, large, taken_by, created_at from photos where id = ${id}::uuid
		returning id`);
	return row!.id;
}

/** Whose photo it is and how large, without its bytes. */
export async function findPhoto(db: Db, id: string) {
	const [row] = await db
		.select({
			id: photos.id,
			listingId: photos.listingId,
			handoverId: photos.handoverId,
			cornerId: photos.cornerId,
			shelfItemId: photos.shelfItemId,
			groupBuyId: photos.groupBuyId,
		})
		.from(photos)
		.where(eq(photos.id, id));
	return row ?? null;
}

export async function findPhotoBytes(
	db: Db,
	id: string,
	size: 'small' | 'large',
): Promise<Uint8Array | null> {
	const [row] = await db.select({ bytes: photos[size] }).from(photos).where(eq(photos.id, id));
	return row?.bytes ?? null;
}

export function listPhotos(db: Db, listingId: string) {
	return db
		.select({ id: photos.id, width: photos.width, height: photos.height })
		.from(photos)
		.where(eq(photos.listingId, listingId))
		.orderBy(asc(photos.position));
}
