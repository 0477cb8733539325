import { describe, expect, it } from 'vitest';
import { needles, pieces, terms } from './search.ts';

const finds = (query: string, text: string) => {
	const has = new Set(pieces(text));
	return needles(query).every((needle) => has.has(needle));
};

describe('search', () => {
	it.each([
		['白菜', '半棵白菜和一些豆角'],
		['菜', '半棵白菜'],
		['豆', '豆角'],
		['abba', 'Half a Cabbage'],
		['CABBAGE', 'half a cabbage'],
		['Ｎ９５', 'N95 口罩'],
		['口罩 n95', 'N95口罩十个'],
		['é', 'Entrée'],
	])('%s finds %s', (query, text) => expect(finds(query, text)).toBe(true));
	it.each([
		['菠菜', '半棵白菜'],
		['cabin', 'cabbage'],
		['菜白', '白菜'],
	])('%s does not find %s', (query, text) => expect(finds(query, text)).toBe(false));
	it('of nothing typed asks for nothing', () => expect([needles(' ,。'), terms('')]).toEqual([[], []]));
	it('cuts what is endless', () =>
		expect(needles('ab '.repeat(9000) + [...Array(9000).keys()].join(' ')).length).toBe(64));
});
