import { json } from '@sveltejs/kit';
import { isId } from '#lib/server/form/fields.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** The desk for scripts. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireMember(locals);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	if (!desk) notFound();
	return json(desk);
};
