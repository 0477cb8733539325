import { and, asc, count, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Role } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { buildings, communities, households } from './table.ts';

const buildingColumns = {
	id: buildings.id,
	name: buildings.name,
	joining: buildings.joining,
	houseRules: buildings.houseRules,
	keepDays: buildings.keepDays,
	zone: buildings.timeZone,
};

/** The building whose poster shows this code. */
export async function findBuildingByCode(db: Db, joinCode: string) {
	const [row] = await db.select(buildingColumns).from(buildings).where(eq(buildings.joinCode, joinCode));
	return row ?? null;
}

export async function findBuilding(db: Db, id: string) {
	const [row] = await db
		.select({ ...buildingColumns, joinCode: buildings.joinCode, community: communities.name })
		.from(buildings)
		.innerJoin(communities, eq(communities.id, buildings.communityId))
		.where(eq(buildings.id, id));
	return row ?? null;
}

/** Holds the building until the transaction is over, so that its roles are settled one after the other. */
export async function lockBuilding(tx: Db, id: string): Promise<void> {
	await tx.select({ id: buildings.id }).from(buildings).where(eq(buildings.id, id)).for('update');
}

/** Has anybody set up anything here? */
export async function isEmpty(db: Db): Promise<boolean> {
	return (await db.select({ id: communities.id }).from(communities).limit(1)).length === 0;
}

export async function insertCommunity(tx: Db, name: string): Promise<string> {
	const [row] = await tx.insert(communities).values({ name }).returning({ id: communities.id });
	return row!.id;
}

/** The household behind a door; held until the transaction is over, so that two who join it at once see each other. */
export async function lockHousehold(tx: Db, buildingId: string, door: string) {
	const [row] = await tx
		.select({ id: households.id, door: households.door })
		.from(households)
		.where(and(eq(households.buildingId, buildingId), eq(households.door, door)))
		.for('update');
	return row ?? null;
}

/** Everybody of a household who has not left, waiting or let in. */
export async function listHouseholdPeople(db: Db, householdId: string) {
	return db
		.select({ id: residents.id, name: residents.name, status: residents.status })
		.from(residents)
		.where(and(eq(residents.householdId, householdId), ne(residents.status, 'left')))
		.orderBy(asc(residents.createdAt));
}

/** Confirmed stewards or volunteers of a building, to be asked for help. */
export async function listHelpers(
	db: Db,
	buildingId: string,
	role: 'steward' | 'volunteer',
): Promise<string[]> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(
			and(
				eq(residents.buildingId, buildingId),
				eq(residents.status, 'confirmed'),
				sql`${role} = any(${residents.roles})`,
			),
		);
	return rows.map((row) => row.id);
}

export function listStewards(db: Db, buildingId: string): Promise<string[]> {
	return listHelpers(db, buildingId, 'steward');
}

/** Stewards first, then volunteers, by name and door: whom one can turn to. */
export async function listHelpersOf(db: Db, buildingId: string) {
	return db
		.select({ name: residents.name, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(
				eq(residents.buildingId, buildingId),
				eq(residents.status, 'confirmed'),
				sql`${residents.roles} && '{steward,volunteer}'`,
			),
		)
		.orderBy(sql`'steward' = any(${residents.roles}) desc`, asc(residents.createdAt));
}

export type Person = {
	id: string;
	name: string;
	door: string;
	status: 'waiting' | 'confirmed' | 'left';
	roles: Role[];
	householdId: string;
	buildingId: string;
	createdAt: Date;
	phoneless: boolean;
	elsewhere: boolean;
};

const personColumns = {
	id: residents.id,
	name: residents.name,
	door: households.door,
	status: residents.status,
	roles: residents.roles,
	householdId: residents.householdId,
	buildingId: residents.buildingId,
	createdAt: residents.createdAt,
	phoneless: residents.phoneless,
	elsewhere: residents.elsewhere,
};

/** Everybody of a building, in the order of its stairs. */
export async function listPeople(db: Db, buildingId: string, only?: Person['status']): Promise<Person[]> {
	return db
		.select(personColumns)
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(
				eq(residents.buildingId, buildingId),
				only && eq(residents.status, only),
				sql`${residents.erasedAt} is null`,
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

/** Somebody of this building; those of others do not exist. */
export async function findPerson(db: Db, buildingId: string, id: string): Promise<Person | null> {
	const [row] = await db
		.select(personColumns)
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(and(eq(residents.id, id), eq(residents.buildingId, buildingId)));
	return row ?? null;
}

/** How many wait to be let in. */
export async function countWaiting(db: Db, buildingId: string): Promise<number> {
	const [row] = await db
		.select({ many: count() })
		.from(residents)
		.where(and(eq(residents.buildingId, buildingId), eq(residents.status, 'waiting')));
	return row!.many;
}

/** Each door of a building and whether somebody who was let in lives behind it, in the order of its stairs. */
export async function listDoors(db: Db, buildingId: string) {
	return db
		.select({
			door: households.door,
			entrance: households.entrance,
			floor: households.floor,
			// Written out: in a query of one table drizzle names columns without it, and `id` would be the resident's.
			here: sql<boolean>`exists (select from residents r where r.household_id = households.id and r.status = 'confirmed')`,
		})
		.from(households)
		.where(eq(households.buildingId, buildingId))
		.orderBy(
			sql`nullif(regexp_replace(${households.entrance}, '\\D', '', 'g'), '')::int nulls first`,
			asc(households.entrance),
			asc(households.number),
			asc(households.part),
		);
}

/** Names and doors of these people, for those who may read them. */
export async function listPeopleNames(
	db: Db,
	ids: readonly string[],
): Promise<{ id: string; name: string; door: string }[]> {
	if (ids.length === 0) return [];
	return db
		.select({ id: residents.id, name: residents.name, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(inArray(residents.id, [...new Set(ids)]));
}
