import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { OrderForm } from './order-form.ts';

const [A, B] = ['0b0f8a4e-0000-4000-8000-000000000001', '0b0f8a4e-0000-4000-8000-000000000002'];

function substitutes(form: Record<string, string>): boolean[] {
	const amounts = { [`lines.${A}.quantity`]: '1', [`lines.${B}.quantity`]: '1' };
	return v.parse(OrderForm, { note: '', text: '', ...amounts, ...form }).lines.map((it) => it.substitute);
}

describe('what is to happen where something is out of stock', () => {
	it('is said once for the whole order, and differently for single things', () => {
		expect(substitutes({})).toEqual([true, true]);
		expect(substitutes({ substitute: 'no' })).toEqual([false, false]);
		expect(substitutes({ substitute: 'no', [`lines.${A}.substitute`]: 'yes' })).toEqual([true, false]);
		expect(substitutes({ substitute: 'yes', [`lines.${B}.substitute`]: 'no' })).toEqual([true, false]);
		expect(substitutes({ substitute: 'no', [`lines.${B}.substitute`]: '' })).toEqual([false, false]);
	});

	it('is said by a thing alone, as before', () => {
		expect(substitutes({ [`lines.${A}.substitute`]: 'no' })).toEqual([false, true]);
	});
});
