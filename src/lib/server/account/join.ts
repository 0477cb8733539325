import { NAME_LENGTH, normaliseLogin, refuseHalfLogin, statusOnJoining } from '../../domain/account.ts';
import { readDoor, writeDoor } from '../../domain/household.ts';
import type { Locale } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import {
	findBuilding,
	findBuildingByCode,
	listHouseholdPeople,
	listStewards,
	lockHousehold,
} from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { hashPassword } from './password.ts';
import { makeReturnCode } from './return-code.ts';
import { residents } from './table.ts';

export type JoinInput = {
	/** The poster's code, which proves presence; or the building of a link from the chat, which proves nothing. */
	way: { joinCode: string } | { buildingId: string };
	name: string;
	door: string;
	/** Both or none; the hash is made before the transaction. */
	login: { name: string; passwordHash: string } | null;
	locale: Locale;
};
export type Joined = {
	residentId: string;
	status: 'waiting' | 'confirmed';
	/** To be shown once; null for those with a login. */ returnCode: string | null;
};
export type JoinRefusal = 'join.code_unknown' | 'door.unreadable' | 'door.unknown' | 'login.taken';

/** A newcomer behind a door, let in at once or waiting; those who may say yes are told. Part of the caller's transaction. */
export async function joinBuilding(
	tx: Db,
	input: JoinInput,
	now: Date,
): Promise<Outcome<Joined, JoinRefusal>> {
	const { way } = input;
	const building =
		'joinCode' in way ? await findBuildingByCode(tx, way.joinCode) : await findBuilding(tx, way.buildingId);
	if (!building) return refused('join.code_unknown');
	const door = readDoor(input.door);
	if (!door) return refused('door.unreadable', { field: 'door' });
	const household = await lockHousehold(tx, building.id, writeDoor(door));
	if (!household) return refused('door.unknown', { field: 'door' });
	const people = await listHouseholdPeople(tx, household.id);
	const status = statusOnJoining(building.joining, 'joinCode' in way, people.length);
	const code = input.login ? null : await makeReturnCode(tx);
	const [row] = await tx
		.insert(residents)
		.values({
			householdId: household.id,
			buildingId: building.id,
			name: input.name.slice(0, NAME_LENGTH),
			status,
			login: input.login?.name ?? null,
			passwordHash: input.login?.passwordHash ?? null,
			returnCodeHash: code?.hash ?? null,
			locale: input.locale,
			createdAt: now,
			confirmedAt: status === 'confirmed' ? now : null,
			// The form says so beside its button: whoever joins accepts house rules and privacy.
			acceptedAt: now,
		})
		.onConflictDoNothing({ target: residents.login })
		.returning({ id: residents.id });
	if (!row) return refused('login.taken', { field: 'login' });
	if (status === 'waiting') {
		const family = people.filter((person) => person.status === 'confirmed').map((person) => person.id);
		const to = [...family, ...(await listStewards(tx, building.id))];
		const detail = { name: input.name, door: household.door };
		await notify(
			tx,
			{ to, topic: 'building', code: 'resident.waiting', detail, href: '/building/people' },
			now,
		);
	}
	return done({ residentId: row.id, status, returnCode: code?.code ?? null });
}

export type JoinForm = {
	joinCode: string;
	name: string;
	door: string;
	login: string;
	password: string;
	locale: Locale;
};

/** How long a repeat of the same form may sign in again: the key is a secret of the browser that made it. */
const REPEATABLE = 10 * 60_000;

/**
 * Joins by the poster. A repeat of the same form finds the same newcomer, without the return code: that is shown once
 * and kept nowhere, so whoever never saw it makes another.
 */
export async function join(
	db: Db,
	form: JoinForm,
	sent: Sent,
): Promise<Outcome<Joined, JoinRefusal | HalfLogin | KeyRefusal>> {
	const half = refuseHalfLogin(form.login, form.password);
	if (half) return refused(half.code, { field: half.field });
	const login =
		form.login === ''
			? null
			: { name: normaliseLogin(form.login), passwordHash: await hashPassword(form.password) };
	let returnCode: string | null = null;
	const outcome = await once(db, sent, async (tx) => {
		const { joinCode, name, door, locale } = form;
		const joined = await joinBuilding(tx, { way: { joinCode }, name, door, login, locale }, sent.at);
		if (!joined.ok) return joined;
		returnCode = joined.value.returnCode;
		const { residentId, status } = joined.value;
		return done({ residentId, status, at: sent.at.toISOString() });
	});
	if (!outcome.ok) return outcome;
	const { residentId, status, at } = outcome.value;
	if (sent.at.getTime() - Date.parse(at) > REPEATABLE) return refused('key.reused');
	return done({ residentId, status, returnCode });
}

type HalfLogin = NonNullable<ReturnType<typeof refuseHalfLogin>>['code'];
