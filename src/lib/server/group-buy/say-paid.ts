import { isOfHousehold, type Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { lockKnown, maySeeBuy } from './access.ts';
import { tellOfBuy } from './news.ts';
import { say, type Amount, type Paid } from './payment.ts';
import { findOrderOf } from './order-queries.ts';

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
