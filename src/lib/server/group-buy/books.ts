import { isBalanced, type Entry, type Move } from '../../domain/group-buy-ledger.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyEntries, groupBuyMoves } from './books-table.ts';

export type Booking = {
	groupBuyId: string;
	kind: Move;
	at: Date;
	byId: string | null;
	reason?: string;
	paymentId?: string | null;
	reverses?: number | null;
	entries: readonly Entry[];
};

/** Writes movements of the books, each of which adds up to zero, and answers with their ids. What moves nothing is left out. */
export async function book(tx: Db, bookings: readonly Booking[]): Promise<number[]> {
	const written = bookings
		.map((it) => ({ ...it, entries: it.entries.filter((entry) => entry.amountMinor !== 0) }))
		.filter((it) => it.entries.length > 0);
	if (written.length === 0) return [];
	for (const { entries, kind } of written)
		if (!isBalanced(entries)) throw new Error(`a ${kind} that does not add up to zero`);
	const moves = await tx
		.insert(groupBuyMoves)
		.values(written.map(({ entries: _, reason = '', ...move }) => ({ ...move, reason })))
		.returning({ id: groupBuyMoves.id });
	await tx
		.insert(groupBuyEntries)
		.values(
			written.flatMap(({ entries, groupBuyId }, i) =>
				entries.map((entry) => ({ ...entry, groupBuyId, moveId: moves[i]!.id })),
			),
		);
	return moves.map((move) => move.id);
}
