import type { BuyState } from './group-buy.ts';
import type { ReversalRefusal } from './group-buy-ledger.ts';

/** Steps of the organiser's desk. */
export const BUY_STEPS = {
	open: { from: ['draft'], to: 'open' },
	lock: { from: ['open'], to: 'locked' },
	reopen: { from: ['locked'], to: 'open' },
	ordered: { from: ['locked'], to: 'ordered' },
	arrived: { from: ['ordered'], to: 'arrived' },
	pickup: { from: ['arrived'], to: 'pickup' },
	settle: { from: ['pickup'], to: 'settled' },
	unsettle: { from: ['settled'], to: 'pickup' },
	fail: { from: ['open'], to: 'failed' },
	cancel: { from: ['draft', 'open', 'locked', 'ordered'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly BuyState[]; to: BuyState }>;
export type BuyStep = keyof typeof BUY_STEPS;

export type StepRefusal =
	| 'group_buy.state_changed'
	| 'group_buy.minimum_missing'
	| 'group_buy.reason_missing'
	| 'group_buy.closes_past'
	| 'group_buy.nobody_ordered'
	| 'group_buy.not_allocated'
	| 'group_buy.allocated'
	| 'group_buy.line_unknown'
	| 'group_buy.not_balanced'
	| 'group_buy.money_unreadable'
	| 'group_buy.payment_fixed'
	| 'group_buy.payment_gone'
	| 'group_buy.not_yours_to_confirm'
	| 'group_buy.order_unknown'
	| 'group_buy.person_unknown'
	| 'group_buy.nothing_to_pay'
	| 'group_buy.side_gone'
	| 'group_buy.too_late'
	| 'group_buy.not_called'
	| 'group_buy.paste_unreadable'
	| 'people.suspended'
	| ReversalRefusal;

/** The steps that can be taken from a state, for the buttons. */
export function stepsFrom(state: BuyState): BuyStep[] {
	return (Object.keys(BUY_STEPS) as BuyStep[]).filter((step) =>
		(BUY_STEPS[step].from as readonly BuyState[]).includes(state),
	);
}
