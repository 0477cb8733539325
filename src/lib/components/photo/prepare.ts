import { shrinkPhoto } from '#lib/browser/shrink-photo.ts';
import { MAX_PHOTO_BYTES } from '#lib/domain/photo.ts';
import { sniffImage } from '#lib/domain/photo-file.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A chosen file as it will be sent, or why it cannot be. Fetched when somebody chooses a photo, not with the page. */
export async function preparePhoto(original: File): Promise<{ file: File; problem: string | null }> {
	const file = await shrinkPhoto(original);
	const problem = file === original ? await problemWith(file) : null;
	return { file, problem: problem && m.photo_problem({ name: original.name, problem }) };
}

async function problemWith(file: File): Promise<string | null> {
	// A file that cannot be read (moved away, or kept in a cloud that is out of reach) is as little use as no picture.
	const start = file.slice(0, 256).arrayBuffer();
	const head = await start.catch(() => new ArrayBuffer(0));
	const kind = sniffImage(new Uint8Array(head));
	if (!kind) return m.photo_not_a_picture();
	if (kind === 'heic' || kind === 'avif') return m.photo_unsupported();
	return file.size > MAX_PHOTO_BYTES ? m.photo_too_large() : null;
}
