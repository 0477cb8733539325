import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyOrders } from './order-table.ts';
import type { BuyRow } from './queries.ts';
import { groupBuyHelpers, groupBuys } from './table.ts';

export function listHelpersOf(db: Db, groupBuyId: string) {
	return db
		.select({
			residentId: groupBuyHelpers.residentId,
			task: groupBuyHelpers.task,
			name: residents.name,
			door: households.door,
		})
		.from(groupBuyHelpers)
		.innerJoin(residents, eq(residents.id, groupBuyHelpers.residentId))
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(groupBuyHelpers.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyHelpers.since));
}

/** The people who hear of an order: everybody let in of its household, and who placed it. */
export async function listPeopleOfOrders(
	db: Db,
	groupBuyId: string,
): Promise<{ orderId: string; residentId: string }[]> {
	return db
		.selectDistinct({ orderId: groupBuyOrders.id, residentId: residents.id })
		.from(groupBuyOrders)
		.innerJoin(
			residents,
			sql`(${residents.householdId} = ${groupBuyOrders.householdId} and ${residents.status} = 'confirmed')
				or (${residents.id} = ${groupBuyOrders.orderedBy} and ${residents.status} <> 'left'
					and ${residents.householdId} = ${groupBuyOrders.householdId})`,
		)
		.where(and(eq(groupBuyOrders.groupBuyId, groupBuyId), eq(groupBuyOrders.state, 'placed')));
}

/** Everybody let in of these buildings (all of it, or one entrance), whose household has not ordered – or all of them. */
export async function listAudience(
	db: Db,
	buy: Pick<BuyRow, 'id' | 'scope' | 'communityId' | 'buildingId' | 'organiserId'>,
	joined: readonly string[],
	entrance: string,
	onlyWithout: boolean,
): Promise<string[]> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.where(
			and(
				eq(residents.status, 'confirmed'),
				ne(residents.id, buy.organiserId),
				sql`(${
					buy.scope === 'community'
						? eq(buildings.communityId, buy.communityId)
						: buy.scope === 'building'
							? eq(residents.buildingId, buy.buildingId)
							: and(eq(residents.buildingId, buy.buildingId), eq(households.entrance, entrance))
				} or ${residents.buildingId} = any(${sql.param([...joined])}::uuid[]))`,
				onlyWithout
					? sql`not exists (select from group_buy_orders o where o.group_buy_id = ${buy.id}
						and o.household_id = ${residents.householdId} and o.state = 'placed')`
					: undefined,
			),
		);
	return rows.map((row) => row.id);
}

/** Has this person once had a steward's yes to ask neighbours for money? */
export async function wasApproved(db: Db, organiserId: string): Promise<boolean> {
	const rows = await db
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.where(and(eq(groupBuys.organiserId, organiserId), sql`${groupBuys.approvedAt} is not null`))
		.limit(1);
	return rows.length > 0;
}

/** The buildings' names and zones, by id. */
export async function listBuildingNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: buildings.id, name: buildings.name })
		.from(buildings)
		.where(inArray(buildings.id, [...ids]));
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** Who can be asked: let in, of that building, with name and door. */
export function listNeighbours(db: Db, buildingId: string) {
	return db
		.select({ id: residents.id, name: residents.name, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(eq(residents.buildingId, buildingId), eq(residents.status, 'confirmed'), isNull(residents.leftAt)),
		)
		.orderBy(asc(households.entrance), asc(households.number), asc(residents.createdAt));
}

/** Is nobody of this household let in yet? Then a newcomer who names the door takes nothing from anybody. */
export async function isHouseholdEmpty(db: Db, householdId: string): Promise<boolean> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(and(eq(residents.householdId, householdId), eq(residents.status, 'confirmed')))
		.limit(1);
	return rows.length === 0;
}

/** Names by id; empty places are passed over. */
export async function listNames(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
	const asked = [...new Set(ids.filter((id) => id !== null))];
	if (asked.length === 0) return new Map();
	const rows = await db
		.select({ id: residents.id, name: residents.name })
		.from(residents)
		.where(inArray(residents.id, asked));
	return new Map(rows.map((row) => [row.id, row.name]));
}
