import { eq } from 'drizzle-orm';
import { NAME_LENGTH, normaliseLogin, refuseHalfLogin } from '../../domain/account.ts';
import { readDoor, writeDoor } from '../../domain/household.ts';
import type { Locale } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { listHouseholdPeople, listStewards, lockHousehold } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { findEntry, takeEntry } from './entry.ts';
import { hashPassword } from './password.ts';
import { findMemberById } from './queries.ts';
import { makeReturnCode, renewReturnCode } from './return-code.ts';
import { closeAllSessions } from './session.ts';
import { residents } from './table.ts';

export type EnterForm = { name: string; door: string; login: string; password: string; locale: Locale };
export type Entered = { residentId: string; returnCode: string | null };
type EnterRefusal =
	| 'entry.over'
	| 'door.unreadable'
	| 'door.unknown'
	| 'login.taken'
	| 'login.without_password'
	| 'password.without_login'
	| 'field.required';

/** A repeat of the same form signs in again for so long: its key is a secret of the browser that made it. */
const REPEATABLE = 10 * 60_000;

/** Comes in by a link that opens the door once. */
export async function enterByCode(
	db: Db,
	code: string,
	form: EnterForm,
	sent: Sent,
): Promise<Outcome<Entered, EnterRefusal | KeyRefusal>> {
	const half = refuseHalfLogin(form.login, form.password);
	if (half) return refused(half.code, { field: half.field });
	const passwordHash = form.password === '' ? null : await hashPassword(form.password);
	let returnCode: string | null = null;
	const outcome = await once(
		db,
		sent,
		async (tx): Promise<Outcome<{ residentId: string; at: string }, EnterRefusal>> => {
			const entry = await findEntry(tx, code, sent.at);
			if (!entry || !(await takeEntry(tx, code, sent.at))) return refused('entry.over');
			const entered =
				entry.kind === 'device' || entry.kind === 'back'
					? await comeBack(tx, entry.kind, entry.residentId!, sent.at)
					: await comeNew(tx, entry, form, passwordHash, sent.at);
			if (!entered.ok) return entered;
			({ returnCode } = entered.value);
			return done({ residentId: entered.value.residentId, at: sent.at.toISOString() });
		},
	);
	if (!outcome.ok) return outcome;
	const { residentId, at } = outcome.value;
	if (sent.at.getTime() - Date.parse(at) > REPEATABLE) return refused('key.reused');
	return done({ residentId, returnCode });
}

type Arrived = Outcome<Entered, EnterRefusal>;

/** Another phone of somebody, or the first one of somebody who lost everything: then all others end, whoever has them now. */
async function comeBack(tx: Db, kind: 'device' | 'back', residentId: string, now: Date): Promise<Arrived> {
	if (kind === 'device') {
		await notify(
			tx,
			{ to: [residentId], topic: 'building', code: 'resident.device', href: '/me/devices' },
			now,
		);
		return done({ residentId, returnCode: null });
	}
	await closeAllSessions(tx, residentId);
	await tx.update(residents).set({ login: null, passwordHash: null }).where(eq(residents.id, residentId));
	return done({ residentId, returnCode: await renewReturnCode(tx, residentId) });
}

type Entry = NonNullable<Awaited<ReturnType<typeof findEntry>>>;

/** A relative who lives elsewhere comes to the household that asked them; a new building's first steward to their own door. */
async function comeNew(
	tx: Db,
	entry: Entry,
	form: EnterForm,
	passwordHash: string | null,
	now: Date,
): Promise<Arrived> {
	if (form.name === '') return refused('field.required', { field: 'name' });
	const relative = entry.kind === 'relative';
	const host = relative ? await findMemberById(tx, entry.residentId!) : null;
	if (relative && !host) return refused('entry.over');
	const typed = readDoor(host ? host.door : form.door);
	if (!typed) return refused('door.unreadable', { field: 'door' });
	const household = await lockHousehold(tx, entry.buildingId, writeDoor(typed));
	if (!household) return refused('door.unknown', { field: 'door' });
	// Two with the same link at once were told apart when it was taken; a building that has stewards needs no first one.
	if (!relative && (await listStewards(tx, entry.buildingId)).length > 0) return refused('entry.over');
	const made = form.login === '' ? await makeReturnCode(tx) : null;
	const [row] = await tx
		.insert(residents)
		.values({
			householdId: household.id,
			buildingId: entry.buildingId,
			name: form.name.slice(0, NAME_LENGTH),
			status: 'confirmed',
			roles: relative ? [] : ['steward'],
			elsewhere: relative,
			login: form.login === '' ? null : normaliseLogin(form.login),
			passwordHash,
			returnCodeHash: made?.hash ?? null,
			locale: form.locale,
			createdAt: now,
			confirmedAt: now,
			confirmedBy: host?.id ?? null,
			acceptedAt: now,
		})
		.onConflictDoNothing({ target: residents.login })
		.returning({ id: residents.id });
	if (!row) return refused('login.taken', { field: 'login' });
	const people = await listHouseholdPeople(tx, household.id);
	const family = people
		.filter(({ id, status }) => status === 'confirmed' && id !== row.id)
		.map(({ id }) => id);
	const detail = { name: form.name, door: household.door };
	await notify(
		tx,
		{ to: family, topic: 'building', code: 'resident.joined_household', detail, href: '/me/household' },
		now,
	);
	return done({ residentId: row.id, returnCode: made?.code ?? null });
}
