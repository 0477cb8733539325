import { describe, expect, it } from 'vitest';
import { gramsPer, readWeight, weightStep, weightUnit, writeWeight } from './weight.ts';

describe('a weight', () => {
	it.each<[string, string, number | null]>([
		['1', '斤', 500],
		['1.5', '斤', 750],
		['0.3', '斤', 150],
		['１．５', '斤', 750],
		['1,5', 'kg', 1500],
		['2', '', 2000],
		['2', '箱', 2000],
		['3', '500g', 1500],
		['0.5', '2斤', 500],
		['750g', '斤', 750],
		['750 克', '斤', 750],
		['1公斤', '斤', 1000],
		['2KG', '斤', 2000],
		['3两', '斤', 150],
		['1', 'lb', 454],
		['0.1235', 'kg', 124],
		['', '斤', null],
		['-1', '斤', null],
		['一斤', '斤', null],
		['1.23456', '斤', null],
		['1e3', '斤', null],
	])('“%s” of “%s” is %s grams', (typed, unit, grams) => {
		expect(readWeight(typed, unit)).toBe(grams);
	});

	it('is read again as it was written, to the gram, in every unit', () => {
		for (const unit of ['斤', 'kg', '', '500g', '2斤', '两', 'g', 'lb', '公斤', '箱'])
			for (let grams = 0; grams <= 3000; grams += 1)
				expect(readWeight(writeWeight(grams, unit), unit)).toBe(grams);
	});

	it('is written with its unit', () => {
		expect([750, 500, 50].map((grams) => writeWeight(grams, '斤'))).toEqual(['1.5', '1', '0.1']);
		expect(['斤', '500g', '', '箱', 'KG'].map(weightUnit)).toEqual(['斤', '× 500g', 'kg', 'kg', 'KG']);
	});

	it('goes up by what fits into its unit', () => {
		for (const unit of ['斤', 'kg', '', '500g', '两', 'g', 'lb', '磅']) {
			const step = weightStep(unit);
			expect(gramsPer(unit) % step).toBe(0);
		}
		expect(weightStep('斤')).toBe(50);
	});
});
