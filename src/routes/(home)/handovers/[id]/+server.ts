import { json } from '@sveltejs/kit';
import { isId } from '#lib/server/form/fields.ts';
import { findHandoverView } from '#lib/server/listing/handover-view.ts';
import { notFound, requireActor } from '#lib/server/member.ts';
import { sayView } from './shown.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. Kit says `Vary: Accept` wherever a page stands beside. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireActor(locals);
	const view = isId(params.id) ? await findHandoverView(locals.db, member, params.id) : null;
	if (!view) notFound();
	const { place, ...rest } = view;
	return json({
		...rest,
		...(place === null ? {} : { place }),
		standing: sayView(view, member, locals.now).say,
	});
};
