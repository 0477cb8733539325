import { eq } from 'drizzle-orm';
import { readDoor, writeDoor } from '../../domain/household.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { markRightsChanged } from '../account/session.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { writeDown } from './log.ts';
import { findPerson, listHouseholdPeople, listStewards, lockHousehold } from './queries.ts';

type MoveRefusal = 'door.unreadable' | 'door.unknown' | 'people.already_there' | 'people.last_steward';
type Moved = Promise<
	Outcome<{ id: string; name: string; waits: boolean }, MoveRefusal | KeyRefusal | 'not_found'>
>;

/**
 * Somebody moves to another door of the building. A steward's word is enough; who moves by themselves is let in there
 * like a newcomer, by somebody who lives there or a steward, and until then has only named a door.
 */
export function moveHouse(
	db: Db,
	by: Member,
	input: { residentId: string; door: string },
	sent: Sent,
): Moved {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, input.residentId);
		const own = person?.id === by.id;
		if (person?.status !== 'confirmed' || (!own && !may(by, 'change_doors'))) return refused('not_found');
		const door = readDoor(input.door);
		if (!door) return refused('door.unreadable', { field: 'door' });
		const household = await lockHousehold(tx, by.buildingId, writeDoor(door));
		if (!household) return refused('door.unknown', { field: 'door' });
		if (household.id === person.householdId) return refused('people.already_there', { field: 'door' });
		const waits = own && !may(by, 'change_doors');
		const there = await listHouseholdPeople(tx, household.id);
		await tx
			.update(residents)
			.set({
				householdId: household.id,
				...(waits ? { status: 'waiting' as const, roles: [], confirmedAt: null, confirmedBy: null } : {}),
			})
			.where(eq(residents.id, person.id));
		await markRightsChanged(tx, person.id);
		const family = there.filter(({ status }) => status === 'confirmed').map(({ id }) => id);
		const to = waits ? [...family, ...(await listStewards(tx, by.buildingId))] : [...family, person.id];
		await notify(
			tx,
			{
				to: to.filter((id) => id !== by.id),
				topic: 'building',
				code: waits ? 'resident.waiting' : 'resident.moved',
				detail: { name: person.name, door: household.door },
				href: '/building/people',
			},
			sent.at,
		);
		await writeDown(
			tx,
			by,
			{ kind: 'moved', aboutId: person.id, detail: { from: person.door, to: household.door } },
			sent.at,
		);
		return done({ id: person.id, name: person.name, waits });
	});
}
