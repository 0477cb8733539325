import { eq } from 'drizzle-orm';
import { readDoor, readDoors, writeDoor, type Door } from '#lib/domain/household.ts';
import type { Member, Role } from '#lib/domain/member.ts';
import type { QuietHours } from '#lib/domain/time.ts';
import { findMemberById } from '#lib/server/account/queries.ts';
import { residents } from '#lib/server/account/table.ts';
import { buildings, communities, households } from '#lib/server/building/table.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { secret } from '#lib/server/installation/settings.ts';

export interface TestBuilding {
	id: string;
	communityId: string;
	communityNumber: number;
	joinCode: string;
	zone: string;
	/** By door, as it is shown: `2-1102`. */
	households: Record<string, { id: string }>;
}

export interface BuildingWish {
	/** One door or range a line, as at set-up. Two entrances of three floors with four doors each when absent. */
	doors?: string;
	name?: string;
	zone?: string;
	joining?: 'by_hand' | 'by_code';
	/** Another building's `communityId`, for two that belong together; a new community when absent. */
	community?: string;
}

/** A building that lets in by hand, with its households and nobody in them. */
export async function aBuilding(db: Db, wish: BuildingWish = {}): Promise<TestBuilding> {
	const read = readDoors(wish.doors ?? '1-101..1-304\n2-101..2-304');
	if (!read.ok) throw new Error(`no doors: ${read.line}`);
	const zone = wish.zone ?? 'Asia/Shanghai';
	const communityId = wish.community ?? (await aCommunity(db));
	const joinCode = secret(16);
	const [building] = await db
		.insert(buildings)
		.values({
			communityId,
			name: wish.name ?? '佳成大厦',
			timeZone: zone,
			joining: wish.joining ?? 'by_hand',
			joinCode,
		})
		.returning({ id: buildings.id });
	const id = building!.id;
	const made = await db
		.insert(households)
		.values(read.doors.map((door) => asHousehold(id, door)))
		.returning({ id: households.id, door: households.door });
	const [community] = await db.select().from(communities).where(eq(communities.id, communityId));
	return {
		id,
		communityId,
		communityNumber: community!.number!,
		joinCode,
		zone,
		households: Object.fromEntries(made.map((household) => [household.door, { id: household.id }])),
	};
}

async function aCommunity(db: Db): Promise<string> {
	const [community] = await db
		.insert(communities)
		.values({ name: '江汉里' })
		.returning({ id: communities.id });
	return community!.id;
}

function asHousehold(buildingId: string, door: Door) {
	return { buildingId, ...door, door: writeDoor(door) };
}

export interface NeighbourWish {
	name?: string;
	status?: 'waiting' | 'confirmed';
	roles?: Role[];
	/** None when absent, so that windows in tests run through. */
	quiet?: QuietHours;
	createdAt?: Date;
}

let neighbours = 0;

/** Somebody behind that door of the building; the household is made where the building has none there. */
export async function aNeighbour(
	db: Db,
	building: Pick<TestBuilding, 'id' | 'households'>,
	door: string,
	wish: NeighbourWish = {},
): Promise<Member> {
	const status = wish.status ?? 'confirmed';
	const quiet = wish.quiet ?? { from: 0, to: 0 };
	const createdAt = wish.createdAt ?? new Date();
	const [row] = await db
		.insert(residents)
		.values({
			householdId: await householdAt(db, building, door),
			buildingId: building.id,
			name: wish.name ?? `邻居${++neighbours}`,
			status,
			roles: wish.roles ?? [],
			quietFrom: quiet.from,
			quietTo: quiet.to,
			createdAt,
			confirmedAt: status === 'confirmed' ? createdAt : null,
		})
		.returning({ id: residents.id });
	return (await findMemberById(db, row!.id))!;
}

async function householdAt(
	db: Db,
	building: Pick<TestBuilding, 'id' | 'households'>,
	door: string,
): Promise<string> {
	const known = building.households[door];
	if (known) return known.id;
	const read = readDoor(door);
	if (!read) throw new Error(`no door: ${door}`);
	const [made] = await db
		.insert(households)
		.values(asHousehold(building.id, read))
		.returning({ id: households.id });
	building.households[door] = { id: made!.id };
	return made!.id;
}

/** So many people in one building, a door each as long as there are doors. */
export async function manyNeighbours(db: Db, count: number, doors = '1-101..1-560') {
	const building = await aBuilding(db, { doors });
	const names = Object.keys(building.households);
	const people: Member[] = [];
	for (let i = 0; i < count; i++) people.push(await aNeighbour(db, building, names[i % names.length]!));
	return { building, people };
}

/** A building with its operator and steward, 王姐 and 小李, each behind a door of their own. */
export async function aHouse(db: Db) {
	const building = await aBuilding(db);
	const steward = await aNeighbour(db, building, '1-101', { roles: ['operator', 'steward'] });
	const wang = await aNeighbour(db, building, '1-102', { name: '王姐' });
	const li = await aNeighbour(db, building, '1-103', { name: '小李' });
	return { building, steward, wang, li };
}
