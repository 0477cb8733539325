import { json } from '@sveltejs/kit';
import { isId } from '#lib/server/form/fields.ts';
import { findBuyView } from '#lib/server/group-buy/view.ts';
import { notFound, requireActor } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireActor(locals);
	const buy = isId(params.id) ? await findBuyView(locals.db, member, params.id, locals.now) : null;
	if (!buy) notFound();
	return json(buy);
};
