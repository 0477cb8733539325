import { eq } from 'drizzle-orm';
import { mirror, refuseReversal } from '../../domain/group-buy-ledger.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { lockKnown, mayDo, roleOf, type Known } from './access.ts';
import { book } from './books.ts';
import { groupBuyProblems } from './books-table.ts';
import { markTakenBack } from './carry.ts';
import { findMove, listEntries, type MoveRecord } from './move-queries.ts';
import { tellOfBuy } from './news.ts';
import type { Paid } from './payment.ts';
import { listPeopleOfOrders } from './people-queries.ts';

export type ReverseInput = { id: string; moveId: number; reason: string };

/** “That was wrong”: a counter entry with its reason. What was written stays, and the household hears of it. */
export function reverse(db: Db, by: Member, input: ReverseInput, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) === null) return refused('not_found');
		if (known.buy.state === 'settled') return refused('group_buy.state_changed');
		const move = await findMove(tx, input.id, input.moveId);
		if (!move || !mayReverse(known, by, move)) return refused('group_buy.move_unknown', { field: 'move' });
		const refusal = refuseReversal(move);
		if (refusal) return refused(refusal, { field: 'move' });
		if (input.reason === '') return refused('group_buy.reason_missing', { field: 'reason' });
		const entries = mirror(await listEntries(tx, move.id));
		const [moveId] = await book(tx, [
			{
				groupBuyId: input.id,
				kind: 'reversal',
				at: sent.at,
				byId: by.actedBy ?? by.id,
				reason: input.reason,
				reverses: move.id,
				entries,
			},
		]);
		if (move.kind === 'carried' && !(await markTakenBack(tx, move.id, moveId!)))
			return refused('group_buy.taken_up', { field: 'move' });
		// What was agreed about a problem is open again.
		if (move.kind === 'problem')
			await tx
				.update(groupBuyProblems)
				.set({ creditMinor: null, answer: '', settledBy: null, settledAt: null, moveId: null })
				.where(eq(groupBuyProblems.moveId, move.id));
		await tellOfBuy(tx, await peopleOf(tx, known, move), 'group_buy.reversed', known.buy, sent.at, {
			detail: { amountMinor: move.amountMinor, reason: input.reason },
		});
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}

/** Whoever runs the side whose money it is; what is between sides, suppliers and advances is the organiser's. */
export function mayReverse(known: Known, by: Member, { orderId, sideId }: MoveRecord): boolean {
	const role = roleOf(known, by);
	if (role === 'helper') return false;
	return orderId === null ? role === 'organiser' : mayDo(known, by, 'money', sideId);
}

async function peopleOf(tx: Db, { buy }: Known, { orderId, residentId }: MoveRecord): Promise<string[]> {
	if (orderId === null) return residentId === null ? [] : [residentId];
	return (await listPeopleOfOrders(tx, buy.id))
		.filter((it) => it.orderId === orderId)
		.map((it) => it.residentId);
}
