import { topicOfBuy } from '../../domain/group-buy-topic.ts';
import { lockScreenTitle, type Code } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';
import { notify } from '../notification/notify.ts';
import type { BuyRow } from './queries.ts';

type More = {
	detail?: Record<string, string | number>;
	/** Push it only while the group buy is in the state it has now. */
	whileState?: string;
	href?: string;
};

/** News of a group buy. A lock screen reads its title only where a stranger may. */
export async function tellOfBuy(
	tx: Db,
	to: readonly (string | null)[],
	code: Code,
	buy: Pick<BuyRow, 'id' | 'title' | 'currency'>,
	now: Date,
	{ detail = {}, whileState, href }: More = {},
): Promise<void> {
	await notify(
		tx,
		{
			to: to.filter((id) => id !== null),
			topic: topicOfBuy(code),
			code,
			detail: { ...titles(buy), ...detail },
			href: href ?? `/group-buys/${buy.id}`,
			groupBuyId: buy.id,
			...(whileState === undefined ? {} : { whileState }),
		},
		now,
	);
}

function titles({ title, currency }: Pick<BuyRow, 'title' | 'currency'>): Record<string, string> {
	const safe = lockScreenTitle({ title, category: 'food', direction: 'offer', anonymous: false });
	return { title, currency, ...(safe === null ? {} : { safeTitle: safe }) };
}
