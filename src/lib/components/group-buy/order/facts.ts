import type { BuyView } from '#lib/domain/group-buy-view.ts';
import { sayMoney } from '#lib/domain/money.ts';
import type { ShortageRule } from '#lib/domain/share-out.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Reader } from '../say.ts';

export function sayRule(rule: ShortageRule): string {
	return {
		fair: m.buypage_rule_fair,
		proportional: m.buypage_rule_proportional,
		first_come: m.buypage_rule_first_come,
	}[rule]();
}

type Terms = Pick<
	BuyView,
	| 'supplier'
	| 'currency'
	| 'feeMinor'
	| 'feeRule'
	| 'discountMinor'
	| 'marginMinor'
	| 'shortageRule'
	| 'payWhen'
	| 'pickupPlace'
	| 'scope'
	| 'minimumMinor'
	| 'minimumUnits'
	| 'minimumHouseholds'
>;

/** What whoever pays should know: who sells, what is added, how a shortage is shared, who keeps what. */
export function sayFacts(buy: Terms, { locale }: Pick<Reader, 'locale'>) {
	const money = (minor: number) => sayMoney(minor, buy.currency, locale);
	const minimum = [
		buy.minimumMinor === null ? '' : money(buy.minimumMinor),
		buy.minimumUnits === null ? '' : m.buypage_facts_units({ count: buy.minimumUnits }),
		buy.minimumHouseholds === null ? '' : m.buypage_facts_households({ count: buy.minimumHouseholds }),
	].filter(Boolean);
	const fee =
		buy.feeMinor === 0
			? m.buypage_facts_fee_none()
			: buy.feeRule === 'equal'
				? m.buypage_facts_fee_equal({ amount: money(buy.feeMinor) })
				: m.buypage_facts_fee_value({ amount: money(buy.feeMinor) });
	const facts = [
		{ label: m.buypage_facts_supplier(), text: buy.supplier || m.buypage_facts_supplier_none() },
		{ label: m.buypage_facts_fee(), text: fee },
		{
			label: m.buypage_facts_margin(),
			text: buy.marginMinor === 0 ? m.buypage_facts_margin_none() : money(buy.marginMinor),
		},
		{ label: m.buypage_facts_shortage(), text: sayRule(buy.shortageRule) },
		{
			label: m.buypage_facts_pay(),
			text: { after: m.buypage_pay_after, before: m.buypage_pay_before, pickup: m.buypage_pay_pickup }[
				buy.payWhen
			](),
		},
		{
			label: m.buypage_facts_scope(),
			text: {
				entrance: m.buypage_scope_entrance,
				building: m.buypage_scope_building,
				community: m.buypage_scope_community,
			}[buy.scope](),
		},
	];
	if (minimum.length > 0)
		facts.splice(1, 0, { label: m.buypage_facts_minimum(), text: minimum.join('\u00a0· ') });
	if (buy.discountMinor > 0)
		facts.push({ label: m.buypage_facts_discount(), text: money(buy.discountMinor) });
	if (buy.pickupPlace !== '') facts.push({ label: m.buypage_facts_pickup(), text: buy.pickupPlace });
	return facts.map(({ label, text }) => ({ label, text: whole(text) }));
}
