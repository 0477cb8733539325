import { isId } from '#lib/server/form/fields.ts';
import { photoResponse } from '#lib/server/http/photo.ts';
import { notFound, requireActor } from '#lib/server/member.ts';
import { findPhotoView } from '#lib/server/photo/view.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const member = requireActor(locals);
	const size = url.searchParams.get('size') === 'small' ? 'small' : 'large';
	const bytes = isId(params.id) ? await findPhotoView(locals.db, member, params.id, size) : null;
	return bytes ? photoResponse(bytes) : notFound();
};
