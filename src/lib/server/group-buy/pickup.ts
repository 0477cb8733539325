import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { HelpTask } from '../../domain/group-buy.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { changedBy } from '../listing/facts.ts';
import { findKnown, lockKnown, mayDo, roleOf, type Known } from './access.ts';
import { tellOfBuy } from './news.ts';
import { findOrder, listOrders, type PlacedOrder } from './order-queries.ts';
import { listPeopleOfOrders } from './people-queries.ts';
import { markBuyState } from './queries.ts';
import { groupBuyOrderLines, groupBuyOrders } from './order-table.ts';
import { pickupOf } from './read.ts';

export type Ticked = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found'>;

/**
 * A tick on the packing list: one item of an order, or all of it. Several pack at once: each tick is a statement of its
 * own on its own row, none waits for the other, and an order is packed when its last item is.
 */
export function pack(
	db: Db,
	by: Member,
	input: { id: string; orderId: string; lineId: string | null; packed: boolean },
	sent: Sent,
): Promise<Ticked> {
	return once(db, sent, async (tx): Promise<Ticked> => {
		const known = await findKnown(tx, input.id);
		const order = known && (await findOrder(tx, input.id, input.orderId));
		if (!known || roleOf(known, by) === null) return refused('not_found');
		if (!order || !mayAny(known, by, ['packing', 'pickup'], order.sideId))
			return refused('group_buy.order_unknown', { field: 'order' });
		if (!['locked', 'ordered', 'arrived', 'pickup'].includes(known.buy.state))
			return refused('group_buy.state_changed');
		const who = by.actedBy ?? by.id;
		const tick = input.packed ? { packedAt: sent.at, packedBy: who } : { packedAt: null, packedBy: null };
		const lines = and(
			eq(groupBuyOrderLines.orderId, order.id),
			input.lineId === null ? undefined : eq(groupBuyOrderLines.lineId, input.lineId),
		);
		const rows = await tx
			.update(groupBuyOrderLines)
			.set(tick)
			.where(lines)
			.returning({ id: groupBuyOrderLines.lineId });
		if (rows.length === 0) return refused('group_buy.line_unknown', { field: 'line' });
		// The order's own row decides between two who tick its last items at the same moment.
		await tx
			.select({ id: groupBuyOrders.id })
			.from(groupBuyOrders)
			.where(eq(groupBuyOrders.id, order.id))
			.for('update');
		const missing = await tx
			.select({ id: groupBuyOrderLines.lineId })
			.from(groupBuyOrderLines)
			.where(
				and(
					eq(groupBuyOrderLines.orderId, order.id),
					isNull(groupBuyOrderLines.packedAt),
					sql`coalesce(${groupBuyOrderLines.received}, ${groupBuyOrderLines.quantity}) > 0`,
				),
			)
			.limit(1);
		const whole = missing.length === 0;
		await tx
			.update(groupBuyOrders)
			.set(whole ? { packedAt: sent.at, packedBy: who } : { packedAt: null, packedBy: null })
			.where(eq(groupBuyOrders.id, order.id));
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}

function mayAny(known: Known, by: Member, tasks: readonly HelpTask[], sideId: string): boolean {
	return tasks.some((task) => mayDo(known, by, task, sideId));
}

export type Which = {
	numbers: number[];
	orders: string[];
	floor: number | null;
	count: number;
	sideId: string | null;
};
export type PickupAct = 'call' | 'recall' | 'skip' | 'collected' | 'uncollected' | 'left';

/** Calls the next, several or a floor; calls again, skips, hands over. The first call begins the pickup. */
export function callOut(
	db: Db,
	by: Member,
	input: { id: string; act: PickupAct; which: Which },
	sent: Sent,
): Promise<Ticked> {
	return once(db, sent, (tx) => callWithin(tx, by, input, sent.at));
}

/**
 * Hands over, and calls the next of the same side: both or neither. With nobody left to call it only hands over, and what
 * somebody else has handed over meanwhile calls nobody a second time.
 */
export function collectAndCall(
	db: Db,
	by: Member,
	input: { id: string; orderId: string },
	sent: Sent,
): Promise<Ticked> {
	return once(db, sent, async (tx): Promise<Ticked> => {
		const known = await lockKnown(tx, input.id);
		const order = known && (await findOrder(tx, input.id, input.orderId));
		const which = { numbers: [], orders: [input.orderId], floor: null, count: 1, sideId: null };
		const fetched = await callWithin(tx, by, { id: input.id, act: 'collected', which }, sent.at);
		if (!fetched.ok || !order || order.collectedAt !== null) return fetched;
		const next = { ...which, orders: [], sideId: order.sideId };
		const called = await callWithin(tx, by, { id: input.id, act: 'call', which: next }, sent.at);
		return called.ok || called.code === 'group_buy.not_called' ? fetched : called;
	});
}

async function callWithin(
	tx: Db,
	by: Member,
	input: { id: string; act: PickupAct; which: Which },
	now: Date,
): Promise<Ticked> {
	const known = await lockKnown(tx, input.id);
	if (!known || roleOf(known, by) === null) return refused('not_found');
	const { buy } = known;
	if (buy.state !== 'pickup') {
		if (buy.state !== 'arrived') return refused('group_buy.state_changed');
		if (buy.allocatedAt === null) return refused('group_buy.not_allocated');
	}
	const all = (await listOrders(tx, buy.id)).filter((it) => mayDo(known, by, 'pickup', it.sideId));
	const meant = pick(all, input.which, input.act, known.sides[0]!.id);
	if (meant === null) return refused('group_buy.order_unknown', { field: 'number' });
	if (meant.length === 0) return refused('group_buy.not_called');
	if (buy.state === 'arrived')
		await markBuyState(tx, buy.id, ['arrived'], 'pickup', {
			...changedBy(by),
			changedAt: now,
			pickupAt: now,
		});
	const ids = meant.map((it) => it.id);
	await tx
		.update(groupBuyOrders)
		.set(ticksOf(input.act, by.actedBy ?? by.id, now))
		.where(inArray(groupBuyOrders.id, ids));
	await tellOfPickup(tx, known, input.act, meant, all, now);
	afterCommit(tx, { groupBuyId: buy.id });
	return done({ id: buy.id });
}

/** Which orders are meant; null where a number or order is named that is not there. */
function pick(all: readonly PlacedOrder[], which: Which, act: PickupAct, home: string): PlacedOrder[] | null {
	if (which.orders.length > 0) {
		const found = all.filter((it) => which.orders.includes(it.id));
		return found.length === which.orders.length ? found : null;
	}
	const side = which.sideId ?? (all.some((it) => it.sideId === home) ? home : (all[0]?.sideId ?? home));
	const own = all.filter((it) => it.sideId === side);
	if (which.numbers.length > 0) {
		const found = own.filter((it) => it.pickupNumber !== null && which.numbers.includes(it.pickupNumber));
		return found.length === which.numbers.length ? found : null;
	}
	const waiting = own
		.filter((it) => pickupOf(it) === 'waiting')
		.sort((a, b) => (a.pickupNumber ?? 0) - (b.pickupNumber ?? 0));
	if (act !== 'call') return null;
	return which.floor === null
		? waiting.slice(0, which.count)
		: waiting.filter((it) => it.floor === which.floor);
}

function ticksOf(act: PickupAct, who: string, now: Date): Partial<typeof groupBuyOrders.$inferInsert> {
	switch (act) {
		case 'call':
		case 'recall':
			return { calledAt: now, skippedAt: null };
		case 'skip':
			return { skippedAt: now };
		case 'collected':
			return { collectedAt: now, collectedBy: who, skippedAt: null };
		case 'uncollected':
			return { collectedAt: null, collectedBy: null, leftAt: null, signedAt: null };
		case 'left':
			return { leftAt: now, skippedAt: null };
	}
}

/** Whoever is third from now hears that their turn is near. */
const NEAR = 3;

async function tellOfPickup(
	tx: Db,
	{ buy }: Known,
	act: PickupAct,
	meant: readonly PlacedOrder[],
	all: readonly PlacedOrder[],
	now: Date,
): Promise<void> {
	const code = {
		call: 'group_buy.called',
		recall: 'group_buy.called',
		skip: 'group_buy.skipped',
		left: 'group_buy.left',
	} as const;
	if (!(act in code)) return;
	const people = await listPeopleOfOrders(tx, buy.id);
	const of = (order: PlacedOrder) =>
		people.filter((it) => it.orderId === order.id).map((it) => it.residentId);
	for (const order of meant)
		await tellOfBuy(tx, of(order), code[act as keyof typeof code], buy, now, {
			detail: order.pickupNumber === null ? {} : { number: order.pickupNumber },
			whileState: 'pickup',
		});
	if (act !== 'call') return;
	const called = new Set(meant.map((it) => it.id));
	const waiting = all
		.filter((it) => it.sideId === meant[0]!.sideId && pickupOf(it) === 'waiting' && !called.has(it.id))
		.sort((a, b) => (a.pickupNumber ?? 0) - (b.pickupNumber ?? 0));
	const near = waiting[NEAR - 1];
	if (near)
		await tellOfBuy(tx, of(near), 'group_buy.near', buy, now, {
			detail: { ahead: NEAR - 1, ...(near.pickupNumber === null ? {} : { number: near.pickupNumber }) },
			whileState: 'pickup',
		});
}
