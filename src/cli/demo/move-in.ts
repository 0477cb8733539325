import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { readDoors } from '#lib/domain/household.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { join } from '#lib/server/account/join.ts';
import { findMemberById } from '#lib/server/account/queries.ts';
import { setUp } from '#lib/server/account/set-up.ts';
import { residents } from '#lib/server/account/table.ts';
import { admit, refuseNewcomer } from '#lib/server/building/admit.ts';
import { changeRole } from '#lib/server/building/change-role.ts';
import { createBuilding } from '#lib/server/building/create.ts';
import { addNeighbour } from '#lib/server/building/helping.ts';
import { findBuilding } from '#lib/server/building/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Sent } from '#lib/server/installation/once.ts';
import {
	COMMUNITY,
	FIRST,
	HOUSE,
	type Name,
	NEIGHBOURS,
	NEWCOMERS,
	PASSWORD,
	type Person,
	SECOND_HOUSE,
	SECOND_NEIGHBOURS,
	ZONE,
} from './people.ts';

export type Cast = Record<Name, Member>;

const HOUR = 3_600_000;

/** What a verb answered, or an error that names the scene: the demonstration must never be quietly incomplete. */
export async function played<T>(scene: string, outcome: Promise<Outcome<T, string>>): Promise<T> {
	const answered = await outcome;
	if (!answered.ok) throw new Error(`the demonstration stumbled: ${scene}: ${answered.code}`);
	return answered.value;
}

export function sends(actor: string, at: Date): Sent {
	return { actor, key: randomUUID(), fingerprint: 'the demonstration', at };
}

/** Everybody moves in, over the weeks before `now`, through the doors that real people take. */
export async function moveIn(db: Db, now: Date): Promise<Cast> {
	const at = (hoursAgo: number): Date => new Date(now.getTime() - hoursAgo * HOUR);
	const first = await foundHouse(db, at(24 * 21));
	const cast = new Map<string, Member>([[FIRST.key, first]]);
	const remember = async (key: string, id: string): Promise<Member> => {
		const member = (await findMemberById(db, id))!;
		cast.set(key, member);
		return member;
	};
	const house = (await findBuilding(db, first.buildingId))!;

	for (const [i, person] of NEIGHBOURS.entries()) {
		const came = 24 * 20 - i * 11;
		const residentId = await arrive(db, house.joinCode, first, person, at(came));
		await welcome(db, first, residentId, person, at(came - 1));
		await remember(person.key, residentId);
	}
	const next = await foundSecondHouse(db, first.communityId);
	let steward: Member | null = null;
	for (const [i, person] of SECOND_NEIGHBOURS.entries()) {
		const came = 24 * 9 - i * 20;
		const { residentId } = await ring(db, next.joinCode, person, at(came));
		// The first one has nobody to be made steward by.
		if (i === 0)
			await db
				.update(residents)
				.set({ roles: ['steward'] })
				.where(eq(residents.id, residentId));
		if (steward) await welcome(db, steward, residentId, person, at(came - 2));
		const member = await remember(person.key, residentId);
		steward ??= member;
	}
	const peddler = await ring(db, house.joinCode, { key: 'peddler', name: '小李家政', door: '2-602' }, at(60));
	const why = { residentId: peddler.residentId, reason: '楼里没有这一户，推销请不要进来' };
	await played('a peddler', refuseNewcomer(db, first, why, sends(first.id, at(58))));
	for (const [i, person] of NEWCOMERS.entries()) {
		const { residentId } = await ring(db, house.joinCode, person, at(9 - i * 3.5));
		await remember(person.key, residentId);
	}
	// Roles were given after people were first looked at.
	for (const [key, { id }] of cast) await remember(key, id);
	return Object.fromEntries(cast) as Cast;
}

async function foundHouse(db: Db, at: Date): Promise<Member> {
	const input = {
		community: COMMUNITY,
		building: HOUSE.name,
		doors: HOUSE.doors,
		timeZone: ZONE,
		joining: 'by_hand',
		contact: '',
		name: FIRST.name,
		door: FIRST.door,
		login: FIRST.key,
		password: PASSWORD,
		locale: 'zh-CN',
	} as const;
	const { residentId } = await played('set up', setUp(db, input, sends('guest', at)));
	return (await findMemberById(db, residentId))!;
}

async function foundSecondHouse(db: Db, communityId: string): Promise<{ joinCode: string }> {
	const read = readDoors(SECOND_HOUSE.doors);
	if (!read.ok) throw new Error(`no doors: ${read.line}`);
	const { id } = await createBuilding(db, {
		communityId,
		name: SECOND_HOUSE.name,
		timeZone: ZONE,
		joining: 'by_code',
		doors: read.doors,
	});
	return (await findBuilding(db, id))!;
}

/** Through the poster at the door; whoever has no phone is added by the steward, who was told so there. */
async function arrive(db: Db, joinCode: string, by: Member, person: Person, at: Date): Promise<string> {
	if (!person.phoneless) return (await ring(db, joinCode, person, at)).residentId;
	const { name, door, phoneless } = person;
	const input = { name, door, agreed: 'door', phone: phoneless.landline, alone: true } as const;
	return (await played(`${name} is added`, addNeighbour(db, by, input, sends(by.id, at)))).id;
}

function ring(db: Db, joinCode: string, person: Person, at: Date): Promise<{ residentId: string }> {
	const { name, door, locale = 'zh-CN' } = person;
	const login = { login: person.key, password: PASSWORD };
	return played(`${name} joins`, join(db, { joinCode, name, door, locale, ...login }, sends('guest', at)));
}

async function welcome(db: Db, by: Member, residentId: string, person: Person, at: Date): Promise<void> {
	const arrived = await findMemberById(db, residentId);
	if (arrived?.status === 'waiting')
		await played(`${person.name} is let in`, admit(db, by, { residentId }, sends(by.id, at)));
	if (!person.role) return;
	const role = { residentId, role: person.role, give: true };
	await played(`${person.name} becomes ${person.role}`, changeRole(db, by, role, sends(by.id, at)));
}
