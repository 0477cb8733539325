import { and, eq } from 'drizzle-orm';
import { mayDecideOn } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { endSessions, markRightsChanged } from '../account/session.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { writeDown } from './log.ts';
import { findPerson, listHouseholdPeople } from './queries.ts';

type Decided = Outcome<{ id: string; name: string }, 'not_found' | 'people.not_waiting' | KeyRefusal>;

/**
 * Lets a newcomer in and tells them and their household. Of two who say so at once, one changes something and the
 * other is told that it is settled.
 */
export function admit(db: Db, by: Member, input: { residentId: string }, sent: Sent): Promise<Decided> {
	return decide(db, by, input.residentId, sent, async (tx, newcomer) => {
		const rows = await tx
			.update(residents)
			.set({ status: 'confirmed', confirmedAt: sent.at, confirmedBy: by.id })
			.where(and(eq(residents.id, newcomer.id), eq(residents.status, 'waiting')))
			.returning({ id: residents.id });
		if (rows.length === 0) return false;
		await markRightsChanged(tx, newcomer.id);
		await writeDown(tx, by, { kind: 'admitted', aboutId: newcomer.id }, sent.at);
		const { name, door } = newcomer;
		const people = await listHouseholdPeople(tx, newcomer.householdId);
		const family = people.filter(
			({ id, status }) => status === 'confirmed' && id !== newcomer.id && id !== by.id,
		);
		const told = { topic: 'building', href: '/building/people' } as const;
		await notify(
			tx,
			{ ...told, to: family.map(({ id }) => id), code: 'resident.joined_household', detail: { name, door } },
			sent.at,
		);
		await notify(
			tx,
			{
				...told,
				to: [newcomer.id],
				code: 'resident.admitted',
				detail: { building: by.buildingName },
				href: '/',
			},
			sent.at,
		);
		return true;
	});
}

/**
 * Does not let a newcomer in: their sessions end and their login name is free again. Their devices stay, for the one
 * push that tells them; nothing else is ever written to somebody who left.
 */
export function refuseNewcomer(
	db: Db,
	by: Member,
	input: { residentId: string; reason: string },
	sent: Sent,
): Promise<Decided> {
	return decide(db, by, input.residentId, sent, async (tx, newcomer) => {
		const detail = { building: by.buildingName, reason: input.reason };
		// First, because those who left get no news; undone with everything else where somebody was faster.
		await notify(
			tx,
			{ to: [newcomer.id], topic: 'building', code: 'resident.refused', detail, href: '/sign-in' },
			sent.at,
		);
		const rows = await tx
			.update(residents)
			.set({ status: 'left', leftAt: sent.at, login: null, passwordHash: null, returnCodeHash: null })
			.where(and(eq(residents.id, newcomer.id), eq(residents.status, 'waiting')))
			.returning({ id: residents.id });
		await endSessions(tx, newcomer.id, sent.at);
		await writeDown(tx, by, { kind: 'refused', aboutId: newcomer.id, reason: input.reason }, sent.at);
		return rows.length === 1;
	});
}

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

function decide(
	db: Db,
	by: Member,
	residentId: string,
	sent: Sent,
	write: (tx: Db, newcomer: Person) => Promise<boolean>,
): Promise<Decided> {
	return once(db, sent, async (tx) => {
		const newcomer = await findPerson(tx, by.buildingId, residentId);
		if (!newcomer || !mayDecideOn(by, newcomer)) return refused('not_found');
		if (!(await write(tx, newcomer))) return refused('people.not_waiting');
		return done({ id: newcomer.id, name: newcomer.name });
	});
}
