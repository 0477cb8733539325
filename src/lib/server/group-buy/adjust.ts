import type { Entry } from '../../domain/group-buy-ledger.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { lockKnown, mayDo, roleOf } from './access.ts';
import { balanceOf } from './book-queries.ts';
import { book } from './books.ts';
import { keepForNextTime } from './carry.ts';
import { tellOfBuy } from './news.ts';
import type { Paid } from './payment.ts';
import { findOrder } from './order-queries.ts';
import { listPeopleOfOrders } from './people-queries.ts';

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
		const made = { groupBuyId: input.id, kind, at: sent.at, byId: by.actedBy ?? by.id, reason, entries };
		const [moveId] = await book(tx, [made]);
		if (kind === 'carried') await keepForNextTime(tx, known, order, amount, moveId!);
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
