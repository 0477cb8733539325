import { and, eq, isNull, sql } from 'drizzle-orm';
import { isOfHousehold, type Member } from '../../domain/member.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { findOrderOf } from './order-queries.ts';
import { groupBuyOrders } from './order-table.ts';
import type { Ticked } from './pickup.ts';

/** The household signs for what was left at its door. */
export function signFor(db: Db, by: Member, id: string, sent: Sent): Promise<Ticked> {
	return once(db, sent, async (tx): Promise<Ticked> => {
		const order = await findOrderOf(tx, id, by.householdId);
		if (!order || !(isOfHousehold(by, order.householdId ?? '') || order.orderedBy === by.id))
			return refused('not_found');
		const rows = await tx
			.update(groupBuyOrders)
			.set({ signedAt: sent.at })
			.where(
				and(
					eq(groupBuyOrders.id, order.id),
					sql`${groupBuyOrders.leftAt} is not null`,
					isNull(groupBuyOrders.signedAt),
				),
			)
			.returning({ id: groupBuyOrders.id });
		if (rows.length === 0) return refused('group_buy.state_changed');
		afterCommit(tx, { groupBuyId: id });
		return done({ id });
	});
}
