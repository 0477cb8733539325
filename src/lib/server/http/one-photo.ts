import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { Problem } from '../form/form.ts';
import { refuse } from '../form/form.ts';
import { LIMITS } from '../installation/limit.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { readPhotos } from '../photo/read-photos.ts';
import { refuseRoom } from './room.ts';

type Sent = { photos: File[]; values: Record<string, string> };
type Read = { ok: true; photo: StoredPhoto | null } | { ok: false; failure: ActionFailure<Problem> };

/** The one photo that a form may bring, ready to be kept; within the limit of uploads. */
export async function readOnePhoto(
	event: Pick<RequestEvent, 'locals' | 'setHeaders'>,
	whom: string,
	form: Sent,
): Promise<Read> {
	if (form.photos.length === 0) return { ok: true, photo: null };
	const full = await refuseRoom(event, LIMITS.upload, whom, form);
	if (full) return { ok: false, failure: full };
	const read = await readPhotos(form.photos, 1);
	if (!read.ok)
		return {
			ok: false,
			failure: refuse(
				form,
				read,
				read.code === 'photo.too_large' ? 413 : read.code === 'photo.busy' ? 409 : 400,
			),
		};
	return { ok: true, photo: read.value[0] ?? null };
}
