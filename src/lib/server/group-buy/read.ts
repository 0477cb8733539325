import { isOver } from '../../domain/group-buy.ts';
import type { OrderRow } from '../../domain/group-buy-desk-view.ts';
import type { Db } from '../db/connect.ts';
import type { Known } from './access.ts';
import { billsOf } from './bills.ts';
import { listOrderBalances } from './book-queries.ts';
import { listKept } from './carry.ts';
import { listOrders, type OrderRecord } from './order-queries.ts';
import { listSaid } from './payment-queries.ts';
import { listLines } from './queries.ts';

/** Everything about a group buy that its pages are made of, asked once. */
export async function readBuy(db: Db, known: Known) {
	const { id } = known.buy;
	const [lines, orders, balances, said] = await Promise.all([
		listLines(db, id),
		listOrders(db, id),
		listOrderBalances(db, id),
		listSaid(db, id),
	]);
	// Before the bill it waits; with the bill it is in the books.
	const waiting = known.buy.allocatedAt === null && !isOver(known.buy.state);
	const kept = waiting ? await listKept(db, known, orders) : new Map<string, number>();
	const away = new Set(known.sides.filter((side) => side.buildingId === null).map((side) => side.id));
	/** Orders of compounds without Stairwell. */
	const outside = new Set(orders.filter((order) => away.has(order.sideId)).map((order) => order.id));
	return { ...known, lines, orders, outside, balances, said, kept, bills: billsOf(known.buy, lines, orders) };
}
export type ReadBuy = Awaited<ReturnType<typeof readBuy>>;

export function pickupOf(order: OrderRecord): OrderRow['pickup'] {
	if (order.signedAt) return 'signed';
	if (order.collectedAt) return 'collected';
	if (order.leftAt) return 'left';
	if (order.skippedAt) return 'skipped';
	return order.calledAt ? 'called' : 'waiting';
}

/** What an order owes: after sharing out what the books say, before it the estimate, with what was left from before. */
export function owedOf({ buy, outside, bills, balances, said, kept }: ReadBuy, orderId: string) {
	const booked = balances.get(orderId) ?? { chargedMinor: 0, paidMinor: 0, keptMinor: 0, balanceMinor: 0 };
	const none = { paidMinor: 0, saidMinor: 0, keptMinor: 0, balanceMinor: 0 };
	// Of what was called off nobody owes anything; who had paid gets it back.
	if (isOver(buy.state)) return { ...none, ...booked, dueMinor: 0 };
	const fact = buy.allocatedAt !== null;
	// A compound without Stairwell is charged as a whole; its doors' parts are on its own list.
	if (outside.has(orderId)) return { ...none, dueMinor: bills.get(orderId)?.dueMinor ?? 0 };
	const due = fact ? booked.chargedMinor : (bills.get(orderId)?.dueMinor ?? 0);
	const keptMinor = booked.keptMinor + (kept.get(orderId) ?? 0);
	return {
		dueMinor: due,
		paidMinor: booked.paidMinor,
		saidMinor: said.get(orderId) ?? 0,
		keptMinor,
		balanceMinor: fact ? booked.balanceMinor : due + keptMinor - booked.paidMinor,
	};
}
