import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import type { Known } from './access.ts';
import { book } from './books.ts';
import { groupBuyCarries, groupBuyMoves } from './books-table.ts';
import type { OrderRecord } from './order-queries.ts';
import { groupBuys } from './table.ts';

type Whose = Pick<OrderRecord, 'id' | 'sideId' | 'householdId'>;

/** Who keeps a side's money: its organiser. What lies in one purse is not taken out of another. */
function keeperOf({ buy, sides }: Pick<Known, 'buy' | 'sides'>, sideId: string): string {
	const side = sides.find((it) => it.id === sideId);
	return (side?.position === 0 ? null : side?.organiserId) ?? buy.organiserId;
}

/** A household's balance is left for its next group buy with the same keeper, in the same currency. */
export async function keepForNextTime(
	tx: Db,
	known: Known,
	{ sideId, householdId }: Whose,
	amountMinor: number,
	moveId: number,
): Promise<void> {
	if (householdId === null) throw new Error('a door elsewhere keeps no difference');
	const keeperId = keeperOf(known, sideId);
	const { currency } = known.buy;
	await tx.insert(groupBuyCarries).values({ householdId, keeperId, currency, amountMinor, madeBy: moveId });
}

const free = and(isNull(groupBuyCarries.takenUpBy), isNull(groupBuyCarries.takenBackBy));

/** Differences that wait for these households with the keepers of this group buy, by order; `lock`ed to be taken up. */
async function listWaiting(
	db: Db,
	known: Pick<Known, 'buy' | 'sides'>,
	orders: readonly Whose[],
	lock: boolean,
) {
	const households = new Map(orders.flatMap((it) => (it.householdId === null ? [] : [[it.householdId, it]])));
	if (households.size === 0) return [];
	const asked = db
		.select({
			id: groupBuyCarries.id,
			householdId: groupBuyCarries.householdId,
			keeperId: groupBuyCarries.keeperId,
			amountMinor: groupBuyCarries.amountMinor,
			title: groupBuys.title,
		})
		.from(groupBuyCarries)
		.innerJoin(groupBuyMoves, eq(groupBuyMoves.id, groupBuyCarries.madeBy))
		.innerJoin(groupBuys, eq(groupBuys.id, groupBuyMoves.groupBuyId))
		.where(
			and(
				free,
				eq(groupBuyCarries.currency, known.buy.currency),
				sql`${groupBuyCarries.householdId} = any(${sql.param([...households.keys()])}::uuid[])`,
				sql`${groupBuys.id} <> ${known.buy.id}`,
			),
		)
		.orderBy(groupBuyCarries.id);
	const rows = await (lock ? asked.for('update', { of: groupBuyCarries }) : asked);
	return rows.flatMap((row) => {
		const order = households.get(row.householdId)!;
		return row.keeperId === keeperOf(known, order.sideId) ? [{ ...row, order }] : [];
	});
}

/** What waits for each order of this group buy, before it is billed. */
export async function listKept(
	db: Db,
	known: Pick<Known, 'buy' | 'sides'>,
	orders: readonly Whose[],
): Promise<Map<string, number>> {
	const kept = new Map<string, number>();
	for (const { order, amountMinor } of await listWaiting(db, known, orders, false))
		kept.set(order.id, (kept.get(order.id) ?? 0) + amountMinor);
	return kept;
}

/**
 * Takes up what was left from before, each difference once: whoever bills first holds its row, the other finds it taken.
 * In either group buy’s books the sum stays zero.
 */
export async function takeUpKept(
	tx: Db,
	known: Known,
	orders: readonly Whose[],
	by: Member,
	now: Date,
): Promise<Map<string, number>> {
	const waiting = await listWaiting(tx, known, orders, true);
	const byId = by.actedBy ?? by.id;
	const moves = await book(
		tx,
		waiting.map(({ order: { id: orderId, sideId }, amountMinor, title }) => ({
			groupBuyId: known.buy.id,
			kind: 'carried_in' as const,
			at: now,
			byId,
			reason: title,
			entries: [
				{ account: 'household' as const, sideId, orderId, amountMinor },
				{ account: 'carried' as const, sideId, amountMinor: -amountMinor },
			],
		})),
	);
	const taken = new Map<string, number>();
	for (const [i, { id, order, amountMinor }] of waiting.entries()) {
		await tx
			.update(groupBuyCarries)
			.set({ takenUpBy: moves[i]! })
			.where(and(eq(groupBuyCarries.id, id), free));
		taken.set(order.id, (taken.get(order.id) ?? 0) + amountMinor);
	}
	return taken;
}

/** Takes back what was to be kept; false when another group buy has taken it up. */
export async function markTakenBack(tx: Db, madeBy: number, by: number): Promise<boolean> {
	const rows = await tx
		.update(groupBuyCarries)
		.set({ takenBackBy: by })
		.where(and(eq(groupBuyCarries.madeBy, madeBy), free))
		.returning({ id: groupBuyCarries.id });
	return rows.length === 1;
}
