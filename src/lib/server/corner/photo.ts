import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { findPhoto, findPhotoBytes } from '../photo/queries.ts';
import { isOfBuilding } from './facts.ts';
import { findCorner, findCornerByCode } from './queries.ts';
import { findItem } from './item-queries.ts';

type Owner = { cornerId: string | null; shelfItemId: string | null };

async function cornerOf(db: Db, { cornerId, shelfItemId }: Owner) {
	const item = shelfItemId === null ? null : await findItem(db, shelfItemId);
	const id = item?.cornerId ?? cornerId;
	return id === null ? null : { corner: await findCorner(db, id), item };
}

/** Of a shelf or what stands on it: for its building. */
export async function maySeeShelfPhoto(db: Db, viewer: Member, photo: Owner): Promise<boolean> {
	const corner = (await cornerOf(db, photo))?.corner;
	return corner ? isOfBuilding(corner, viewer) : false;
}

/** The same for whoever holds the poster's code: of the shelf itself, and of what stands there now – medicine aside. */
export async function findPhotoByCode(
	db: Db,
	code: string,
	id: string,
	size: 'small' | 'large',
): Promise<Uint8Array | null> {
	const [corner, photo] = [await findCornerByCode(db, code), await findPhoto(db, id)];
	if (!corner || !photo || (photo.cornerId === null && photo.shelfItemId === null)) return null;
	const found = await cornerOf(db, photo);
	if (found?.corner?.id !== corner.id) return null;
	if (found.item ? found.item.category === 'medicine' || found.item.photoId !== id : corner.photoId !== id)
		return null;
	return findPhotoBytes(db, id, size);
}
