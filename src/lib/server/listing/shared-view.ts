import { eq } from 'drizzle-orm';
import { isPersonal } from '../../domain/listing.ts';
import { lockScreenTitle } from '../../domain/notification.ts';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { findPhoto, findPhotoBytes, listPhotos } from '../photo/queries.ts';
import type { PhotoSize } from '../photo/view.ts';
import type { ListingRow } from './queries.ts';
import { listParts } from './queries.ts';
import { listings } from './table.ts';

const CODE = /^[\w-]{16,64}$/;

/** The post behind a link from the chat; null where the code is unknown or the post was hidden. */
export async function findByShareCode(db: Db, code: string): Promise<ListingRow | null> {
	if (!CODE.test(code)) return null;
	const [row] = await db.select().from(listings).where(eq(listings.shareCode, code));
	return row && row.status !== 'hidden' ? row : null;
}

/**
 * What anybody with the link may read: the post without names, doors, comments or details (people write doors there).
 * Of an ask for medicine only that there is one.
 */
export async function findShared(db: Db, code: string, now: Date) {
	const listing = await findByShareCode(db, code);
	if (!listing) return null;
	const [building] = await db
		.select({ name: buildings.name, zone: buildings.timeZone })
		.from(buildings)
		.where(eq(buildings.id, listing.buildingId));
	const neutral = isPersonal(listing);
	const [photos, parts] = neutral
		? [[], []]
		: await Promise.all([listPhotos(db, listing.id), listParts(db, listing.id)]);
	const { direction, category, terms, quantity, unit, waiting, until, neededBy, urgent, scope, allocation } =
		listing;
	const { bestBefore, keepCold, allergens } = listing;
	return {
		direction,
		category,
		terms,
		quantity,
		unit,
		waiting,
		until,
		neededBy,
		urgent,
		scope,
		allocation,
		bestBefore,
		keepCold,
		allergens,
		building: building!.name,
		zone: building!.zone,
		over: listing.status !== 'open' || listing.until <= now,
		title: neutral ? null : listing.title,
		/** For previews in a chat, which strangers may see over somebody's shoulder. */
		safeTitle: lockScreenTitle(listing),
		remaining: listing.quantity - listing.held,
		photos,
		parts: parts.map((part) => ({
			id: part.id,
			title: part.title,
			unit: part.unit,
			quantity: part.quantity,
			remaining: part.quantity - part.held,
		})),
	};
}
export type SharedView = NonNullable<Awaited<ReturnType<typeof findShared>>>;

/** A photo of the post behind a link; null for every other photo. */
export async function findSharedPhoto(
	db: Db,
	code: string,
	id: string,
	size: PhotoSize,
): Promise<Uint8Array | null> {
	const listing = await findByShareCode(db, code);
	const photo = listing && !isPersonal(listing) ? await findPhoto(db, id) : null;
	return photo && photo.listingId === listing!.id ? findPhotoBytes(db, id, size) : null;
}
