import { and, eq, sql } from 'drizzle-orm';
import { lineTotal } from '../../domain/group-buy-bill.ts';
import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { Entry } from '../../domain/group-buy-ledger.ts';
import { sayAmount } from '../../domain/amount.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { changedBy } from '../listing/facts.ts';
import { lockKnown, roleOf, type Known } from './access.ts';
import { asBillLine, billsOf, sharesOf, unitsToOrder } from './bills.ts';
import { book, type Booking } from './books.ts';
import { takeUpKept } from './carry.ts';
import { tellOfBuy } from './news.ts';
import { listOrders, type PlacedOrder } from './order-queries.ts';
import { listPeopleOfOrders } from './people-queries.ts';
import { findBuy, insertEvent, listLines, markBuyState, updateBuy, type LineRow } from './queries.ts';
import { groupBuyLines } from './order-table.ts';

type Arrived = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found'>;
export type ArrivedLine = {
	lineId: string;
	arrived: number | null;
	totalMinor: number | null;
	substitute: string;
};
export type ArrivedInput = {
	id: string;
	lines: ArrivedLine[];
	feeMinor: number | null;
	discountMinor: number | null;
};

/** What really came and at what price; it can be put right until it is shared out. What is not said came as ordered. */
export function arrive(db: Db, by: Member, input: ArrivedInput, sent: Sent): Promise<Arrived> {
	return once(db, sent, async (tx): Promise<Arrived> => {
		const now = sent.at;
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'ordered' && buy.state !== 'arrived') return refused('group_buy.state_changed');
		if (buy.allocatedAt !== null) return refused('group_buy.allocated');
		const lines = await listLines(tx, buy.id);
		for (const said of input.lines) {
			const line = lines.find((it) => it.id === said.lineId);
			if (!line) return refused('group_buy.line_unknown', { field: `lines.${said.lineId}.arrived` });
		}
		for (const line of lines) await writeArrived(tx, line, input.lines);
		const terms = {
			...(input.feeMinor === null ? {} : { feeMinor: input.feeMinor }),
			...(input.discountMinor === null ? {} : { discountMinor: input.discountMinor }),
		};
		const trail = { ...changedBy(by), changedAt: now };
		if (buy.state === 'arrived') {
			await updateBuy(tx, buy.id, { arrivedAt: now, ...terms });
			await insertEvent(tx, { groupBuyId: buy.id, kind: 'arrived_again', at: now, byId: trail.changedBy });
		} else if (
			!(await markBuyState(tx, buy.id, ['ordered'], 'arrived', { arrivedAt: now, ...terms, ...trail }))
		)
			return refused('group_buy.state_changed');
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

async function writeArrived(tx: Db, line: LineRow, said: readonly ArrivedLine[]): Promise<void> {
	const came = said.find((it) => it.lineId === line.id);
	const arrived = came?.arrived ?? line.arrived ?? unitsToOrder(line);
	const total =
		came?.totalMinor ??
		(came?.arrived === null || came === undefined ? line.invoiceMinor : null) ??
		lineTotal({ ...asBillLine(line), totalMinor: null }, arrived);
	await tx
		.update(groupBuyLines)
		.set({ arrived, invoiceMinor: total, substitute: came?.substitute ?? line.substitute })
		.where(and(eq(groupBuyLines.id, line.id), eq(groupBuyLines.groupBuyId, line.groupBuyId)));
}

/** Shares out what came as it was previewed, charges every household, and tells each what changed for them. */
export function allocate(db: Db, by: Member, id: string, sent: Sent): Promise<Arrived> {
	return once(db, sent, async (tx): Promise<Arrived> => {
		const now = sent.at;
		const known = await lockKnown(tx, id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'arrived') return refused('group_buy.state_changed');
		if (buy.allocatedAt !== null) return refused('group_buy.allocated');
		const lines = await listLines(tx, id);
		const orders = await listOrders(tx, id);
		const shares = sharesOf(buy, lines, orders);
		const rows = orders.flatMap((order) =>
			[...shares.get(order.id)!].map(([lineId, received]) => ({ order: order.id, line: lineId, received })),
		);
		await tx.execute(sql`
			update group_buy_order_lines l set received = r.received
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("order" uuid, line uuid, received int)
			where l.order_id = r."order" and l.line_id = r.line`);
		await updateBuy(tx, id, { allocatedAt: now });
		await insertEvent(tx, { groupBuyId: id, kind: 'allocated', at: now, byId: by.actedBy ?? by.id });
		const after = { ...known, buy: (await findBuy(tx, id))! };
		const received = await listOrders(tx, id);
		const due = await charge(tx, after, lines, received, by, now);
		const kept = await takeUpKept(tx, after, received, by, now);
		for (const [orderId, minor] of kept) due.set(orderId, (due.get(orderId) ?? 0) + minor);
		await tellChanges(tx, after, lines, received, due, now);
		afterCommit(tx, { groupBuyId: id });
		return done({ id });
	});
}

/** The invoice, side by side, and each household's part of it: what they owe together is what the supplier is owed. */
async function charge(
	tx: Db,
	{ buy, sides }: Known,
	lines: readonly LineRow[],
	orders: readonly PlacedOrder[],
	by: Member,
	now: Date,
): Promise<Map<string, number>> {
	const bills = billsOf(buy, lines, orders);
	const due = new Map([...bills].map(([id, it]) => [id, it.dueMinor]));
	const outside = new Set(sides.filter((side) => side.buildingId === null).map((side) => side.id));
	const made = { groupBuyId: buy.id, at: now, byId: by.actedBy ?? by.id };
	// The margin is the organiser's own, whoever of the sides pays it.
	const home = sides[0]!.id;
	const bookings: Booking[] = [];
	const invoice: Entry[] = [];
	for (const side of sides) {
		const own = orders.filter((order) => order.sideId === side.id);
		const goods = own.reduce(
			(sum, it) => sum + bills.get(it.id)!.dueMinor - bills.get(it.id)!.marginMinor,
			0,
		);
		const margin = own.reduce((sum, it) => sum + bills.get(it.id)!.marginMinor, 0);
		invoice.push({ account: 'goods', sideId: side.id, amountMinor: goods });
		if (outside.has(side.id))
			bookings.push({
				...made,
				kind: 'charge',
				entries: [
					{ account: 'side', sideId: side.id, amountMinor: goods + margin },
					{ account: 'goods', sideId: side.id, amountMinor: -goods },
					{ account: 'margin', sideId: home, amountMinor: -margin },
				],
			});
	}
	const total = invoice.reduce((sum, entry) => sum + entry.amountMinor, 0);
	bookings.push({
		...made,
		kind: 'invoice',
		entries: [...invoice, { account: 'supplier', amountMinor: -total }],
	});
	for (const { id: orderId, sideId } of orders) {
		if (outside.has(sideId)) continue;
		const { dueMinor, marginMinor } = bills.get(orderId)!;
		bookings.push({
			...made,
			kind: 'charge',
			entries: [
				{ account: 'household', sideId, orderId, amountMinor: dueMinor },
				{ account: 'goods', sideId, amountMinor: marginMinor - dueMinor },
				{ account: 'margin', sideId: home, amountMinor: -marginMinor },
			],
		});
	}
	await book(tx, bookings);
	return due;
}

async function tellChanges(
	tx: Db,
	{ buy }: Known,
	lines: readonly LineRow[],
	orders: readonly PlacedOrder[],
	due: ReadonlyMap<string, number>,
	now: Date,
): Promise<void> {
	const people = await listPeopleOfOrders(tx, buy.id);
	const byId = new Map(orders.map((order) => [order.id, order]));
	for (const { orderId, residentId } of people) {
		const order = byId.get(orderId);
		if (!order) continue;
		const changes = order.lines
			.flatMap(([position, quantity, , , received]) => {
				const line = lines.find((it) => it.position === position)!;
				const other = line.substitute !== '' && (received ?? 0) > 0 ? ` → ${line.substitute}` : '';
				return received === quantity && other === ''
					? []
					: [`${line.title}${other} ${sayAmount(quantity, line)} → ${sayAmount(received ?? 0, line)}`];
			})
			.join('; ');
		const short = order.lines.some(([, quantity, , , received]) => (received ?? 0) < quantity);
		await tellOfBuy(tx, [residentId], 'group_buy.arrived', buy, now, {
			detail: {
				dueMinor: due.get(orderId) ?? 0,
				...(order.pickupNumber === null ? {} : { number: order.pickupNumber }),
				...(changes === '' ? {} : { changes }),
				...(short ? { rule: buy.shortageRule } : {}),
			},
		});
	}
}
