import { and, eq, sql } from 'drizzle-orm';
import type { GivenRole } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import { isSteward } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { markRightsChanged } from '../account/session.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { writeDown } from './log.ts';
import { findPerson, listStewards, lockBuilding } from './queries.ts';

export type RoleInput = { residentId: string; role: GivenRole; give: boolean };
type RoleRefusal = 'not_found' | 'people.successor_unfit' | 'people.not_confirmed' | 'people.last_steward';

/** Makes a neighbour steward or volunteer, or takes it back; a building is never left without a steward. */
export function changeRole(
	db: Db,
	by: Member,
	input: RoleInput,
	sent: Sent,
): Promise<Outcome<{ id: string; name: string }, RoleRefusal | KeyRefusal>> {
	return once(db, sent, async (tx) => {
		if (!isSteward(by)) return refused('not_found');
		// Two stewards who resign at once would each still see the other.
		await lockBuilding(tx, by.buildingId);
		// Whoever waited for the lock may have lost the role meanwhile.
		const stewards = await listStewards(tx, by.buildingId);
		const person = await findPerson(tx, by.buildingId, input.residentId);
		if (!stewards.includes(by.id) || !person || person.status === 'left') return refused('not_found');
		if (person.status !== 'confirmed') return refused('people.not_confirmed');
		if (person.phoneless || person.elsewhere) return refused('people.successor_unfit');
		if (input.role === 'steward' && !input.give && stewards.length === 1 && stewards[0] === person.id)
			return refused('people.last_steward');
		const without = sql`array_remove(${residents.roles}, ${input.role})`;
		await tx
			.update(residents)
			.set({ roles: input.give ? sql`array_append(${without}, ${input.role})` : without })
			.where(and(eq(residents.id, person.id), eq(residents.status, 'confirmed')));
		await markRightsChanged(tx, person.id);
		await writeDown(
			tx,
			by,
			{
				kind: input.give ? 'role_given' : 'role_taken',
				aboutId: person.id,
				detail: { role: input.role },
			},
			sent.at,
		);
		return done({ id: person.id, name: person.name });
	});
}
