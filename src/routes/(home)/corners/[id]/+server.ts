import { json } from '@sveltejs/kit';
import { findOwnCorner, findShelf } from '#lib/server/corner/view.ts';
import { isId } from '#lib/server/form/fields.ts';
import { notFound, requireActor } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** The same for scripts. Kit says `Vary: Accept` wherever a page stands beside. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const member = requireActor(locals);
	const corner = isId(params.id) ? await findOwnCorner(locals.db, member, params.id) : null;
	if (!corner) notFound();
	const { items, ...view } = await findShelf(locals.db, corner, member, locals.now);
	return json({
		...view,
		items: items.map(({ countedBy, createdAt: _, ...item }) => ({
			...item,
			// By whom is for stewards; a household is `{ id, door }` nowhere here, a counter only a name and a door.
			...(countedBy ? { countedBy: { name: countedBy.name, door: countedBy.door } } : {}),
		})),
	});
};
