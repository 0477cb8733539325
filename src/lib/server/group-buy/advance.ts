import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { findMemberById } from '../account/queries.ts';
import { lockKnown, managed, mayDo, roleOf } from './access.ts';
import { book } from './books.ts';
import { tellOfBuy } from './news.ts';
import { bookPayment, say, type Amount, type Paid } from './payment.ts';

export type AdvanceInput = Amount & { kind: 'advance' | 'repayment'; residentId: string };

/** Who advanced how much, or got it back: said by one, confirmed by the other; in the books after both. */
export function advance(db: Db, by: Member, input: AdvanceInput, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		if (known.buy.state === 'settled') return refused('group_buy.state_changed');
		const person = await findMemberById(tx, input.residentId);
		if (!person || person.communityId !== known.buy.communityId)
			return refused('group_buy.person_unknown', { field: 'resident' });
		if (input.amountMinor <= 0) return refused('group_buy.money_unreadable', { field: 'amount' });
		const of = { ...input, sideId: known.sides[0]!.id, orderId: null };
		const payment = await say(tx, input.kind, by, of, sent.at);
		// An organiser who advances out of their own pocket is both sides.
		if (person.id === by.id) await bookPayment(tx, known, payment, by, sent.at);
		else
			await tellOfBuy(tx, [person.id], 'group_buy.advance_asked', known.buy, sent.at, {
				detail: { amountMinor: input.amountMinor },
			});
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}

/** Paid to the supplier out of the purse; below zero: came back from them. */
export function paySupplier(
	db: Db,
	by: Member,
	input: { id: string; amountMinor: number; note: string },
	sent: Sent,
): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		if (known.buy.state === 'settled') return refused('group_buy.state_changed');
		if (input.amountMinor === 0) return refused('group_buy.money_unreadable', { field: 'amount' });
		const { amountMinor } = input;
		await book(tx, [
			{
				groupBuyId: input.id,
				kind: 'supplier_paid',
				at: sent.at,
				byId: by.actedBy ?? by.id,
				reason: input.note,
				entries: [
					{ account: 'supplier', amountMinor },
					{ account: 'purse', sideId: known.sides[0]!.id, amountMinor: -amountMinor },
				],
			},
		]);
		return done({ id: input.id });
	});
}

/** One side's money for the other: said by the side that pays, confirmed by the organiser; of a side without Stairwell at once. */
export function paySide(db: Db, by: Member, input: Amount & { sideId: string }, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		const side = known?.sides.find((it) => it.id === input.sideId && it.position > 0);
		if (!known || roleOf(known, by) === null) return refused('not_found');
		if (!side || !managed(known, by).some((it) => it.id === side.id))
			return refused('group_buy.order_unknown', { field: 'side' });
		if (!mayDo(known, by, 'money', side.id)) return refused('group_buy.not_yours_to_confirm');
		if (known.buy.state === 'settled') return refused('group_buy.state_changed');
		if (input.amountMinor <= 0) return refused('group_buy.money_unreadable', { field: 'amount' });
		const payment = await say(tx, 'side_paid', by, { ...input, orderId: null, residentId: null }, sent.at);
		if (side.buildingId === null) await bookPayment(tx, known, payment, by, sent.at);
		else
			await tellOfBuy(tx, [known.buy.organiserId], 'group_buy.paid', known.buy, sent.at, {
				detail: { name: side.name, amountMinor: input.amountMinor },
				href: `/group-buys/${input.id}/manage`,
			});
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}
