import { and, eq, ne, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { eraseAccount } from '../account/erase.ts';
import { closeAllSessions, endSessions, markRightsChanged } from '../account/session.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { organisesNow } from '../group-buy/leave.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { layDown } from './lay-down.ts';
import { writeDown } from './log.ts';
import { findPerson, listStewards, lockBuilding } from './queries.ts';

type Left<C extends string> = Promise<Outcome<{ id: string; name: string }, C | KeyRefusal | 'not_found'>>;

/** A steward takes somebody out of the building who was let in: their posts come down, what they hold goes to the next. */
export function removeNeighbour(
	db: Db,
	by: Member,
	input: { residentId: string; reason: string },
	sent: Sent,
): Left<'people.operator' | 'people.organises'> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, input.residentId);
		if (!may(by, 'remove') || person?.status !== 'confirmed' || person.id === by.id)
			return refused('not_found');
		if (person.roles.includes('operator')) return refused('people.operator');
		if (await organisesNow(tx, person.id)) return refused('people.organises');
		const detail = { building: by.buildingName, reason: input.reason };
		await notify(
			tx,
			{ to: [person.id], topic: 'building', code: 'resident.removed', detail, href: '/sign-in' },
			sent.at,
		);
		await layDown(tx, person, by.id, sent.at);
		await endSessions(tx, person.id, sent.at);
		await writeDown(tx, by, { kind: 'removed', aboutId: person.id, reason: input.reason }, sent.at);
		return done({ id: person.id, name: person.name });
	});
}

/**
 * Somebody deletes their account. What others received or gave stays in their trails, of nobody; everything that says who
 * it was goes. The last steward names who follows, unless nobody is left.
 */
export function deleteAccount(
	db: Db,
	by: Member,
	input: { successor: string | null },
	sent: Sent,
): Left<'people.last_leaves' | 'people.successor_unfit' | 'people.organises'> {
	return once(db, sent, async (tx) => {
		await lockBuilding(tx, by.buildingId);
		if (await organisesNow(tx, by.id)) return refused('people.organises');
		const stewards = await listStewards(tx, by.buildingId);
		const others = await countOthers(tx, by);
		if (stewards.length === 1 && stewards[0] === by.id && others > 0) {
			if (input.successor === null) return refused('people.last_leaves', { field: 'successor' });
			const next = await findPerson(tx, by.buildingId, input.successor);
			if (next?.status !== 'confirmed' || next.id === by.id || next.phoneless || next.elsewhere)
				return refused('people.successor_unfit', { field: 'successor' });
			await makeSteward(tx, by, next.id, sent.at);
		}
		await layDown(tx, by, by.id, sent.at);
		await eraseAccount(tx, by, sent.at);
		await closeAllSessions(tx, by.id);
		return done({ id: by.id, name: '' });
	});
}

/** A steward hands the office to somebody else, both or neither: the building is not for a moment without one. */
export function handOverOffice(
	db: Db,
	by: Member,
	residentId: string,
	sent: Sent,
): Left<'people.successor_unfit'> {
	return once(db, sent, async (tx) => {
		await lockBuilding(tx, by.buildingId);
		const next = await findPerson(tx, by.buildingId, residentId);
		if (!may(by, 'give_roles') || next?.status !== 'confirmed' || next.id === by.id)
			return refused('not_found');
		if (next.phoneless || next.elsewhere) return refused('people.successor_unfit');
		await makeSteward(tx, by, next.id, sent.at);
		await tx
			.update(residents)
			.set({ roles: sql`array_remove(${residents.roles}, 'steward')` })
			.where(eq(residents.id, by.id));
		await markRightsChanged(tx, by.id);
		await writeDown(tx, by, { kind: 'role_taken', aboutId: by.id, detail: { role: 'steward' } }, sent.at);
		return done({ id: next.id, name: next.name });
	});
}

async function makeSteward(tx: Db, by: Member, id: string, now: Date): Promise<void> {
	await tx
		.update(residents)
		.set({ roles: sql`array_append(array_remove(${residents.roles}, 'steward'), 'steward')` })
		.where(eq(residents.id, id));
	await markRightsChanged(tx, id);
	await writeDown(tx, by, { kind: 'role_given', aboutId: id, detail: { role: 'steward' } }, now);
	await notify(
		tx,
		{
			to: [id],
			topic: 'building',
			code: 'resident.steward',
			detail: { name: by.name, door: by.door },
			href: '/building/today',
		},
		now,
	);
}

/** Neighbours besides this one who could be left without a steward. */
export async function countOthers(db: Db, member: Pick<Member, 'id' | 'buildingId'>): Promise<number> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(
			and(
				eq(residents.buildingId, member.buildingId),
				eq(residents.status, 'confirmed'),
				eq(residents.elsewhere, false),
				ne(residents.id, member.id),
			),
		);
	return rows.length;
}
