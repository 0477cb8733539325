import { describe, expect, it } from 'vitest';
import examples from '../../../tests/group-buy-examples.json';
import { dice } from '../../../tests/dice.ts';
import { isCurrency, sayMoney, splitMoney, writeMoney } from './money.ts';
import { readMoney } from './typed-money.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, it) => all + it, 0);

describe('a bill that is split', () => {
	it.each(examples.splits)('comes out as by hand: $id', ({ total, weights, offset, result }) => {
		expect(splitMoney(total, weights, offset)).toEqual(result);
	});

	it('adds up to the cent, is off by less than a cent each, and is mirrored for money that comes back', () => {
		const roll = dice(1);
		for (let n = 0; n < 4000; n++) {
			const weights = Array.from({ length: 1 + roll(9) }, () => (roll(4) === 0 ? 0 : roll(5000)));
			const [total, offset] = [roll(100_000), roll(12)];
			const parts = splitMoney(total, weights, offset);
			expect(sum(parts)).toBe(total);
			const all = sum(weights);
			for (const [i, part] of parts.entries()) {
				const exact = all === 0 ? total / weights.length : (total * weights[i]!) / all;
				expect(Math.abs(part - exact)).toBeLessThan(1);
				if (all > 0 && weights[i] === 0) expect(part).toBe(0);
			}
			const back = splitMoney(-total, weights, offset);
			expect(back).toEqual(parts.map((part) => 0 - part));
			expect(back.some((part) => Object.is(part, -0))).toBe(false);
		}
	});

	it('gives whoever weighs more never less, and the odd cent to each in turn', () => {
		const roll = dice(2);
		for (let n = 0; n < 2000; n++) {
			const weights = Array.from({ length: 2 + roll(6) }, () => roll(50));
			const parts = splitMoney(roll(10_000), weights, roll(9));
			for (const [i, a] of weights.entries())
				for (const [j, b] of weights.entries()) if (a > b) expect(parts[i]).toBeGreaterThanOrEqual(parts[j]!);
		}
		for (let people = 1; people < 8; people++) {
			const paid = new Array<number>(people).fill(0);
			for (let offset = 0; offset < people; offset++)
				for (const [i, part] of splitMoney(1, new Array<number>(people).fill(1), offset).entries())
					paid[i]! += part;
			expect(paid).toEqual(new Array<number>(people).fill(1));
		}
	});

	it('stays exact where money times weight is more than a double holds', () => {
		const parts = splitMoney(999_999_999, [999_999_999, 999_999_998, 1]);
		expect(sum(parts)).toBe(999_999_999);
		expect(splitMoney(5, [])).toEqual([]);
	});
});

describe('money as people type it', () => {
	it.each([
		['12.8', 1280],
		['12.80', 1280],
		['￥12.8', 1280],
		['¥1,200', 120_000],
		['12,50 €', 1250],
		['１２．８元', 1280],
		['12块8', 1280],
		['12块', 1200],
		['0', 0],
		['-3.2', -320],
	])('%s', (typed, minor) => expect(readMoney(typed, 'CNY')).toBe(minor));

	it.each(['', 'free', '1.234', '12.8.1', '--3', '1e5', '9999999999', '5斤'])('“%s” is no amount', (typed) =>
		expect(readMoney(typed, 'CNY')).toBeNull(),
	);

	it('has as many digits as the currency', () => {
		expect(readMoney('1200', 'JPY')).toBe(1200);
		expect(readMoney('1.5', 'JPY')).toBeNull();
		expect(writeMoney(1280, 'CNY')).toBe('12.80');
		expect(sayMoney(1280, 'CNY', 'zh-CN')).toBe('¥12.80');
		expect(sayMoney(-1280, 'EUR', 'en')).toBe('−€12.80');
		expect([isCurrency('CNY'), isCurrency('ABC'), isCurrency('cny')]).toEqual([true, false, false]);
	});
});
