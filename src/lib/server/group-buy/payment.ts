import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { Entry, Move, PaymentKind } from '../../domain/group-buy-ledger.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal } from '../installation/once.ts';
import type { Known } from './access.ts';
import { book } from './books.ts';
import { groupBuyPayments } from './books-table.ts';
import { markConfirmed, type PaymentRecord } from './payment-queries.ts';

export type Paid = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found' | 'group_buy.no_order'>;
export type Amount = { id: string; amountMinor: number; method: string; note: string };
type SaidOf = Amount & { sideId: string; orderId: string | null; residentId: string | null };

/** Writes down what somebody says they paid; it is in the books once the other side has confirmed. */
export async function say(
	tx: Db,
	kind: PaymentKind,
	by: Member,
	of: SaidOf,
	now: Date,
): Promise<PaymentRecord> {
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

/** Confirms it and books it; false when somebody was faster. */
export async function bookPayment(
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
