import { sideOf, type HandoverFacts, type ListingFacts, type State } from './handover.ts';
import type { Member } from './member.ts';
import { isSteward } from './member.ts';

export const STEPS = ['bring', 'left', 'receive', 'missing', 'release', 'returned'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_TO: Record<Step, State> = {
	bring: 'on_the_way',
	left: 'left',
	receive: 'received',
	missing: 'missing',
	release: 'released',
	returned: 'returned',
};

/** Which states a step leaves, and who takes it. */
const STEP_RULES: Record<Step, { from: readonly State[]; giver: boolean; receiver: boolean }> = {
	bring: { from: ['reserved'], giver: true, receiver: false },
	left: { from: ['reserved', 'on_the_way'], giver: true, receiver: false },
	receive: { from: ['reserved', 'on_the_way', 'left', 'missing'], giver: false, receiver: true },
	missing: { from: ['left'], giver: false, receiver: true },
	release: { from: ['waiting', 'reserved', 'on_the_way'], giver: true, receiver: true },
	returned: { from: ['received'], giver: true, receiver: false },
};

export type StepRefusal = 'handover.not_yours' | 'handover.state_changed' | 'handover.not_lent';

/** Why this person may not take this step now, or null. The state is checked again by the WHERE clause that writes it. */
export function refuseStep(
	step: Step,
	listing: ListingFacts,
	handover: HandoverFacts,
	by: Member,
): StepRefusal | null {
	const side = sideOf(listing, handover, by);
	const rule = STEP_RULES[step];
	const stewards = handover.state === 'missing' && isSteward(by) && by.buildingId === listing.buildingId;
	const vouched = handover.outsideName !== null && side === 'giver';
	const may =
		(side !== null && rule[side]) ||
		(step === 'receive' && (stewards || vouched)) ||
		(step === 'release' && stewards);
	if (!may) return 'handover.not_yours';
	if (step === 'returned' && listing.terms !== 'lend') return 'handover.not_lent';
	const from = stewards && step === 'release' ? ['missing'] : rule.from;
	return from.includes(handover.state) ? null : 'handover.state_changed';
}

/** The steps that somebody can take now, for the buttons. */
export function stepsFor(listing: ListingFacts, handover: HandoverFacts, by: Member): Step[] {
	return STEPS.filter((step) => refuseStep(step, listing, handover, by) === null);
}
