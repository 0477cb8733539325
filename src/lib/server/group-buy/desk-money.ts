import type { MoveRow, PaymentRow } from '../../domain/group-buy-desk-view.ts';
import { refuseReversal } from '../../domain/group-buy-ledger.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { managed, mayDo } from './access.ts';
import { listReversible } from './move-queries.ts';
import type { ListedPayment, PaymentRecord } from './payment-queries.ts';
import { listNames } from './people-queries.ts';
import type { ReadBuy } from './read.ts';
import { mayReverse } from './reverse.ts';

/** What was said, confirmed or taken back, as far as it is this viewer’s business. */
export async function paymentRows(
	db: Db,
	payments: readonly ListedPayment[],
	read: ReadBuy,
	viewer: Member,
	mine: ReadonlySet<string>,
): Promise<PaymentRow[]> {
	const people = await listNames(
		db,
		payments.map((it) => it.residentId),
	);
	const sides = new Set(managed(read, viewer).map((side) => side.id));
	// What one side pays the other is both sides' business; what its households pay is its own.
	const between = (it: PaymentRecord) =>
		viewer.id === read.buy.organiserId || viewer.id === it.residentId || sides.has(it.sideId);
	return payments
		.filter((it) => (it.orderId === null ? between(it) : mine.has(it.orderId)))
		.map((it) => ({
			id: it.id,
			kind: it.kind,
			orderId: it.orderId,
			who:
				read.orders.find((order) => order.id === it.orderId)?.door ??
				people.get(it.residentId ?? '') ??
				read.sides.find((side) => side.id === it.sideId)?.name ??
				'',
			amountMinor: it.amountMinor,
			method: it.method,
			note: it.note,
			saidAt: it.saidAt,
			state: it.reversed ? 'reversed' : it.confirmedAt ? 'confirmed' : it.rejectedAt ? 'rejected' : 'said',
			mine: !it.confirmedAt && !it.rejectedAt && mayConfirm(it, read, viewer),
		}));
}

/** Whose yes is missing: the organiser's of the side for a household's payment; the other's for an advance. */
export function mayConfirm(
	payment: PaymentRecord,
	known: Pick<ReadBuy, 'buy' | 'sides' | 'helpers'>,
	viewer: Member,
): boolean {
	if (payment.kind === 'payment') return mayDo(known, viewer, 'money', payment.sideId);
	if (payment.kind === 'side_paid')
		return viewer.id === known.buy.organiserId && payment.saidBy !== viewer.id;
	return payment.saidBy === payment.residentId
		? viewer.id === known.buy.organiserId
		: viewer.id === payment.residentId;
}

/** What this viewer may take back, as one reads it in a list. */
export async function moveRows(db: Db, read: ReadBuy, viewer: Member): Promise<MoveRow[]> {
	const open = (await listReversible(db, read.buy.id)).filter(
		(it) => refuseReversal(it) === null && mayReverse(read, viewer, it),
	);
	const people = await listNames(
		db,
		open.map((it) => it.residentId),
	);
	const doors = new Map(read.orders.map((order) => [order.id, order.door]));
	const sides = new Map(read.sides.map((side) => [side.id, side.name]));
	return open.map(({ id, kind, at, reason, amountMinor, orderId, residentId, sideId }) => ({
		...{ id, kind, at, reason, amountMinor },
		who:
			doors.get(orderId ?? '') ??
			people.get(residentId ?? '') ??
			(kind === 'side_paid' ? (sides.get(sideId ?? '') ?? '') : ''),
	}));
}
