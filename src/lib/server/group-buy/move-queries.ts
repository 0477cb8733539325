import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { REVERSIBLE, type Entry, type Move } from '../../domain/group-buy-ledger.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyCarries, groupBuyEntries, groupBuyMoves } from './books-table.ts';

/** A movement of the books in one line: what it was of, and whether it still counts. */
export type MoveRecord = {
	id: number;
	kind: Move;
	at: Date;
	reason: string;
	paymentId: string | null;
	amountMinor: number;
	orderId: string | null;
	sideId: string | null;
	residentId: string | null;
	/** There is a reversal of it. */
	reversed: boolean;
	/** A difference that the next group buy has already taken up. */
	takenUp: boolean;
};

function moves(db: Db) {
	return db
		.select({
			id: groupBuyMoves.id,
			kind: groupBuyMoves.kind,
			at: groupBuyMoves.at,
			reason: groupBuyMoves.reason,
			paymentId: groupBuyMoves.paymentId,
			amountMinor: sql<number>`sum(${groupBuyEntries.amountMinor}) filter (where ${groupBuyEntries.amountMinor} > 0)::float8`,
			orderId: sql<string | null>`max(${groupBuyEntries.orderId}::text)`,
			sideId: sql<string | null>`max(${groupBuyEntries.sideId}::text)`,
			residentId: sql<string | null>`max(${groupBuyEntries.residentId}::text)`,
			reversed: sql<boolean>`exists (select from group_buy_moves r where r.reverses = ${groupBuyMoves.id})`,
			takenUp: sql<boolean>`exists (select from ${groupBuyCarries} where ${groupBuyCarries.madeBy} = ${groupBuyMoves.id}
				and ${groupBuyCarries.takenUpBy} is not null)`,
		})
		.from(groupBuyMoves)
		.innerJoin(groupBuyEntries, eq(groupBuyEntries.moveId, groupBuyMoves.id))
		.groupBy(groupBuyMoves.id);
}

export async function findMove(db: Db, groupBuyId: string, id: number): Promise<MoveRecord | null> {
	const [row] = await moves(db).where(
		and(eq(groupBuyMoves.groupBuyId, groupBuyId), eq(groupBuyMoves.id, id)),
	);
	return row ?? null;
}

/** What may have to be taken back, newest first. */
export async function listReversible(db: Db, groupBuyId: string): Promise<MoveRecord[]> {
	return moves(db)
		.where(and(eq(groupBuyMoves.groupBuyId, groupBuyId), inArray(groupBuyMoves.kind, [...REVERSIBLE])))
		.orderBy(desc(groupBuyMoves.id));
}

export async function listEntries(db: Db, moveId: number): Promise<Entry[]> {
	const rows = await db.select().from(groupBuyEntries).where(eq(groupBuyEntries.moveId, moveId));
	return rows.map(({ account, sideId, orderId, residentId, amountMinor }) => ({
		...{ account, sideId, orderId, residentId, amountMinor },
	}));
}
