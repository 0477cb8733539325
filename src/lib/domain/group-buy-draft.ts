import type { EditRefusal } from './group-buy-edit.ts';
import type { FeeRule, Minimums, NumberOrder, PayWhen } from './group-buy.ts';
import type { Scope } from './listing.ts';
import type { Member } from './member.ts';
import type { ShortageRule } from './share-out.ts';

export type DraftLine = {
	title: string;
	unit: string;
	priceMinor: number;
	caseSize: number;
	cap: number | null;
	least: number;
	most: number | null;
	step: number;
	weighed: boolean;
	keepCold: boolean;
};

/** What a group buy says of itself, after defaults. */
export type BuyDraft = Minimums & {
	title: string;
	details: string;
	supplier: string;
	currency: string;
	opensAt: Date | null;
	closesAt: Date;
	scope: Scope;
	feeMinor: number;
	discountMinor: number;
	/** The organiser's own, a line of its own on every bill. */
	marginMinor: number;
	feeRule: FeeRule;
	shortageRule: ShortageRule;
	payWhen: PayWhen;
	payment: string;
	numberOrder: NumberOrder;
	pickupPlace: string;
	lines: DraftLine[];
};

export type DraftRefusal =
	| 'group_buy.confirmed_only'
	| 'group_buy.closes_past'
	| 'group_buy.closes_too_far'
	| 'group_buy.opens_after_it_closes'
	| 'group_buy.currency_unknown'
	| 'group_buy.no_lines'
	| 'group_buy.money_unreadable'
	| 'group_buy.most_below_least'
	| 'group_buy.least_not_a_step'
	| 'group_buy.cap_below_ordered'
	| 'group_buy.line_ordered'
	| 'group_buy.price_fixed'
	| EditRefusal
	| 'people.suspended';

const FURTHEST = 92 * 86_400_000;

/** Why this may not be saved, with the field to which the sentence belongs; null when it may. */
export function refuseDraft(
	draft: BuyDraft,
	by: Pick<Member, 'status'>,
	now: Date,
): { code: DraftRefusal; field: string } | null {
	const no = (code: DraftRefusal, field: string) => ({ code, field });
	if (by.status !== 'confirmed') return no('group_buy.confirmed_only', 'title');
	if (draft.closesAt <= now) return no('group_buy.closes_past', 'closesAt');
	if (draft.closesAt.getTime() - now.getTime() > FURTHEST) return no('group_buy.closes_too_far', 'closesAt');
	if (draft.opensAt && draft.opensAt >= draft.closesAt)
		return no('group_buy.opens_after_it_closes', 'opensAt');
	if (draft.lines.length === 0) return no('group_buy.no_lines', 'lines.0.title');
	for (const [i, line] of draft.lines.entries()) {
		if (line.least % line.step !== 0) return no('group_buy.least_not_a_step', `lines.${i}.least`);
		if (line.most !== null && line.most < Math.max(line.least, line.step))
			return no('group_buy.most_below_least', `lines.${i}.most`);
	}
	return null;
}
