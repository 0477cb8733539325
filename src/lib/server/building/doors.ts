import { and, eq } from 'drizzle-orm';
import { MAX_DOORS, readDoor, writeDoor } from '../../domain/household.ts';
import type { Agreement } from '../../domain/helping.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { doorsOf, readPasted, splitDoor } from '../../domain/paste.ts';
import { may } from '../../domain/permission.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { writeDown } from './log.ts';
import { listDoors, listHouseholdPeople, lockBuilding, lockHousehold } from './queries.ts';
import { households } from './table.ts';

export type PasteInput = { text: string; agreed: Agreement | null };
type PasteRefusal = 'people.paste_empty' | 'people.paste_wrong' | 'doors.too_many';
export type Pasted = { doors: number; people: number };

/**
 * Doors – and, where they agreed, people without a phone – from a spreadsheet. Doors that are there stay as they are but
 * for the number of people; who is there under that name is not added twice, so that a list may be pasted again.
 */
export function pasteDoors(
	db: Db,
	by: Member,
	input: PasteInput,
	sent: Sent,
): Promise<Outcome<Pasted, PasteRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx): Promise<Outcome<Pasted, PasteRefusal | 'not_found'>> => {
		if (!may(by, 'change_doors')) return refused('not_found');
		const read = readPasted(input.text);
		if (!read.ok) return refused(read.code, { field: 'text', detail: { line: read.line, limit: MAX_DOORS } });
		await lockBuilding(tx, by.buildingId);
		const before = (await listDoors(tx, by.buildingId)).length;
		const wanted = doorsOf(read.lines);
		if (before + wanted.size > MAX_DOORS)
			return refused('doors.too_many', { field: 'text', detail: { limit: MAX_DOORS } });
		for (const { door, people } of wanted.values()) {
			const values = { buildingId: by.buildingId, ...door, door: writeDoor(door), people };
			const target = [households.buildingId, households.entrance, households.number, households.part];
			if (people === null) await tx.insert(households).values(values).onConflictDoNothing({ target });
			else await tx.insert(households).values(values).onConflictDoUpdate({ target, set: { people } });
		}
		const doors = (await listDoors(tx, by.buildingId)).length - before;
		let people = 0;
		if (input.agreed !== null)
			for (const { door, name } of read.lines)
				if (name !== '' && (await addPerson(tx, by, writeDoor(door), name, input.agreed, sent.at))) people++;
		await writeDown(tx, by, { kind: 'doors_added', detail: { count: doors, people } }, sent.at);
		return done({ doors, people });
	});
}

async function addPerson(
	tx: Db,
	by: Member,
	door: string,
	name: string,
	agreedBy: Agreement,
	now: Date,
): Promise<boolean> {
	const household = (await lockHousehold(tx, by.buildingId, door))!;
	if ((await listHouseholdPeople(tx, household.id)).some((person) => person.name === name)) return false;
	await tx.insert(residents).values({
		householdId: household.id,
		buildingId: by.buildingId,
		name,
		status: 'confirmed',
		phoneless: true,
		agreedBy,
		addedBy: by.id,
		createdAt: now,
		confirmedAt: now,
		confirmedBy: by.id,
	});
	return true;
}

type SplitRefusal = 'door.unreadable' | 'door.unknown' | 'door.cannot_split' | 'door.taken';

/** One door becomes several where families share a flat: who lives there stays in the first part, with all that is theirs. */
export function splitHousehold(
	db: Db,
	by: Member,
	input: { door: string; into: number },
	sent: Sent,
): Promise<Outcome<{ doors: string[] }, SplitRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx): Promise<Outcome<{ doors: string[] }, SplitRefusal | 'not_found'>> => {
		if (!may(by, 'change_doors')) return refused('not_found');
		const door = readDoor(input.door);
		if (!door) return refused('door.unreadable', { field: 'door' });
		const parts = splitDoor(door, input.into);
		if (!parts) return refused('door.cannot_split', { field: 'door' });
		const household = await lockHousehold(tx, by.buildingId, writeDoor(door));
		if (!household) return refused('door.unknown', { field: 'door' });
		const [first, ...others] = parts;
		const made = await tx
			.insert(households)
			.values(others.map((part) => ({ buildingId: by.buildingId, ...part, door: writeDoor(part) })))
			.onConflictDoNothing()
			.returning({ id: households.id });
		if (made.length < others.length) return refused('door.taken', { field: 'door' });
		await tx
			.update(households)
			.set({ part: first!.part, door: writeDoor(first!) })
			.where(and(eq(households.id, household.id), eq(households.part, '')));
		await writeDown(tx, by, { kind: 'door_split', detail: { door: writeDoor(door) } }, sent.at);
		return done({ doors: parts.map(writeDoor) });
	});
}
