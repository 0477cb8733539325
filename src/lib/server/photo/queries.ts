import { asc, eq } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import type { StoredPhoto } from './process.ts';
import { photos } from './table.ts';

/** Keeps photos of a listing, a handover or a group buy in the order given; answers their ids. */
export async function insertPhotos(
	tx: Db,
	of: { listingId: string } | { handoverId: string } | { groupBuyId: string },
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

/** Whose photo it is and how large, without its bytes. */
export async function findPhoto(db: Db, id: string) {
	const [row] = await db
		.select({
			id: photos.id,
			listingId: photos.listingId,
			handoverId: photos.handoverId,
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
