import { eq, inArray, sql } from 'drizzle-orm';
import {
	isReached,
	refuseLine,
	refuseOrdering,
	type LineWish,
	type OrderRefusal,
} from '../../domain/group-buy.ts';
import { sayAmount } from '../../domain/amount.ts';
import type { Member } from '../../domain/member.ts';
import { isConfirmed } from '../../domain/member.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { changedBy } from '../listing/facts.ts';
import { lockKnown, sideOf, type Known } from './access.ts';
import { tellOfBuy } from './news.ts';
import {
	findOrderOf,
	findOutsideOrder,
	hasOrderElsewhere,
	listOrderLines,
	type OrderRecord,
} from './order-queries.ts';
import { isHouseholdEmpty, listPeopleOfOrders } from './people-queries.ts';
import { findBuy, listLines, updateBuy, type BuyRow } from './queries.ts';
import { groupBuyOrderLines, groupBuyOrders } from './order-table.ts';

export type Wish = LineWish & { lineId: string; substitute: boolean };
export type OrderInput = { groupBuyId: string; lines: Wish[]; note: string };
export type Ordered = Outcome<{ id: string; orderId: string }, OrderRefusal | KeyRefusal | 'not_found'>;

/** For whom: a household of Stairwell, or a door elsewhere that a side's organiser types. */
export type Whose = { sideId: string; householdId: string } | { sideId: string; door: string };

/** “Set mine to this”: the household's whole order, as long as it takes orders – to the second of this request. */
export function order(db: Db, by: Member, input: OrderInput, sent: Sent): Promise<Ordered> {
	return once(db, sent, (tx) => orderWithin(tx, by, input, sent.at));
}

/** The same in a transaction that is open already. */
export async function orderWithin(tx: Db, by: Member, input: OrderInput, now: Date): Promise<Ordered> {
	if (isSuspended(by, now)) return refused('people.suspended');
	const known = await lockKnown(tx, input.groupBuyId);
	const side = known && sideOf(known, by);
	if (!known || !side || known.buy.state === 'draft') return refused('not_found');
	// A newcomer takes no door's order away from those who live there, and holds one at a time.
	if (!isConfirmed(by)) {
		const elsewhere = await hasOrderElsewhere(tx, by.id, input.groupBuyId);
		if (elsewhere || !(await isHouseholdEmpty(tx, by.householdId)))
			return refused('group_buy.confirmed_only');
	}
	return place(tx, known, { sideId: side.id, householdId: by.householdId }, by, input, now);
}

/** Writes an order under the group buy's lock: limits are looked at, and held by the database, in this transaction. */
export async function place(
	tx: Db,
	{ buy }: Pick<Known, 'buy'>,
	whose: Whose,
	by: Member | null,
	input: Omit<OrderInput, 'groupBuyId'>,
	now: Date,
): Promise<Ordered> {
	const closed = refuseOrdering(buy, now);
	if (closed) return refused(closed);
	const menu = new Map((await listLines(tx, buy.id)).map((line) => [line.id, line]));
	const mine =
		'door' in whose
			? await findOutsideOrder(tx, whose.sideId, whose.door)
			: await findOrderOf(tx, buy.id, whose.householdId);
	const before = new Map(mine ? (await listOrderLines(tx, mine.id)).map((line) => [line.lineId, line]) : []);
	const wishes = input.lines.filter((wish) => wish.quantity > 0 || wish.flex > 0);
	if (wishes.length === 0) return refused('group_buy.nothing_ordered');
	for (const wish of wishes) {
		const line = menu.get(wish.lineId);
		if (!line) return refused('group_buy.line_unknown', { field: `lines.${wish.lineId}.quantity` });
		const no = refuseLine(line, wish, before.get(wish.lineId)?.quantity ?? 0);
		if (no) {
			const field = no.code === 'group_buy.too_much_flex' ? 'flex' : 'quantity';
			const said = Object.entries(no.detail).map(([name, of]) => [
				name,
				typeof of === 'number' ? sayAmount(of, line) : of,
			]);
			return refused(no.code, { field: `lines.${wish.lineId}.${field}`, detail: Object.fromEntries(said) });
		}
	}
	const orderId = await writeOrder(tx, buy, whose, mine, by, input.note, now);
	await writeLines(tx, orderId, wishes, [...before.keys()]);
	await noteMinimum(tx, buy.id, now);
	afterCommit(tx, { groupBuyId: buy.id });
	return done({ id: buy.id, orderId });
}

async function writeOrder(
	tx: Db,
	buy: BuyRow,
	whose: Whose,
	mine: OrderRecord | null,
	by: Member | null,
	note: string,
	now: Date,
): Promise<string> {
	const trail = by ? changedBy(by) : { changedBy: null, changedFor: null };
	// Pasted from a chat, it is written by the organiser and ordered by nobody of the household.
	const own = by !== null && 'householdId' in whose && by.householdId === whose.householdId;
	const said = { state: 'placed' as const, note, changedAt: now, orderedBy: own ? by.id : null, ...trail };
	if (mine) {
		await tx.update(groupBuyOrders).set(said).where(eq(groupBuyOrders.id, mine.id));
		return mine.id;
	}
	const owner = 'door' in whose ? { outsideDoor: whose.door } : { householdId: whose.householdId };
	const [row] = await tx
		.insert(groupBuyOrders)
		.values({ groupBuyId: buy.id, sideId: whose.sideId, placedAt: now, ...owner, ...said })
		.returning({ id: groupBuyOrders.id });
	return row!.id;
}

/** What is gone first, so that what was given back can be had again within the same order; then all the rest at once. */
async function writeLines(tx: Db, orderId: string, wishes: readonly Wish[], before: string[]): Promise<void> {
	const gone = before.filter((lineId) => !wishes.some((wish) => wish.lineId === lineId));
	if (gone.length > 0)
		await tx
			.delete(groupBuyOrderLines)
			.where(sql`${eq(groupBuyOrderLines.orderId, orderId)} and ${inArray(groupBuyOrderLines.lineId, gone)}`);
	await tx
		.insert(groupBuyOrderLines)
		.values(wishes.map((wish) => ({ orderId, ...wish })))
		.onConflictDoUpdate({
			target: [groupBuyOrderLines.orderId, groupBuyOrderLines.lineId],
			set: {
				quantity: sql`excluded.quantity`,
				flex: sql`excluded.flex`,
				substitute: sql`excluded.substitute`,
			},
		});
}

/** The moment the minimum is reached is told once. */
export async function noteMinimum(tx: Db, id: string, now: Date): Promise<void> {
	const buy = (await findBuy(tx, id))!;
	if (buy.reachedAt !== null || !isReached(buy, buy)) return;
	await updateBuy(tx, id, { reachedAt: now, missedAt: null });
	const set = buy.minimumMinor ?? buy.minimumUnits ?? buy.minimumHouseholds;
	if (set === null) return;
	const people = (await listPeopleOfOrders(tx, id)).map((it) => it.residentId);
	await tellOfBuy(tx, [...people, buy.organiserId], 'group_buy.reached', buy, now);
}

/** Takes the whole order back; possible until the deadline, like every change. */
export function withdrawOrder(db: Db, by: Member, groupBuyId: string, sent: Sent): Promise<Ordered> {
	return once(db, sent, async (tx): Promise<Ordered> => {
		const known = await lockKnown(tx, groupBuyId);
		if (!known || !sideOf(known, by)) return refused('not_found');
		const mine = await findOrderOf(tx, groupBuyId, by.householdId);
		if (mine?.state !== 'placed' || (!isConfirmed(by) && mine.orderedBy !== by.id))
			return refused('group_buy.no_order');
		const closed = refuseOrdering(known.buy, sent.at);
		if (closed) return refused(closed);
		// The state last: lines are given back while the order still stands.
		await tx.update(groupBuyOrders).set({ changedAt: sent.at }).where(eq(groupBuyOrders.id, mine.id));
		await tx.delete(groupBuyOrderLines).where(eq(groupBuyOrderLines.orderId, mine.id));
		await tx
			.update(groupBuyOrders)
			.set({ state: 'withdrawn', changedAt: sent.at, ...changedBy(by) })
			.where(eq(groupBuyOrders.id, mine.id));
		afterCommit(tx, { groupBuyId });
		return done({ id: groupBuyId, orderId: mine.id });
	});
}
