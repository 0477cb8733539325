import type { Member } from '#lib/domain/member.ts';
import { isSteward } from '#lib/domain/member.ts';
import { listPeopleFor, type ShownPerson } from '#lib/server/building/people.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import type { RequestEvent } from './$types';

/** The page and the JSON alike. Reading names and doors is counted; stewards let in a whole building in one evening. */
export async function listShown(
	event: Pick<RequestEvent, 'locals' | 'setHeaders'>,
	member: Member,
): Promise<ShownPerson[]> {
	if (!isSteward(member)) await requireRoom(event, LIMITS.people, member.id);
	return listPeopleFor(event.locals.db, member);
}
