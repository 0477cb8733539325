import { MAX_PHOTO_BYTES, MAX_PHOTOS, type PhotoRefusal } from '../../domain/photo.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { processPhoto, type StoredPhoto } from './process.ts';

/** The photos of a form, ready to be kept. They are processed one after another, so that one post takes one place in line. */
export async function readPhotos(
	files: readonly File[],
	most = MAX_PHOTOS,
): Promise<Outcome<StoredPhoto[], PhotoRefusal>> {
	const field = most === 1 ? 'photo' : 'photos';
	if (files.length > most) return refused('photo.too_many', { field });
	if (files.some((file) => file.size > MAX_PHOTO_BYTES)) return refused('photo.too_large', { field });
	const stored: StoredPhoto[] = [];
	for (const file of files) {
		const made = await processPhoto(new Uint8Array(await file.arrayBuffer()));
		if (!made.ok) return refused(made.code, { field });
		stored.push(made.value);
	}
	return done(stored);
}
