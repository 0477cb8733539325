import type { StepRefusal } from '../../domain/group-buy.ts';
import type { Entry, Move, PaymentKind } from '../../domain/group-buy-ledger.ts';
import { isOfHousehold, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { findMemberById } from '../account/queries.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { lockKnown, managed, mayDo, maySeeBuy, roleOf, type Known } from './access.ts';
import { balanceOf, book } from './books.ts';
import { mayConfirm } from './desk.ts';
import { tellOfBuy } from './news.ts';
import { findPayment, markConfirmed, markRejected, type PaymentRecord } from './payment-queries.ts';
import { findOrder, findOrderOf, listPeopleOfOrders } from './queries.ts';
import { groupBuyPayments } from './table.ts';
import { owedOf, readBuy } from './view.ts';

export type Paid = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found' | 'group_buy.no_order'>;
type Amount = { id: string; amountMinor: number; method: string; note: string };

/** “I have paid”: said by the household, in the books once the organiser has confirmed. */
export function sayPaid(db: Db, by: Member, input: Amount, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		if (!known || !maySeeBuy(known, by)) return refused('not_found');
		const { buy } = known;
		if (['draft', 'failed', 'settled'].includes(buy.state)) return refused('group_buy.state_changed');
		const mine = await findOrderOf(tx, buy.id, by.householdId);
		if (!mine || (!isOfHousehold(by, mine.householdId ?? '') && mine.orderedBy !== by.id))
			return refused('group_buy.no_order');
		if (input.amountMinor <= 0) return refused('group_buy.money_unreadable', { field: 'amount' });
		await say(
			tx,
			'payment',
			by,
			{ ...input, sideId: mine.sideId, orderId: mine.id, residentId: null },
			sent.at,
		);
		const side = known.sides.find((it) => it.id === mine.sideId);
		await tellOfBuy(tx, [side?.organiserId ?? buy.organiserId], 'group_buy.paid', buy, sent.at, {
			detail: { name: by.name, door: by.door, amountMinor: input.amountMinor },
			href: `/group-buys/${buy.id}/manage`,
		});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

type SaidOf = Amount & { sideId: string; orderId: string | null; residentId: string | null };

async function say(tx: Db, kind: PaymentKind, by: Member, of: SaidOf, now: Date): Promise<PaymentRecord> {
	const { id: groupBuyId, amountMinor, method, note, sideId, orderId, residentId } = of;
	const [row] = await tx
		.insert(groupBuyPayments)
		.values({
			...{ groupBuyId, kind, amountMinor, method, note, sideId, orderId, residentId },
			saidBy: by.actedBy ?? by.id,
			saidAt: now,
		})
		.returning();
	return row!;
}

/** What a confirmed payment means for the books. */
function entriesOf(payment: PaymentRecord, { sides }: Known): { kind: Move; entries: Entry[] } {
	const { amountMinor, sideId, orderId, residentId } = payment;
	const home = sides[0]!.id;
	switch (payment.kind) {
		case 'payment':
			return {
				kind: 'payment',
				entries: [
					{ account: 'household', sideId, orderId, amountMinor: -amountMinor },
					{ account: 'purse', sideId, amountMinor },
				],
			};
		case 'advance':
			return {
				kind: 'advance',
				entries: [
					{ account: 'supplier', amountMinor },
					{ account: 'advance', residentId, amountMinor: -amountMinor },
				],
			};
		case 'repayment':
			return {
				kind: 'repayment',
				entries: [
					{ account: 'advance', residentId, amountMinor },
					{ account: 'purse', sideId: home, amountMinor: -amountMinor },
				],
			};
		case 'side_paid': {
			const outside = sides.find((side) => side.id === sideId)?.buildingId === null;
			return {
				kind: 'side_paid',
				entries: [
					{ account: outside ? 'side' : 'purse', sideId, amountMinor: -amountMinor },
					{ account: 'purse', sideId: home, amountMinor },
				],
			};
		}
	}
}

async function bookPayment(
	tx: Db,
	known: Known,
	payment: PaymentRecord,
	by: Member,
	now: Date,
): Promise<boolean> {
	const byId = by.actedBy ?? by.id;
	if (!(await markConfirmed(tx, payment.id, byId, now))) return false;
	const { kind, entries } = entriesOf(payment, known);
	await book(tx, [{ groupBuyId: known.buy.id, kind, at: now, byId, paymentId: payment.id, entries }]);
	return true;
}

export type ConfirmInput = {
	id: string;
	/** Said payments. */
	payments: string[];
	/** Orders whose whole open amount was paid in hand. */
	orders: string[];
	/** One order and an amount, written down by the organiser. */
	single: { orderId: string; amountMinor: number; method: string } | null;
};

/** “It has arrived”, for many at once, all or none; also what was paid in hand without anybody saying so. */
export function confirm(db: Db, by: Member, input: ConfirmInput, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const now = sent.at;
		const known = await lockKnown(tx, input.id);
		if (!known || !maySeeBuy(known, by)) return refused('not_found');
		const { buy } = known;
		const told = new Map<string, number>();
		for (const paymentId of input.payments) {
			const payment = await findPayment(tx, buy.id, paymentId);
			if (!payment) return refused('group_buy.payment_gone');
			if (!mayConfirm(payment, known, by)) return refused('group_buy.not_yours_to_confirm');
			if (!(await bookPayment(tx, known, payment, by, now))) return refused('group_buy.payment_gone');
			if (payment.orderId) told.set(payment.orderId, (told.get(payment.orderId) ?? 0) + payment.amountMinor);
			else
				await tellOfBuy(tx, [payment.saidBy], 'group_buy.advanced', buy, now, {
					detail: { amountMinor: payment.amountMinor },
				});
		}
		const inHand = await inHandOf(tx, known, input);
		for (const { orderId, amountMinor, method } of inHand) {
			const order = await findOrder(tx, buy.id, orderId);
			if (!order || !mayDo(known, by, 'money', order.sideId)) return refused('group_buy.order_unknown');
			const of = {
				id: buy.id,
				amountMinor,
				method,
				note: '',
				sideId: order.sideId,
				orderId,
				residentId: null,
			};
			const payment = await say(tx, 'payment', by, of, now);
			await bookPayment(tx, known, payment, by, now);
			told.set(orderId, (told.get(orderId) ?? 0) + amountMinor);
		}
		if (told.size + input.payments.length === 0) return refused('group_buy.nothing_to_pay');
		for (const { orderId, residentId } of await listPeopleOfOrders(tx, buy.id))
			if (told.has(orderId))
				await tellOfBuy(tx, [residentId], 'group_buy.paid_confirmed', buy, now, {
					detail: { amountMinor: told.get(orderId)! },
				});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

async function inHandOf(tx: Db, known: Known, { orders, single }: ConfirmInput) {
	const list = single ? [single] : [];
	if (orders.length === 0) return list;
	const read = await readBuy(tx, known);
	for (const orderId of orders) {
		const owed = owedOf(read, orderId).balanceMinor;
		if (owed > 0) list.push({ orderId, amountMinor: owed, method: '' });
	}
	return list;
}

/** “It is not there”: what was said falls away, and whoever said it hears why. */
export function reject(
	db: Db,
	by: Member,
	input: { id: string; paymentId: string; reason: string },
	sent: Sent,
): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		if (!known || !maySeeBuy(known, by)) return refused('not_found');
		const payment = await findPayment(tx, input.id, input.paymentId);
		if (!payment || !mayConfirm(payment, known, by)) return refused('group_buy.not_yours_to_confirm');
		if (!(await markRejected(tx, payment.id, sent.at))) return refused('group_buy.payment_gone');
		await tellOfBuy(tx, [payment.saidBy], 'group_buy.paid_rejected', known.buy, sent.at, {
			detail: { amountMinor: payment.amountMinor, ...(input.reason === '' ? {} : { reason: input.reason }) },
		});
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}

export type AdjustInput = {
	id: string;
	orderId: string;
	kind: 'refund' | 'carried' | 'written_off';
	/** Null: the whole balance. */
	amountMinor: number | null;
	reason: string;
};

/** Money that goes back, a difference kept for the next time, or let go: always with a reason, never by changing what was written. */
export function adjust(db: Db, by: Member, input: AdjustInput, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, input.id);
		const order = known && (await findOrder(tx, input.id, input.orderId));
		if (!known || roleOf(known, by) === null) return refused('not_found');
		if (!order || !mayDo(known, by, 'money', order.sideId)) return refused('group_buy.order_unknown');
		if (known.buy.state === 'settled') return refused('group_buy.state_changed');
		const balance = await balanceOf(tx, input.id, 'household', { orderId: order.id });
		const { kind, reason } = input;
		if (kind === 'written_off' && reason === '')
			return refused('group_buy.reason_missing', { field: 'reason' });
		const amount = kind === 'refund' ? (input.amountMinor ?? -balance) : balance;
		if (amount === 0 || (kind === 'refund' && amount < 0)) return refused('group_buy.nothing_to_pay');
		const { sideId, id: orderId } = order;
		const entries: Entry[] =
			kind === 'refund'
				? [
						{ account: 'household', sideId, orderId, amountMinor: amount },
						{ account: 'purse', sideId, amountMinor: -amount },
					]
				: [
						{ account: 'household', sideId, orderId, amountMinor: -amount },
						{ account: kind, sideId, amountMinor: amount },
					];
		await book(tx, [{ groupBuyId: input.id, kind, at: sent.at, byId: by.actedBy ?? by.id, reason, entries }]);
		if (kind === 'refund') {
			const people = (await listPeopleOfOrders(tx, input.id)).filter((it) => it.orderId === orderId);
			await tellOfBuy(
				tx,
				people.map((it) => it.residentId),
				'group_buy.refunded',
				known.buy,
				sent.at,
				{ detail: { amountMinor: amount, ...(reason === '' ? {} : { reason }) } },
			);
		}
		afterCommit(tx, { groupBuyId: input.id });
		return done({ id: input.id });
	});
}

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

/** Tells everybody who still owes what it is: in their own inbox, never to the others. */
export function remindOfMoney(db: Db, by: Member, id: string, sent: Sent): Promise<Paid> {
	return once(db, sent, async (tx): Promise<Paid> => {
		const known = await lockKnown(tx, id);
		if (!known || roleOf(known, by) === null) return refused('not_found');
		const read = await readBuy(tx, known);
		let told = 0;
		for (const { orderId, residentId } of await listPeopleOfOrders(tx, id)) {
			const order = read.orders.find((it) => it.id === orderId);
			const { balanceMinor, saidMinor } = owedOf(read, orderId);
			if (!order || balanceMinor - saidMinor <= 0 || !mayDo(known, by, 'money', order.sideId)) continue;
			await tellOfBuy(tx, [residentId], 'group_buy.owed', known.buy, sent.at, {
				detail: { dueMinor: balanceMinor },
			});
			told++;
		}
		return told > 0 ? done({ id }) : refused('group_buy.nothing_to_pay');
	});
}
