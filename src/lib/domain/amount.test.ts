import { describe, expect, it } from 'vitest';
import { readUnits, sayAmount, writeUnits } from './amount.ts';
import { MAX_UNITS } from './group-buy.ts';

const counted = { weighed: false, unit: '袋' };
const weighed = { weighed: true, unit: '斤' };

describe('how much is wanted', () => {
	it('is a whole number of what is counted, and a weight of what is weighed', () => {
		expect(readUnits(' 3 ', counted)).toEqual({ ok: true, value: 3 });
		expect(readUnits('３', counted)).toEqual({ ok: true, value: 3 });
		expect(readUnits('1.5', weighed)).toEqual({ ok: true, value: 750 });
		for (const typed of ['1.5', '-1', '', '三', '1e3'])
			expect(readUnits(typed, counted)).toMatchObject({ code: 'field.not_a_number' });
		expect(readUnits('一斤', weighed)).toMatchObject({ code: 'field.not_a_number' });
		expect(readUnits(String(MAX_UNITS + 1), counted)).toMatchObject({ code: 'field.out_of_range' });
		expect(readUnits('2001', weighed)).toMatchObject({ code: 'field.out_of_range' });
	});

	it('is written and said as it was typed', () => {
		expect([writeUnits(3, counted), writeUnits(750, weighed)]).toEqual(['3', '1.5']);
		expect([sayAmount(3, counted), sayAmount(750, weighed)]).toEqual([3, '1.5 斤']);
	});
});
