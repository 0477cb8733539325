import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { NAME_LENGTH } from '../../domain/account.ts';
import type { Agreement, CallOutcome } from '../../domain/helping.ts';
import { careDueAt, wasHeard } from '../../domain/helping.ts';
import { readDoor, writeDoor } from '../../domain/household.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { calls, cares, residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { writeDown } from './log.ts';
import { findPerson, listHouseholdPeople, lockHousehold } from './queries.ts';
import { households } from './table.ts';

type Done<C extends string> = Promise<Outcome<{ id: string; name: string }, C | KeyRefusal | 'not_found'>>;

export type AddInput = { name: string; door: string; agreed: Agreement; phone: string; alone: boolean };

/**
 * A neighbour without a phone of their own becomes somebody here, because they said so to a helper. Their household is told.
 * Those who live alone are looked in on from this moment.
 */
export function addNeighbour(
	db: Db,
	by: Member,
	input: AddInput,
	sent: Sent,
): Done<'door.unreadable' | 'door.unknown' | 'people.already_there'> {
	return once(db, sent, async (tx) => {
		if (!may(by, 'add_for')) return refused('not_found');
		const door = readDoor(input.door);
		if (!door) return refused('door.unreadable', { field: 'door' });
		const household = await lockHousehold(tx, by.buildingId, writeDoor(door));
		if (!household) return refused('door.unknown', { field: 'door' });
		const people = await listHouseholdPeople(tx, household.id);
		if (people.some((person) => person.name === input.name))
			return refused('people.already_there', { field: 'name' });
		const [row] = await tx
			.insert(residents)
			.values({
				householdId: household.id,
				buildingId: by.buildingId,
				name: input.name.slice(0, NAME_LENGTH),
				status: 'confirmed',
				phoneless: true,
				agreedBy: input.agreed,
				addedBy: by.id,
				phone: input.phone,
				createdAt: sent.at,
				confirmedAt: sent.at,
				confirmedBy: by.id,
			})
			.returning({ id: residents.id });
		const id = row!.id;
		if (input.alone)
			await tx.insert(cares).values({
				residentId: id,
				livesAlone: true,
				heardAt: sent.at,
				dueAt: careDueAt({ heardAt: sent.at, everyHours: 24 }),
			});
		const family = people.filter((person) => person.status === 'confirmed').map((person) => person.id);
		const detail = { name: input.name, door: household.door };
		await notify(
			tx,
			{ to: family, topic: 'building', code: 'resident.joined_household', detail, href: '/me/household' },
			sent.at,
		);
		await writeDown(tx, by, { kind: 'added', aboutId: id, detail: { agreed: input.agreed } }, sent.at);
		return done({ id, name: input.name });
	});
}

/** A helper called or rang: what came of it. Whoever was on the line has been heard from. */
export function recordCall(
	db: Db,
	by: Member,
	input: { residentId: string; outcome: CallOutcome; note: string },
	sent: Sent,
): Done<never> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, input.residentId);
		if (!may(by, 'call') || person?.status !== 'confirmed') return refused('not_found');
		const { outcome, note } = input;
		await tx.insert(calls).values({ residentId: person.id, byId: by.id, outcome, note, at: sent.at });
		if (wasHeard(outcome)) await markHeard(tx, person.id, sent.at);
		return done({ id: person.id, name: person.name });
	});
}

/** They were heard from just now: the clock begins anew. */
export async function markHeard(tx: Db, residentId: string, now: Date): Promise<void> {
	await tx
		.update(cares)
		.set({
			heardAt: now,
			dueAt: sql`${now.toISOString()}::timestamptz + make_interval(hours => ${cares.everyHours})`,
		})
		.where(eq(cares.residentId, residentId));
}

export type CareInput = { residentId: string; alone: boolean; buddy: string | null; everyHours: number };

/** Who looks in on somebody, and how often they are to be heard from; `everyHours` 0: nobody has to any more. */
export function setCare(db: Db, by: Member, input: CareInput, sent: Sent): Done<'people.successor_unfit'> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, input.residentId);
		if (!may(by, 'call') || person?.status !== 'confirmed') return refused('not_found');
		if (input.everyHours === 0) {
			await tx.delete(cares).where(eq(cares.residentId, person.id));
			return done({ id: person.id, name: person.name });
		}
		if (input.buddy !== null) {
			const buddy = await findPerson(tx, by.buildingId, input.buddy);
			if (buddy?.status !== 'confirmed' || buddy.phoneless || buddy.elsewhere || buddy.id === person.id)
				return refused('people.successor_unfit', { field: 'buddy' });
		}
		const care = { livesAlone: input.alone, buddyId: input.buddy, everyHours: input.everyHours };
		const dueAt = careDueAt({ heardAt: sent.at, everyHours: input.everyHours });
		await tx
			.insert(cares)
			.values({ residentId: person.id, ...care, heardAt: sent.at, dueAt })
			.onConflictDoUpdate({
				target: cares.residentId,
				set: {
					...care,
					dueAt: sql`${cares.heardAt} + make_interval(hours => ${input.everyHours})`,
				},
			});
		return done({ id: person.id, name: person.name });
	});
}

/** A buddy, or a helper, heard from somebody: the one tap of the reminder. Those who look in may say so without any role. */
export function heardFrom(db: Db, by: Member, residentId: string, sent: Sent): Done<never> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, residentId);
		const care = person && (await findCare(tx, person.id));
		if (!care || !(may(by, 'call') || care.buddyId === by.id)) return refused('not_found');
		await markHeard(tx, person.id, sent.at);
		return done({ id: person.id, name: person.name });
	});
}

export async function findCare(db: Db, residentId: string) {
	const [row] = await db.select().from(cares).where(eq(cares.residentId, residentId));
	return row ?? null;
}

/** Everybody without a phone, and everybody who is looked after, with the last call: the list that helpers go through. */
export async function listCalls(db: Db, buildingId: string) {
	const last = db
		.selectDistinctOn([calls.residentId], {
			residentId: calls.residentId,
			outcome: calls.outcome,
			note: calls.note,
			at: calls.at,
			byId: calls.byId,
		})
		.from(calls)
		.orderBy(calls.residentId, desc(calls.id))
		.as('last');
	return db
		.select({
			id: residents.id,
			name: residents.name,
			phone: residents.phone,
			phoneless: residents.phoneless,
			door: households.door,
			livesAlone: cares.livesAlone,
			heardAt: cares.heardAt,
			dueAt: cares.dueAt,
			buddyId: cares.buddyId,
			outcome: last.outcome,
			note: last.note,
			calledAt: last.at,
		})
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.leftJoin(cares, eq(cares.residentId, residents.id))
		.leftJoin(last, eq(last.residentId, residents.id))
		.where(
			and(
				eq(residents.buildingId, buildingId),
				eq(residents.status, 'confirmed'),
				sql`(${residents.phoneless} or ${cares.residentId} is not null)`,
			),
		)
		.orderBy(
			sql`nullif(regexp_replace(${households.entrance}, '\\D', '', 'g'), '')::int nulls first`,
			asc(households.entrance),
			asc(households.number),
			asc(households.part),
			asc(residents.createdAt),
		);
}
