import { describe, expect, it } from 'vitest';
import { asksToAct, firstMatters, inMatters } from './inbox.ts';
import { CODES } from './notification.ts';

type Row = { id: string; href: string; listing?: string; handover?: string };
const buy = '00000000-0000-4000-8000-000000000001';
const news: Row[] = [
	{ id: '1', href: '/handovers/h1', listing: 'sprayer', handover: 'h1' },
	{ id: '2', href: `/group-buys/${buy}/manage` },
	{ id: '3', href: '/listings/sprayer', listing: 'sprayer' },
	{ id: '4', href: '/building/people' },
	{ id: '5', href: `/group-buys/${buy}` },
	{ id: '6', href: '/building/people' },
	{ id: '7', href: '/handovers/h2', listing: 'sprayer', handover: 'h2' },
];
const said = (groups: readonly (readonly Row[])[]) =>
	groups.map((of) => of.map((it) => it.id).join('+')).join(' ');
const gathered = (waits: [string, string][]) => {
	const { todo, rest } = inMatters(news, new Map(waits));
	return [said(todo), said(rest)];
};

describe('an inbox by matter', () => {
	it('has one row for a post and one for a group buy, the newest first; the building’s news stay apart', () => {
		expect(gathered([])).toEqual(['', '1+3+7 2+5 4 6']);
	});

	it('has what waits for the reader by itself, before the rest', () => {
		expect(
			gathered([
				['h2', 'h2'],
				[buy, buy],
			]),
		).toEqual(['2+5 7', '1+3 4 6']);
	});

	it('has all who wait for the reader’s choice in one row', () => {
		expect(
			gathered([
				['h1', 'sprayer'],
				['h2', 'sprayer'],
			]),
		).toEqual(['1+7', '2+5 3 4 6']);
	});

	it('has a page of as many matters as are asked for, and never half a row of news', () => {
		expect(said([firstMatters(news, 1)])).toBe('1');
		expect(said([firstMatters(news, 2)])).toBe('1+2+3');
		expect(said([firstMatters(news, 4)])).toBe('1+2+3+4+5+6+7');
	});
});

it('news of what is done, thanks, and what the handover itself knows ask for nothing', () => {
	const quiet = CODES.filter((code) => !asksToAct(code));
	expect(quiet).toEqual(
		expect.arrayContaining(['handover.received', 'handover.thanked', 'listing.posted', 'group_buy.settled']),
	);
	for (const code of ['handover.knock', 'resident.waiting', 'listing.urgent'] as const)
		expect(asksToAct(code)).toBe(true);
});
