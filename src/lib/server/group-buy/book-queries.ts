import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { openBalances, type Account, type Balance } from '../../domain/group-buy-ledger.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyEntries, groupBuyMoves } from './books-table.ts';
import type { SideRow } from './queries.ts';

const reversed = alias(groupBuyMoves, 'reversed');
/** A reversal counts where what it takes back counted. */
const effect = sql`coalesce(${reversed.kind}, ${groupBuyMoves.kind})`;

export async function listBalances(db: Db, groupBuyId: string): Promise<Balance[]> {
	return db
		.select({
			account: groupBuyEntries.account,
			sideId: groupBuyEntries.sideId,
			amountMinor: sql<number>`sum(${groupBuyEntries.amountMinor})::float8`,
		})
		.from(groupBuyEntries)
		.where(eq(groupBuyEntries.groupBuyId, groupBuyId))
		.groupBy(groupBuyEntries.account, groupBuyEntries.sideId);
}

/** What each household was charged, has paid (less what came back), and still owes. */
export type OrderBalance = {
	chargedMinor: number;
	paidMinor: number;
	/** Left from before and taken up here. */
	keptMinor: number;
	balanceMinor: number;
};

export async function listOrderBalances(db: Db, groupBuyId: string): Promise<Map<string, OrderBalance>> {
	const rows = await db
		.select({
			orderId: groupBuyEntries.orderId,
			charged: sql<number>`coalesce(sum(${groupBuyEntries.amountMinor})
				filter (where ${effect} in ('charge', 'problem')), 0)::float8`,
			paid: sql<number>`coalesce(-sum(${groupBuyEntries.amountMinor})
				filter (where ${effect} in ('payment', 'refund')), 0)::float8`,
			kept: sql<number>`coalesce(sum(${groupBuyEntries.amountMinor}) filter (where ${effect} = 'carried_in'), 0)::float8`,
			balance: sql<number>`sum(${groupBuyEntries.amountMinor})::float8`,
		})
		.from(groupBuyEntries)
		.innerJoin(groupBuyMoves, eq(groupBuyMoves.id, groupBuyEntries.moveId))
		.leftJoin(reversed, eq(reversed.id, groupBuyMoves.reverses))
		.where(and(eq(groupBuyEntries.groupBuyId, groupBuyId), eq(groupBuyEntries.account, 'household')))
		.groupBy(groupBuyEntries.orderId);
	return new Map(
		rows.map((row) => [
			row.orderId!,
			{
				chargedMinor: row.charged,
				paidMinor: row.paid,
				keptMinor: row.kept,
				balanceMinor: row.balance,
			},
		]),
	);
}

/** One household's statement, oldest first; of a reversal with what it takes back. */
export async function listStatement(db: Db, groupBuyId: string, orderId: string) {
	return db
		.select({
			at: groupBuyMoves.at,
			kind: groupBuyMoves.kind,
			reason: groupBuyMoves.reason,
			reverses: reversed.kind,
			amountMinor: groupBuyEntries.amountMinor,
		})
		.from(groupBuyEntries)
		.innerJoin(groupBuyMoves, eq(groupBuyMoves.id, groupBuyEntries.moveId))
		.leftJoin(reversed, eq(reversed.id, groupBuyMoves.reverses))
		.where(
			and(
				eq(groupBuyEntries.groupBuyId, groupBuyId),
				eq(groupBuyEntries.orderId, orderId),
				eq(groupBuyEntries.account, 'household'),
			),
		)
		.orderBy(groupBuyMoves.id);
}

/** What one account of the group buy stands at, of a person or side where one is named. */
export async function balanceOf(
	db: Db,
	groupBuyId: string,
	account: Account,
	of: { orderId?: string; sideId?: string; residentId?: string } = {},
): Promise<number> {
	const [row] = await db
		.select({ sum: sql<number>`coalesce(sum(${groupBuyEntries.amountMinor}), 0)::float8` })
		.from(groupBuyEntries)
		.where(
			and(
				eq(groupBuyEntries.groupBuyId, groupBuyId),
				eq(groupBuyEntries.account, account),
				of.orderId ? eq(groupBuyEntries.orderId, of.orderId) : undefined,
				of.sideId ? eq(groupBuyEntries.sideId, of.sideId) : undefined,
				of.residentId ? eq(groupBuyEntries.residentId, of.residentId) : undefined,
			),
		);
	return row!.sum;
}

/** Sides away from home that collect money of their own. */
export function awayOf(sides: readonly SideRow[]): string[] {
	return sides
		.filter((side) => side.state === 'joined' && side.position > 0 && side.buildingId !== null)
		.map((side) => side.id);
}

/** How many accounts stand in the way of settling: each household, advance and side counts by itself. */
export async function countOpenBalances(
	db: Db,
	groupBuyId: string,
	sides: readonly SideRow[],
): Promise<number> {
	const single = await db.execute<{ n: number }>(sql`
		select count(*)::int as n from (
			select 1 from group_buy_entries where group_buy_id = ${groupBuyId}
				and account in ('household', 'advance')
			group by account, order_id, resident_id having sum(amount_minor) <> 0) open`);
	const others = openBalances(await listBalances(db, groupBuyId), awayOf(sides)).filter(
		(it) => it.account !== 'household' && it.account !== 'advance',
	);
	return Number([...single][0]!.n) + others.length;
}
