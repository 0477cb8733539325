import type { BuyView } from '../../domain/group-buy-view.ts';
import { isOfHousehold, type Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { findKnown, maySeeBuy, roleOf, sideOf } from './access.ts';
import { findLastOrder, mineOf } from './mine.ts';
import type { OrderRecord } from './order-queries.ts';
import { pickupOf, readBuy, type ReadBuy } from './read.ts';
import { sharedView } from './shared-view.ts';

/** The group buy as this neighbour may see it; null where it is not for them. */
export async function findBuyView(db: Db, viewer: Member, id: string, now: Date): Promise<BuyView | null> {
	const known = await findKnown(db, id);
	if (!known || !maySeeBuy(known, viewer)) return null;
	const read = await readBuy(db, known);
	const { buy, sides, orders } = read;
	const side = sideOf(read, viewer);
	const own = orders.find((order) => order.householdId === viewer.householdId && isTheirs(order, viewer));
	const mine = await mineOf(db, read, viewer, own ?? null, now);
	const organises = roleOf(read, viewer);
	const paysOrRuns = own !== undefined || organises !== null;
	return {
		...(await sharedView(db, read, viewer, now)),
		payment: paysOrRuns ? buy.payment : '',
		paymentPhoto: paysOrRuns ? buy.paymentPhotoId : null,
		sides: sides
			.filter((it) => it.state === 'joined')
			.map((it) => ({ name: it.name, ...countSide(read, it.id), own: it.id === side?.id })),
		mine,
		lastOrder: own ? null : await findLastOrder(db, viewer, id, read.lines),
		calling: orders
			.filter((it) => it.sideId === side?.id && pickupOf(it) === 'called')
			.map((it) => it.pickupNumber ?? 0)
			.sort((a, b) => a - b),
	};
}

/** A newcomer who only named a door sees the order they placed themselves, never that household's. */
function isTheirs(order: OrderRecord, viewer: Member): boolean {
	return isOfHousehold(viewer, order.householdId ?? '') || order.orderedBy === viewer.id;
}

function countSide({ orders, bills }: ReadBuy, sideId: string) {
	const own = orders.filter((it) => it.sideId === sideId);
	return {
		households: own.length,
		totalMinor: own.reduce((sum, it) => sum + (bills.get(it.id)?.goodsMinor ?? 0), 0),
	};
}
