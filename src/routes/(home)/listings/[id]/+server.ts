import { json } from '@sveltejs/kit';
import { isId } from '#lib/server/form/fields.ts';
import { findListingView } from '#lib/server/listing/view.ts';
import { notFound, requireActor } from '#lib/server/member.ts';
import { standOf } from './present.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. Kit says `Vary: Accept` wherever a page stands beside. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireActor(locals);
	const view = isId(params.id) ? await findListingView(locals.db, member, params.id, locals.now) : null;
	if (!view) notFound();
	return json({ ...view, standing: standOf(view, member, locals.now).say });
};
