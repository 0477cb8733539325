import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { makeEntryCode } from '../account/entry.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { writeDown } from './log.ts';
import { findPerson, listHouseholdPeople } from './queries.ts';

/**
 * A steward lets somebody back in who lost phone, password and code: a link that opens once, to be shown or sent to them.
 * They and their household are told at once, so that nobody is let in behind their back. `code` is null for a repeat.
 */
export async function letBack(
	db: Db,
	by: Member,
	residentId: string,
	sent: Sent,
): Promise<
	Outcome<{ id: string; name: string; code: string | null }, 'not_found' | 'people.operator' | KeyRefusal>
> {
	let code: string | null = null;
	const outcome = await once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, residentId);
		if (!may(by, 'let_back') || person?.status !== 'confirmed' || person.id === by.id)
			return refused('not_found');
		// Who runs the installation is not to be had by a steward.
		if (person.roles.includes('operator') && !by.roles.includes('operator'))
			return refused('people.operator');
		code = await makeEntryCode(
			tx,
			{ kind: 'back', residentId: person.id, buildingId: by.buildingId, madeBy: by.id },
			sent.at,
		);
		const people = await listHouseholdPeople(tx, person.householdId);
		const to = people.filter(({ status }) => status === 'confirmed').map(({ id }) => id);
		const detail = { name: person.name, door: person.door };
		await notify(
			tx,
			{ to: [...to, person.id], topic: 'building', code: 'resident.let_back', detail, href: '/building/log' },
			sent.at,
		);
		await writeDown(tx, by, { kind: 'let_back', aboutId: person.id }, sent.at);
		return done({ id: person.id, name: person.name });
	});
	return outcome.ok ? done({ ...outcome.value, code }) : outcome;
}
