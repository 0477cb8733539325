import { and, desc, eq, ne } from 'drizzle-orm';
import { missingTo, isReached, PROBLEM_FOR, takesOrders } from '../../domain/group-buy.ts';
import type {
	BillView,
	BuyView,
	LineView,
	MineView,
	MinimumView,
	OrderRow,
} from '../../domain/group-buy-view.ts';
import type { Bill } from '../../domain/group-buy-bill.ts';
import { isConfirmed, isHelper, isOfHousehold, type Member } from '../../domain/member.ts';
import { casesFor } from '../../domain/share-out.ts';
import type { Db } from '../db/connect.ts';
import { asksFor, findKnown, maySeeBuy, roleOf, sideOf, type Known } from './access.ts';
import { billsOf } from './bills.ts';
import { listOrderBalances, listStatement } from './books.ts';
import { listProblems } from './problem-queries.ts';
import {
	listBuildingNames,
	listComments,
	listEvents,
	listLines,
	listOrders,
	type BuyRow,
	type LineRow,
	type OrderRecord,
	type PlacedOrder,
} from './queries.ts';
import { findParty } from '../listing/queries.ts';
import { listSaid } from './payment-queries.ts';
import { groupBuyLines, groupBuyOrderLines, groupBuyOrders } from './table.ts';

/** Everything about a group buy that its pages are made of, asked once. */
export async function readBuy(db: Db, known: Known) {
	const { id } = known.buy;
	const [lines, orders, balances, said] = await Promise.all([
		listLines(db, id),
		listOrders(db, id),
		listOrderBalances(db, id),
		listSaid(db, id),
	]);
	const away = new Set(known.sides.filter((side) => side.buildingId === null).map((side) => side.id));
	/** Orders of compounds without Stairwell. */
	const outside = new Set(orders.filter((order) => away.has(order.sideId)).map((order) => order.id));
	return { ...known, lines, orders, outside, balances, said, bills: billsOf(known.buy, lines, orders) };
}
export type ReadBuy = Awaited<ReturnType<typeof readBuy>>;

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

/** What member's page and desk have in common. */
export async function sharedView(db: Db, read: ReadBuy, viewer: Member, now: Date) {
	const { buy, lines, helpers } = read;
	const [events, comments, organiser, buildings] = await Promise.all([
		listEvents(db, buy.id),
		listComments(db, buy.id),
		findParty(db, buy.organiserId),
		listBuildingNames(db, [buy.buildingId]),
	]);
	const mayName = (buildingId: string | null) =>
		isConfirmed(viewer) && buildingId === viewer.buildingId && buy.forgottenAt === null;
	const role = roleOf(read, viewer);
	const open = takesOrders(buy, now);
	return {
		id: buy.id,
		title: buy.title,
		details: buy.details,
		state: buy.state,
		currency: buy.currency,
		opensAt: buy.opensAt,
		closesAt: buy.closesAt,
		takesOrders: open,
		scope: buy.scope,
		supplier: buy.supplier,
		feeMinor: buy.feeMinor,
		discountMinor: buy.discountMinor,
		marginMinor: buy.marginMinor,
		feeRule: buy.feeRule,
		shortageRule: buy.shortageRule,
		payWhen: buy.payWhen,
		payment: buy.payment,
		paymentPhoto: buy.paymentPhotoId,
		numberOrder: buy.numberOrder,
		pickupPlace: buy.pickupPlace,
		pickupText: buy.pickupText,
		minimumMinor: buy.minimumMinor,
		minimumUnits: buy.minimumUnits,
		minimumHouseholds: buy.minimumHouseholds,
		minimum: minimumOf(buy),
		missed: buy.state === 'open' && buy.closesAt <= now && !isReached(buy, buy),
		households: buy.households,
		units: buy.units,
		totalMinor: buy.totalMinor,
		lines: lines.map(lineView),
		organiser:
			organiser?.name && mayName(organiser.buildingId)
				? { name: organiser.name, door: organiser.door }
				: null,
		building: buildings.get(buy.buildingId) ?? '',
		log: events.map(({ at, kind, reason, name, buildingId }) => ({
			at,
			kind,
			reason,
			by: mayName(buildingId) ? name : null,
		})),
		comments: comments.map(({ id, text, createdAt, writtenBy, name, door, buildingId, actedBy, helper }) => ({
			id,
			text,
			createdAt,
			...(mayName(buildingId) && (actedBy === null || isHelper(viewer) || writtenBy === viewer.id)
				? { name, door, helper }
				: { name: null, door: null, helper: null }),
			helped: actedBy !== null,
			own: writtenBy === viewer.id,
		})),
		may: {
			order: open && sideOf(read, viewer) !== null,
			pay: !['draft', 'failed', 'cancelled'].includes(buy.state),
			manage: role !== null && role !== 'steward',
			approve: asksFor(buy, viewer),
			share: isConfirmed(viewer) && buy.state !== 'draft',
			comment: buy.state !== 'draft',
			takeOver: helpers.some((it) => it.residentId === viewer.id && it.task === 'organiser'),
		},
		shareCode: buy.shareCode,
	};
}

export function minimumOf(buy: BuyRow): MinimumView {
	return { ...missingTo(buy, buy), reached: isReached(buy, buy) };
}

export function lineView(line: LineRow): LineView {
	const { id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold } = line;
	const { ordered, flex, arrived, invoiceMinor, substitute } = line;
	return {
		...{ id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold },
		photo: line.photoId,
		...{ ordered, flex, ...casesFor(ordered, flex, caseSize) },
		remaining: cap === null ? null : cap - ordered,
		...{ arrived, invoiceMinor, substitute },
	};
}

function countSide({ orders, bills }: ReadBuy, sideId: string) {
	const own = orders.filter((it) => it.sideId === sideId);
	return {
		households: own.length,
		totalMinor: own.reduce((sum, it) => sum + (bills.get(it.id)?.goodsMinor ?? 0), 0),
	};
}

export function pickupOf(order: OrderRecord): OrderRow['pickup'] {
	if (order.signedAt) return 'signed';
	if (order.collectedAt) return 'collected';
	if (order.leftAt) return 'left';
	if (order.skippedAt) return 'skipped';
	return order.calledAt ? 'called' : 'waiting';
}

/** What an order owes: after sharing out what the books say, before it the estimate. */
export function owedOf({ buy, outside, bills, balances, said }: ReadBuy, orderId: string) {
	const booked = balances.get(orderId) ?? { chargedMinor: 0, paidMinor: 0, balanceMinor: 0 };
	const fact = buy.allocatedAt !== null;
	if (outside.has(orderId))
		// A compound without Stairwell is charged as a whole; its doors' parts are on its own list.
		return { dueMinor: bills.get(orderId)?.dueMinor ?? 0, paidMinor: 0, saidMinor: 0, balanceMinor: 0 };
	const due = fact ? booked.chargedMinor : (bills.get(orderId)?.dueMinor ?? 0);
	return {
		dueMinor: due,
		paidMinor: booked.paidMinor,
		saidMinor: said.get(orderId) ?? 0,
		balanceMinor: fact ? booked.balanceMinor : due - booked.paidMinor,
	};
}

function billView(bill: Bill, fact: boolean): BillView {
	const { goodsMinor, feeMinor, discountMinor, marginMinor, dueMinor } = bill;
	return { goodsMinor, feeMinor, discountMinor, marginMinor, dueMinor, estimate: !fact };
}

const NOTHING: MineView = {
	orderId: null,
	lines: [],
	note: '',
	dueMinor: 0,
	paidMinor: 0,
	pickupNumber: null,
	bill: null,
	saidMinor: 0,
	balanceMinor: 0,
	packed: false,
	pickup: null,
	ahead: null,
	statement: [],
	problems: [],
	mayReport: false,
};

async function mineOf(
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
		bill: billView(bill, fact),
		packed: own.packedAt !== null,
		pickup: buy.state === 'pickup' || buy.state === 'settled' ? pickupOf(own) : null,
		ahead: buy.state === 'pickup' ? aheadOf(read.orders, own) : null,
		statement,
		problems: (await listProblems(db, buy.id)).filter((it) => it.orderId === own.id),
		mayReport: isConfirmed(viewer) && mayReport(own, now),
	};
}

/** How many numbers are called before this one; null once it has been called. */
export function aheadOf(orders: readonly PlacedOrder[], own: PlacedOrder): number | null {
	if (pickupOf(own) !== 'waiting' || own.pickupNumber === null) return null;
	return orders.filter(
		(it) =>
			it.sideId === own.sideId && pickupOf(it) === 'waiting' && (it.pickupNumber ?? 0) < own.pickupNumber!,
	).length;
}

/** Until a day after it was fetched; what was never fetched can still be reported. */
export function mayReport(order: OrderRecord, now: Date): boolean {
	const fetched = order.signedAt ?? order.collectedAt ?? order.leftAt;
	if (!fetched) return order.calledAt !== null || order.packedAt !== null;
	return now.getTime() - fetched.getTime() <= PROBLEM_FOR;
}

/** What this household ordered the last time, as far as the menu has the same titles. */
async function findLastOrder(db: Db, viewer: Member, notId: string, lines: readonly LineRow[]) {
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
