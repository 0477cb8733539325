import { splitMoney } from './money.ts';

/**
 * How many cases are filled by what households want for sure (`firm`) and what they would take more (`flex`). A case is
 * begun only for at least one firm unit, flex only completes it (the rule of Foodsoft). `missing`: what the begun case
 * still lacks after all flex; 0 when none is begun or it is filled.
 */
export function casesFor(firm: number, flex: number, caseSize: number): { cases: number; missing: number } {
	const full = Math.floor(firm / caseSize);
	const begun = firm % caseSize;
	if (begun === 0) return { cases: full, missing: 0 };
	const missing = Math.max(0, caseSize - begun - flex);
	return { cases: missing === 0 ? full + 1 : full, missing };
}

export const SHORTAGE_RULES = ['fair', 'proportional', 'first_come'] as const;
export type ShortageRule = (typeof SHORTAGE_RULES)[number];

export type ShareRule = {
	rule: ShortageRule;
	/** Goods in grams: “everyone one first” means nothing there, fair becomes pure proportion. */
	weighed?: boolean;
	/** What each would take more, beside `due`. */
	flex?: readonly number[];
};

/**
 * Shares out what came, people in order time. What is over goes to flex by the same rule, and what nobody wants is `rest`.
 * Shares and rest always add up to the supply; nobody gets more than due and flex.
 */
export function shareOut(
	supply: number,
	due: readonly number[],
	{ rule, weighed = false, flex = [] }: ShareRule,
): { shares: number[]; rest: number } {
	const shares = among(supply, due, rule, weighed);
	const over = supply - sum(shares);
	const more = among(
		over,
		due.map((_, i) => flex[i] ?? 0),
		rule,
		weighed,
	);
	return { shares: shares.map((share, i) => share + more[i]!), rest: over - sum(more) };
}

function among(supply: number, due: readonly number[], rule: ShortageRule, weighed: boolean): number[] {
	if (supply >= sum(due)) return [...due];
	if (rule === 'first_come') return inOrder(supply, due);
	// Below the sum of what is due no proportional part exceeds it.
	if (rule === 'proportional' || weighed) return splitMoney(supply, due);
	const first = inOrder(
		supply,
		due.map((wanted) => Math.min(1, wanted)),
	);
	const left = supply - sum(first);
	if (left === 0) return first;
	const more = splitMoney(
		left,
		due.map((wanted, i) => wanted - first[i]!),
	);
	return first.map((share, i) => share + more[i]!);
}

function inOrder(supply: number, due: readonly number[]): number[] {
	let left = supply;
	return due.map((wanted) => {
		const share = Math.min(left, wanted);
		left -= share;
		return share;
	});
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, it) => all + it, 0);
}
