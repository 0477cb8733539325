import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { maySeeShelfPhoto } from '../corner/photo.ts';
import { maySeeBuyPhoto } from '../group-buy/photo.ts';
import { maySee } from '../listing/facts.ts';
import { findHandover, findListing } from '../listing/queries.ts';
import { findHandoverViewer } from '../listing/handover-view.ts';
import { findPhoto, findPhotoBytes } from './queries.ts';

export type PhotoSize = 'small' | 'large';

/** The photo as this person may see it: with its listing, its group buy, or the handover that it shows; else null. */
export async function findPhotoView(
	db: Db,
	viewer: Member,
	id: string,
	size: PhotoSize,
): Promise<Uint8Array | null> {
	const photo = await findPhoto(db, id);
	if (!photo) return null;
	const shelf = photo.cornerId ?? photo.shelfItemId;
	if (shelf !== null)
		return (await maySeeShelfPhoto(db, viewer, photo)) ? findPhotoBytes(db, id, size) : null;
	if (photo.groupBuyId !== null)
		return (await maySeeBuyPhoto(db, viewer, photo.groupBuyId, id)) ? findPhotoBytes(db, id, size) : null;
	const handover = photo.handoverId === null ? null : await findHandover(db, photo.handoverId);
	const listingId = handover?.listingId ?? photo.listingId;
	const listing = listingId === null ? null : await findListing(db, listingId);
	if (!listing) return null;
	const may = handover
		? (await findHandoverViewer(db, listing, handover, viewer)) !== null
		: maySee(listing, viewer);
	return may ? findPhotoBytes(db, id, size) : null;
}
