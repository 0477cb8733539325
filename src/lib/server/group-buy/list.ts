import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { BuyCard } from '../../domain/group-buy-view.ts';
import type { Member } from '../../domain/member.ts';
import { isConfirmed, isSteward } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { audiencesOf } from '../listing/audience.ts';
import { asksFor } from './access.ts';
import { groupBuyOrders } from './order-table.ts';
import { groupBuys, groupBuySides } from './table.ts';
import { minimumOf } from './shared-view.ts';

const MOST = 100;

/** The group buys of somebody's building: what takes orders first, then what is under way, then what is over. */
export async function listBuys(db: Db, viewer: Member): Promise<BuyCard[]> {
	const joined = db
		.select({ id: groupBuySides.groupBuyId })
		.from(groupBuySides)
		.where(and(eq(groupBuySides.buildingId, viewer.buildingId), eq(groupBuySides.state, 'joined')));
	const drafts = isSteward(viewer)
		? or(
				eq(groupBuys.organiserId, viewer.id),
				and(eq(groupBuys.buildingId, viewer.buildingId), sql`${groupBuys.openAskedAt} is not null`),
			)
		: eq(groupBuys.organiserId, viewer.id);
	const rows = await db
		.select({
			buy: groupBuys,
			order: groupBuyOrders,
			photo: sql<
				string | null
			>`(select l.photo_id from group_buy_lines l where l.group_buy_id = ${groupBuys.id}
				and l.photo_id is not null order by l.position limit 1)`,
			home: sql<string>`(select s.name from group_buy_sides s where s.group_buy_id = ${groupBuys.id} and s.position = 0)`,
		})
		.from(groupBuys)
		.leftJoin(
			groupBuyOrders,
			and(
				eq(groupBuyOrders.groupBuyId, groupBuys.id),
				eq(groupBuyOrders.householdId, viewer.householdId),
				eq(groupBuyOrders.state, 'placed'),
				isConfirmed(viewer) ? undefined : eq(groupBuyOrders.orderedBy, viewer.id),
			),
		)
		.where(
			or(
				and(
					sql`${groupBuys.state} <> 'draft'`,
					or(inArray(groupBuys.audience, audiencesOf(viewer)), inArray(groupBuys.id, joined)),
				),
				and(eq(groupBuys.state, 'draft'), drafts),
			),
		)
		.orderBy(
			sql`case ${groupBuys.state} when 'open' then 0 when 'draft' then 1 when 'settled' then 3 when 'failed' then 3
				when 'cancelled' then 3 else 2 end`,
			desc(groupBuys.createdAt),
		)
		.limit(MOST);
	return rows.map(({ buy, order, photo, home }) => ({
		id: buy.id,
		title: buy.title,
		state: buy.state,
		closesAt: buy.closesAt,
		opensAt: buy.opensAt,
		supplier: buy.supplier,
		currency: buy.currency,
		households: buy.households,
		totalMinor: buy.totalMinor,
		minimum: minimumOf(buy),
		ordered: order !== null,
		organises: buy.organiserId === viewer.id,
		pickupNumber: order?.pickupNumber ?? null,
		photo,
		from: buy.buildingId === viewer.buildingId ? null : home,
		asks: asksFor(buy, viewer) ? 'approve' : null,
	}));
}
