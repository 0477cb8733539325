import { sayMoney } from '../../domain/money.ts';
import type { ShortageRule } from '../../domain/share-out.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { text, until, type Told } from './words.ts';

/** Why somebody got less than they ordered. */
const SHORT = {
	fair: m.notification_tail_short_fair,
	proportional: m.notification_tail_short_proportional,
	first_come: m.notification_tail_short_first_come,
} satisfies Record<ShortageRule, unknown>;

/** What news of a group buy adds: the pickup number, what to pay or what comes back, what changed, until when. */
export function groupBuyTails(told: Told): string[] {
	const { locale, detail } = told;
	if (!told.code.startsWith('group_buy.')) return [];
	const currency = text(told, 'currency') || 'CNY';
	const tails: string[] = [];
	if (detail.number !== undefined)
		tails.push(m.notification_tail_number({ number: detail.number }, { locale }));
	if (detail.ahead !== undefined) tails.push(m.notification_tail_ahead({ ahead: detail.ahead }, { locale }));
	const changes = text(told, 'changes');
	if (changes !== '') tails.push(m.notification_tail_changes({ changes }, { locale }));
	const why = SHORT[text(told, 'rule') as ShortageRule];
	if (why) tails.push(why({}, { locale }));
	const { dueMinor, amountMinor } = detail;
	if (typeof dueMinor === 'number' && dueMinor !== 0) {
		const amount = sayMoney(Math.abs(dueMinor), currency, locale);
		tails.push(
			dueMinor > 0
				? m.notification_tail_due({ amount }, { locale })
				: m.notification_tail_back({ amount }, { locale }),
		);
	}
	if (typeof amountMinor === 'number')
		tails.push(m.notification_tail_amount({ amount: sayMoney(amountMinor, currency, locale) }, { locale }));
	const at = until(told);
	if (at !== '') tails.push(m.notification_tail_by({ until: at }, { locale }));
	return tails;
}
