import { randomUUID } from 'node:crypto';
import { findPersonFor } from '#lib/server/building/people.ts';
import { isId } from '#lib/server/form/fields.ts';
import { notFound, requireSteward } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** What somebody does for the building. The forms on it are actions of the list. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const member = requireSteward(locals);
	const person = isId(params.id) ? await findPersonFor(locals.db, member, params.id) : null;
	if (person?.status !== 'confirmed') notFound();
	return { person, me: person.id === member.id, keys: { steward: randomUUID(), volunteer: randomUUID() } };
};
