import type { Member } from '#lib/domain/member.ts';
import { isSteward } from '#lib/domain/member.ts';
import { listPeopleFor, type ShownPerson } from '#lib/server/building/people.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import type { RequestEvent } from './$types';

/** The page and the JSON alike. Reading names and doors is counted, and noticed: a script that copies a building's names is cut off.
 * Stewards let in a whole building in one evening. */
export async function listShown(
	event: Pick<RequestEvent, 'locals' | 'setHeaders'>,
	member: Member,
): Promise<ShownPerson[]> {
	await requireRoom(event, isSteward(member) ? LIMITS.peopleBySteward : LIMITS.people, member.id, true);
	return listPeopleFor(event.locals.db, member);
}
