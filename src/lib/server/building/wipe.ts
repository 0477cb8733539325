import { and, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { groupBuys, groupBuySides } from '../group-buy/table.ts';
import { buildings } from './table.ts';

/**
 * Takes a building out of the installation with everything that hangs on it, whatever table it stands in: the database is
 * asked which rows point at which, so that a room built later is not forgotten. The trail lets it happen only while this
 * transaction says that it wipes.
 */
export function wipeBuilding(
	db: Db,
	by: Member,
	typedName: string,
): Promise<Outcome<object, 'not_found' | 'people.name_differs' | 'people.shared_buys'>> {
	return transact(db, async (tx) => {
		if (!may(by, 'wipe_building')) return refused('not_found');
		const [building] = await tx.select().from(buildings).where(eq(buildings.id, by.buildingId)).for('update');
		if (building?.name !== typedName) return refused('people.name_differs', { field: 'name' });
		if (await sharesBuys(tx, by.buildingId)) return refused('people.shared_buys');
		await tx.execute(sql`select wipe_building(${by.buildingId}::uuid)`);
		return done({});
	});
}

/** Money is under way between this building and another: neither may vanish from the other's books meanwhile. */
async function sharesBuys(tx: Db, buildingId: string): Promise<boolean> {
	const rows = await tx
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.innerJoin(
			groupBuySides,
			and(eq(groupBuySides.groupBuyId, groupBuys.id), eq(groupBuySides.state, 'joined')),
		)
		.where(
			and(
				notInArray(groupBuys.state, ['draft', 'settled', 'failed', 'cancelled']),
				or(
					and(eq(groupBuys.buildingId, buildingId), ne(groupBuySides.buildingId, buildingId)),
					and(ne(groupBuys.buildingId, buildingId), eq(groupBuySides.buildingId, buildingId)),
				),
			),
		)
		.limit(1);
	return rows.length > 0;
}
