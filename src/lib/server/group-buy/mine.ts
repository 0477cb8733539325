import { and, desc, eq, ne } from 'drizzle-orm';
import type { Bill } from '../../domain/group-buy-bill.ts';
import { isOver, mayReport } from '../../domain/group-buy.ts';
import type { BillView, MineView } from '../../domain/group-buy-mine-view.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { listStatement } from './book-queries.ts';
import { groupBuyLines, groupBuyOrderLines, groupBuyOrders } from './order-table.ts';
import type { PlacedOrder } from './order-queries.ts';
import { listProblems } from './problem-queries.ts';
import type { LineRow } from './queries.ts';
import { owedOf, pickupOf, type ReadBuy } from './read.ts';

const NOTHING: MineView = {
	orderId: null,
	lines: [],
	note: '',
	dueMinor: 0,
	paidMinor: 0,
	pickupNumber: null,
	bill: null,
	saidMinor: 0,
	keptMinor: 0,
	balanceMinor: 0,
	packed: false,
	pickup: null,
	ahead: null,
	statement: [],
	problems: [],
	mayReport: false,
};

/** What the viewer’s own household has in it. */
export async function mineOf(
	db: Db,
	read: ReadBuy,
	viewer: Member,
	own: PlacedOrder | null,
	now: Date,
): Promise<MineView> {
	const { buy, lines, bills } = read;
	if (!own) return NOTHING;
	const bill = bills.get(own.id)!;
	const byPosition = new Map(lines.map((line) => [line.position, line]));
	const fact = buy.allocatedAt !== null;
	let balance = 0;
	const statement = (await listStatement(db, buy.id, own.id)).map((row) => {
		balance += row.amountMinor;
		return { ...row, balanceMinor: balance };
	});
	return {
		...NOTHING,
		...owedOf(read, own.id),
		orderId: own.id,
		note: own.note,
		lines: own.lines.map(([position, quantity, flex, substitute, received]) => {
			const { id, title, unit } = byPosition.get(position)!;
			const costMinor = bill.lines.get(id) ?? 0;
			return { id, title, unit, quantity, flex, substitute: substitute === 1, received, costMinor };
		}),
		pickupNumber: own.pickupNumber,
		bill: isOver(buy.state) ? null : billView(bill, fact),
		packed: own.packedAt !== null,
		pickup: buy.state === 'pickup' || buy.state === 'settled' ? pickupOf(own) : null,
		ahead: buy.state === 'pickup' ? aheadOf(read.orders, own) : null,
		statement,
		problems: (await listProblems(db, buy.id)).filter((it) => it.orderId === own.id),
		mayReport: isConfirmed(viewer) && mayReport(buy, own, now),
	};
}

function billView(bill: Bill, fact: boolean): BillView {
	const { goodsMinor, feeMinor, discountMinor, marginMinor, dueMinor } = bill;
	return { goodsMinor, feeMinor, discountMinor, marginMinor, dueMinor, estimate: !fact };
}

/** How many numbers are called before this one; null once it has been called. */
export function aheadOf(orders: readonly PlacedOrder[], own: PlacedOrder): number | null {
	if (pickupOf(own) !== 'waiting' || own.pickupNumber === null) return null;
	return orders.filter(
		(it) =>
			it.sideId === own.sideId && pickupOf(it) === 'waiting' && (it.pickupNumber ?? 0) < own.pickupNumber!,
	).length;
}

/** What this household ordered the last time, as far as the menu has the same titles. */
export async function findLastOrder(db: Db, viewer: Member, notId: string, lines: readonly LineRow[]) {
	if (!isConfirmed(viewer)) return null;
	const [last] = await db
		.select({ id: groupBuyOrders.id })
		.from(groupBuyOrders)
		.where(
			and(
				eq(groupBuyOrders.householdId, viewer.householdId),
				eq(groupBuyOrders.state, 'placed'),
				ne(groupBuyOrders.groupBuyId, notId),
			),
		)
		.orderBy(desc(groupBuyOrders.placedAt))
		.limit(1);
	if (!last) return null;
	const had = await db
		.select({
			title: groupBuyLines.title,
			quantity: groupBuyOrderLines.quantity,
			flex: groupBuyOrderLines.flex,
		})
		.from(groupBuyOrderLines)
		.innerJoin(groupBuyLines, eq(groupBuyLines.id, groupBuyOrderLines.lineId))
		.where(eq(groupBuyOrderLines.orderId, last.id));
	const same = lines.flatMap((line) => {
		const found = had.find((it) => it.title === line.title);
		return found ? [{ lineId: line.id, quantity: found.quantity, flex: found.flex }] : [];
	});
	return same.length > 0 ? same : null;
}
