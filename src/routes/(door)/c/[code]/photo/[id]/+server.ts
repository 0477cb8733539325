import { findPhotoByCode } from '#lib/server/corner/photo.ts';
import { isId } from '#lib/server/form/fields.ts';
import { photoResponse } from '#lib/server/http/photo.ts';
import { notFound } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** For everybody with the poster's code. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const size = url.searchParams.get('size') === 'small' ? 'small' : 'large';
	const bytes = isId(params.id) ? await findPhotoByCode(locals.db, params.code, params.id, size) : null;
	return bytes ? photoResponse(bytes) : notFound();
};
