import { expect, test } from 'vitest';
import { readFilter } from './board-filter.ts';
import { writeCursor } from './board.ts';

const read = (query: string) => readFilter(new URLSearchParams(query));
const all = { direction: null, category: null, scope: null, q: '', before: null };

test('an address without a filter asks for everything', () => {
	expect(read('')).toEqual({ ok: true, value: all });
	expect(read('direction=&category=&scope=&q=&before=')).toEqual({ ok: true, value: all });
});

test('each filter is read', () => {
	const next = { at: new Date('2026-11-21T02:00:00.123Z'), id: 'b6f1a1de-7b35-4a8e-9a37-0a8b2f9f0a11' };
	const found = read(`direction=ask&category=medicine&scope=entrance&q=+布洛芬+&before=${writeCursor(next)}`);
	expect(found).toEqual({
		ok: true,
		value: { direction: 'ask', category: 'medicine', scope: 'entrance', q: '布洛芬', before: next },
	});
});

test.each([
	['direction=both', 'direction'],
	['category=Food', 'category'],
	['scope=city', 'scope'],
	['before=yesterday', 'before'],
	['before=99999999999999_b6f1a1de-7b35-4a8e-9a37-0a8b2f9f0a11', 'before'],
	['before=1_------------------------------------', 'before'],
])('%s is refused, and %s is named', (query, field) => {
	expect(read(query)).toEqual({ ok: false, code: 'field.unknown_choice', field });
});

test('a search is cut to what can matter', () => {
	const found = read(`q=${'长'.repeat(5000)}`);
	expect(found.ok && [...found.value.q]).toHaveLength(100);
});
