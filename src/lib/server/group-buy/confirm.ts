import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { lockKnown, mayDo, roleOf, type Known } from './access.ts';
import { mayConfirm } from './desk-money.ts';
import { tellOfBuy } from './news.ts';
import { bookPayment, say, type Paid } from './payment.ts';
import { findPayment, markRejected } from './payment-queries.ts';
import { findOrder } from './order-queries.ts';
import { listPeopleOfOrders } from './people-queries.ts';
import { owedOf, readBuy } from './read.ts';

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
		if (!known || !(await mayTouch(tx, known, by, input.payments))) return refused('not_found');
		const { buy } = known;
		if (buy.state === 'settled') return refused('group_buy.state_changed');
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

/** Who has a desk; else only whoever is named in an advance or its repayment. */
async function mayTouch(tx: Db, known: Known, by: Member, payments: readonly string[]): Promise<boolean> {
	if (roleOf(known, by) !== null) return true;
	for (const id of payments) if ((await findPayment(tx, known.buy.id, id))?.residentId === by.id) return true;
	return false;
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
		if (!known || !(await mayTouch(tx, known, by, [input.paymentId]))) return refused('not_found');
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
