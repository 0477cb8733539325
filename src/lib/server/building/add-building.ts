import { asc, count, eq } from 'drizzle-orm';
import { MAX_DOORS, readDoors, type DoorsProblem } from '../../domain/household.ts';
import type { Joining } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { isZone } from '../../domain/time.ts';
import { makeEntryCode } from '../account/entry.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { createBuilding } from './create.ts';
import { buildings, communities, households } from './table.ts';

export type NewBuilding = {
	building: string;
	/** Empty: the operator's own community. */
	community: string;
	doors: string;
	timeZone: string;
	joining: Joining;
};
type Added = { id: string; name: string; code: string | null };

/** Another building of the installation, with a link for its first steward. `code` is null for a repeat. */
export async function addBuilding(
	db: Db,
	by: Member,
	input: NewBuilding,
	sent: Sent,
): Promise<Outcome<Added, 'not_found' | 'setup.time_zone_unknown' | DoorsProblem | KeyRefusal>> {
	let code: string | null = null;
	const doors = readDoors(input.doors);
	if (!doors.ok)
		return refused(doors.code, { field: 'doors', detail: { line: doors.line, limit: MAX_DOORS } });
	const timeZone = input.timeZone || by.zone;
	if (!isZone(timeZone)) return refused('setup.time_zone_unknown', { field: 'timeZone' });
	const outcome = await once(db, sent, async (tx) => {
		if (!may(by, 'add_building')) return refused('not_found');
		const communityId = input.community === '' ? by.communityId : await communityNamed(tx, input.community);
		const { building: name, joining } = input;
		const { id } = await createBuilding(tx, { communityId, name, timeZone, joining, doors: doors.doors });
		code = await makeEntryCode(
			tx,
			{ kind: 'founder', residentId: null, buildingId: id, madeBy: by.id },
			sent.at,
		);
		return done({ id, name });
	});
	return outcome.ok ? done({ ...outcome.value, code }) : outcome;
}

/** The community of that name, made where there is none. */
async function communityNamed(tx: Db, name: string): Promise<string> {
	const [known] = await tx.select({ id: communities.id }).from(communities).where(eq(communities.name, name));
	if (known) return known.id;
	const [made] = await tx.insert(communities).values({ name }).returning({ id: communities.id });
	return made!.id;
}

/** Every building of the installation with its doors counted: names and numbers, nobody. */
export function listBuildings(db: Db) {
	return db
		.select({
			id: buildings.id,
			name: buildings.name,
			community: communities.name,
			doors: count(households.id),
		})
		.from(buildings)
		.innerJoin(communities, eq(communities.id, buildings.communityId))
		.leftJoin(households, eq(households.buildingId, buildings.id))
		.groupBy(buildings.id, buildings.name, communities.name)
		.orderBy(asc(communities.name), asc(buildings.name))
		.limit(500);
}
