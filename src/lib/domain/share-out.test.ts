import { describe, expect, it } from 'vitest';
import examples from '../../../tests/group-buy-examples.json';
import { dice } from '../../../tests/dice.ts';
import { casesFor, SHORTAGE_RULES, shareOut, type ShortageRule } from './share-out.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, it) => all + it, 0);

describe('cases', () => {
	it.each(examples.cases)(
		'of $caseSize: $firm firm and $flex flex',
		({ caseSize, firm, flex, ...result }) => {
			expect(casesFor(firm, flex, caseSize)).toEqual(result);
		},
	);

	it('are never opened for flex alone, and flex never opens a second one', () => {
		const roll = dice(11);
		for (let n = 0; n < 3000; n++) {
			const [size, firm, flex] = [1 + roll(12), roll(60), roll(30)];
			const { cases, missing } = casesFor(firm, flex, size);
			expect(cases).toBeLessThanOrEqual(Math.ceil(firm / size));
			expect(cases * size).toBeLessThanOrEqual(firm + flex);
			const begun = firm % size > 0;
			if (!begun) expect([cases, missing]).toEqual([firm / size, 0]);
			// Exactly so many more are missing: with them the case is full, with one less it is not.
			if (missing > 0) {
				expect(casesFor(firm, flex + missing, size)).toEqual({ cases: cases + 1, missing: 0 });
				expect(casesFor(firm, flex + missing - 1, size).missing).toBe(1);
			}
		}
	});
});

describe('a short delivery', () => {
	it.each(examples.shares)('is shared out as by hand: $id', (example) => {
		const { supply, due, rule, weighed, shares, rest } = example;
		const flex = 'flex' in example && example.flex ? { flex: example.flex } : {};
		expect(shareOut(supply, due, { rule: rule as ShortageRule, weighed, ...flex })).toEqual({ shares, rest });
	});

	it('is shared out whole, never above what is due, and never to whom nothing is due', () => {
		const roll = dice(12);
		for (let n = 0; n < 4000; n++) {
			const due = Array.from({ length: 1 + roll(8) }, () => roll(9));
			const flex = roll(2) === 0 ? due.map(() => 0) : due.map(() => roll(4));
			const supply = roll(60);
			const weighed = roll(2) === 0;
			for (const rule of SHORTAGE_RULES) {
				const { shares, rest } = shareOut(supply, due, { rule, weighed, flex });
				expect(sum(shares) + rest).toBe(supply);
				for (const [i, share] of shares.entries()) {
					expect(Number.isInteger(share) && share >= 0).toBe(true);
					expect(share).toBeLessThanOrEqual(due[i]! + flex[i]!);
					// Flex is served only when everybody has what they ordered for sure.
					if (share > due[i]!) expect(sum(due)).toBeLessThan(supply);
					if (supply >= sum(due)) expect(share).toBeGreaterThanOrEqual(due[i]!);
				}
				if (rest > 0) expect(shares).toEqual(due.map((it, i) => it + flex[i]!));
			}
		}
	});

	it('shared fairly leaves nobody with nothing while somebody has two', () => {
		const roll = dice(13);
		for (let n = 0; n < 2000; n++) {
			const due = Array.from({ length: 1 + roll(8) }, () => roll(7));
			const { shares } = shareOut(roll(20), due, { rule: 'fair' });
			const without = shares.some((share, i) => share === 0 && due[i]! > 0);
			if (without) expect(Math.max(...shares)).toBeLessThanOrEqual(1);
		}
	});

	it('does not depend on the order where nothing is equal but the order’s own ties', () => {
		const roll = dice(14);
		for (let n = 0; n < 1000; n++) {
			const due = [...new Set(Array.from({ length: 5 }, () => 1 + roll(30)))];
			const supply = roll(sum(due));
			for (const rule of ['fair', 'proportional'] as const) {
				const straight = shareOut(supply, due, { rule }).shares;
				const turned = shareOut(supply, [...due].reverse(), { rule }).shares.reverse();
				// Only a tie of remainders, or who comes first when there is not one for each, may differ: by one.
				for (const [i, share] of straight.entries())
					expect(Math.abs(share - turned[i]!)).toBeLessThanOrEqual(1);
				expect(sum(straight)).toBe(sum(turned));
			}
		}
	});
});
