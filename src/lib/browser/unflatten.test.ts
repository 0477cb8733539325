import { stringify } from 'devalue';
import { describe, expect, it } from 'vitest';
import { parse, unflatten } from './unflatten.ts';

const round = (value: unknown) => parse(stringify(value));

describe('what the server sends with a page arrives as it was', () => {
	const at = new Date('2026-11-22T08:10:00Z');
	const shared = { title: '豆角' };
	it.each<[string, unknown]>([
		['plain values', { a: 1, b: 'two', c: true, d: null, e: '', f: 0, g: -3.5 }],
		['nothing at all', { a: undefined, b: [undefined, null] }],
		['only nothing', undefined],
		['numbers that JSON lacks', [NaN, Infinity, -Infinity, -0]],
		['dates', { at, days: [at, at] }],
		['dates that are none', [new Date(NaN)]],
		['lists in lists', [[1, [2, []]], [], [{}]]],
		[
			'sets and maps',
			{
				set: new Set([1, at, 'x']),
				map: new Map<unknown, unknown>([
					['a', { b: 1 }],
					[at, [2]],
				]),
			},
		],
		['large numbers', { n: 12345678901234567890n }],
		['the same thing twice', { a: shared, b: [shared, shared] }],
		['keys of all kinds', { '': 1, 'a-b': 2, 爱心角: 3, constructor: 4, toString: 5, length: 6 }],
		['words that look like kinds', [['Date', 'Set'], 'Map', { kind: 'BigInt' }]],
	])('%s', (_, value) => expect(round(value)).toStrictEqual(value));

	it('a list with holes keeps them', () => {
		const holes = [1, 2, 3];
		delete holes[1];
		expect(1 in (round(holes) as unknown[])).toBe(false);
	});

	it('what is shared stays one, and what goes round goes round', () => {
		const { a, b } = round({ a: shared, b: shared }) as { a: unknown; b: unknown };
		expect(a).toBe(b);
		const ring: { self?: unknown } = {};
		ring.self = ring;
		const back = round(ring) as typeof ring;
		expect(back.self).toBe(back);
	});

	it("Kit's own kinds are made by whoever knows them", () => {
		const text = stringify({ later: shared }, { Promise: (it: unknown) => it === shared && 7 });
		expect(parse(text, { Promise: (id) => `no. ${String(id)}` })).toEqual({ later: 'no. 7' });
	});

	it('a kind that our pages never send is an error, and nothing reaches the prototype', () => {
		expect(() => round(new Uint8Array([1]))).toThrow('Uint8Array');
		expect(() => round(/x/)).toThrow('RegExp');
		expect(() => round(Object.assign([], { 100_000: 1 }))).toThrow();
		const back = unflatten([JSON.parse('{"__proto__":1}'), { evil: 2 }, true]) as { evil?: boolean };
		expect(back.evil).toBeUndefined();
		expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
	});
});
