import type { BuyDraft, DraftLine } from './group-buy-draft.ts';

export type EditRefusal =
	| 'group_buy.closes_earlier'
	| 'group_buy.only_less'
	| 'group_buy.only_more'
	| 'group_buy.terms_fixed'
	| 'group_buy.payment_elsewhere'
	| 'group_buy.line_ordered'
	| 'group_buy.price_fixed'
	| 'group_buy.cap_below_ordered';
type Refused = { code: EditRefusal; field: string };

/** What a group buy says beside its menu. */
export type Terms = Omit<BuyDraft, 'lines'>;

const FIXED = ['scope', 'currency', 'feeRule', 'shortageRule', 'payWhen'] as const;
const ONLY_LESS = [
	['feeMinor', 'fee'],
	['marginMinor', 'margin'],
	['minimumMinor', 'minimum'],
	['minimumUnits', 'minimumUnits'],
	['minimumHouseholds', 'minimumHouseholds'],
] as const;

/** Why an open group buy may not be changed to this, with the field: what was promised only gets better for those who ordered. */
export function refuseTerms(before: Terms, after: Terms): Refused | null {
	const no = (code: EditRefusal, field: string): Refused => ({ code, field });
	if (after.closesAt < before.closesAt) return no('group_buy.closes_earlier', 'closesAt');
	if (after.opensAt?.getTime() !== before.opensAt?.getTime()) return no('group_buy.terms_fixed', 'opensAt');
	for (const field of FIXED) if (after[field] !== before[field]) return no('group_buy.terms_fixed', field);
	for (const [key, field] of ONLY_LESS)
		if ((after[key] ?? 0) > (before[key] ?? 0)) return no('group_buy.only_less', field);
	if (after.discountMinor < before.discountMinor) return no('group_buy.only_more', 'discount');
	// It has a form of its own, which tells everybody.
	return after.payment === before.payment ? null : no('group_buy.payment_elsewhere', 'payment');
}

type Kept = DraftLine & { id: string; ordered: number; flex: number };

/** What somebody ordered stays what it was, at no higher price; what nobody ordered may change or go. */
export function refuseMenu(
	before: readonly Kept[],
	after: readonly (DraftLine & { id: string | null })[],
): (Refused & { detail: { title: string } }) | null {
	for (const old of before.filter((line) => line.ordered > 0 || line.flex > 0)) {
		const at = after.findIndex((line) => line.id === old.id);
		const line = after[at];
		const no = (code: EditRefusal, name: string) => ({
			code,
			field: at < 0 ? 'menu' : `lines.${at}.${name}`,
			detail: { title: old.title },
		});
		if (!line) return no('group_buy.line_ordered', '');
		for (const name of ['title', 'unit', 'step', 'caseSize', 'weighed'] as const)
			if (line[name] !== old[name]) return no('group_buy.line_ordered', name);
		if (line.priceMinor > old.priceMinor) return no('group_buy.price_fixed', 'price');
		if (line.cap !== null && line.cap < old.ordered) return no('group_buy.cap_below_ordered', 'cap');
		if (line.least > old.least) return no('group_buy.line_ordered', 'least');
		if (line.most !== null && line.most < (old.most ?? Infinity)) return no('group_buy.line_ordered', 'most');
	}
	return null;
}
