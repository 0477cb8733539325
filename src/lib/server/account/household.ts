import { and, asc, eq, ne } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isOfHousehold } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { makeEntryCode } from './entry.ts';
import { residents } from './table.ts';

/** One's own household: who is there, how many live there, one's own phone number. */
export async function findHome(db: Db, member: Member) {
	const [home] = await db
		.select({ people: households.people, phone: residents.phone })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(residents.id, member.id));
	const together = isOfHousehold(member, member.householdId)
		? await db
				.select({ id: residents.id, name: residents.name, elsewhere: residents.elsewhere })
				.from(residents)
				.where(
					and(
						eq(residents.householdId, member.householdId),
						eq(residents.status, 'confirmed'),
						ne(residents.id, member.id),
					),
				)
				.orderBy(asc(residents.createdAt))
		: [];
	return { people: home?.people ?? null, phone: home?.phone ?? '', together };
}

/** The number by which whoever one hands something over with may call; and how many live behind the door. */
export function setHome(
	db: Db,
	by: Member,
	input: { phone: string; people: number | null },
	sent: Sent,
): Promise<Outcome<object, KeyRefusal>> {
	return once(db, sent, async (tx) => {
		await tx.update(residents).set({ phone: input.phone }).where(eq(residents.id, by.id));
		// How many live there is said by those who do.
		if (may(by, 'invite_relative'))
			await tx.update(households).set({ people: input.people }).where(eq(households.id, by.householdId));
		return done({});
	});
}

/** A link by which a relative who lives elsewhere comes to this household. `code` is null for a repeat. */
export async function inviteRelative(
	db: Db,
	by: Member,
	sent: Sent,
): Promise<Outcome<{ code: string | null }, 'not_found' | KeyRefusal>> {
	return makeLink(db, by, 'relative', sent);
}

/** A link by which somebody's next phone or computer comes in. */
export async function addPhone(
	db: Db,
	by: Member,
	sent: Sent,
): Promise<Outcome<{ code: string | null }, 'not_found' | KeyRefusal>> {
	return makeLink(db, by, 'device', sent);
}

async function makeLink(db: Db, by: Member, kind: 'device' | 'relative', sent: Sent) {
	let code: string | null = null;
	const outcome = await once(db, sent, async (tx) => {
		if (kind === 'relative' && !may(by, 'invite_relative')) return refused('not_found');
		code = await makeEntryCode(
			tx,
			{ kind, residentId: by.id, buildingId: by.buildingId, madeBy: by.id },
			sent.at,
		);
		return done({});
	});
	return outcome.ok ? done({ code: code as string | null }) : outcome;
}
