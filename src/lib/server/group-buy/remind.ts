import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { once, type Sent } from '../installation/once.ts';
import { done, refused } from '../../domain/outcome.ts';
import { lockKnown, mayDo, roleOf } from './access.ts';
import { tellOfBuy } from './news.ts';
import type { Paid } from './payment.ts';
import { listPeopleOfOrders } from './people-queries.ts';
import { owedOf, readBuy } from './read.ts';

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
