import { and, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { groupBuyOrders } from '../group-buy/order-table.ts';
import { groupBuys, groupBuySides } from '../group-buy/table.ts';
import { buildings, households } from './table.ts';

/**
 * Takes a building out of the installation with everything that hangs on it, whatever table it stands in: the database is
 * asked which rows point at which, so that a room built later is not forgotten. Of what belongs to other buildings only the
 * names are taken: their books, trails and shelves add up as before. The trail lets it happen only while this transaction
 * says that it wipes.
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
	const between = (other: PgColumn) =>
		or(
			and(eq(groupBuys.buildingId, buildingId), ne(other, buildingId)),
			and(ne(groupBuys.buildingId, buildingId), eq(other, buildingId)),
		);
	const running = notInArray(groupBuys.state, ['draft', 'settled', 'failed', 'cancelled']);
	const sides = tx
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.innerJoin(
			groupBuySides,
			and(eq(groupBuySides.groupBuyId, groupBuys.id), eq(groupBuySides.state, 'joined')),
		)
		.where(and(running, between(groupBuySides.buildingId)))
		.limit(1);
	// A whole community may order at one building's desk, without a side of its own.
	const orders = tx
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.innerJoin(
			groupBuyOrders,
			and(eq(groupBuyOrders.groupBuyId, groupBuys.id), eq(groupBuyOrders.state, 'placed')),
		)
		.innerJoin(households, eq(households.id, groupBuyOrders.householdId))
		.where(and(running, between(households.buildingId)))
		.limit(1);
	return (await sides).length > 0 || (await orders).length > 0;
}
