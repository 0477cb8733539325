import { isId } from '#lib/server/form/fields.ts';
import { photoResponse } from '#lib/server/http/photo.ts';
import { findSharedPhoto } from '#lib/server/listing/shared-view.ts';
import { notFound } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** For everybody with the link. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const size = url.searchParams.get('size') === 'small' ? 'small' : 'large';
	const bytes = isId(params.id) ? await findSharedPhoto(locals.db, params.code, params.id, size) : null;
	return bytes ? photoResponse(bytes) : notFound();
};
