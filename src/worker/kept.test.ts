import { describe, expect, it } from 'vitest';
import { isKept, keptAddress, keptUnder, othersOf } from './kept.ts';

const origin = 'https://stairwell.example';
const shelf = `${origin}/corners/11111111-2222-4333-8444-555555555555`;

describe('What is kept for times without a connection', () => {
	it.each([
		[shelf, 200, 'li', 'kept-li'],
		[`${shelf}?done=7`, 200, 'li', 'kept-li'],
		[`${origin}/c/abcdefghijklmnopqrstuv`, 200, 'nobody', 'kept-nobody'],
		[`${origin}/corners`, 200, 'li', null],
		[`${shelf}/history`, 200, 'li', null],
		[`${origin}/`, 200, 'li', null],
		[`${origin}/handovers/11111111-2222-4333-8444-555555555555`, 200, 'li', null],
		[shelf, 404, 'li', null],
		[shelf, 200, null, null],
	])('%s answered %i for %j is kept under %j', (url, status, reader, name) => {
		expect(keptUnder(url, { status, reader })).toBe(name);
	});

	it('is one page a shelf', () => {
		expect(keptAddress(`${shelf}?done=7#leave`)).toBe(shelf);
	});

	it('is nobody else’s: another reader, or none, makes it go', () => {
		const names = ['kept-li', 'kept-nobody', 'workbox-precache-v2'];
		expect(othersOf(names, 'wang')).toEqual(['kept-li', 'kept-nobody']);
		expect(othersOf(names, 'li')).toEqual(['kept-nobody']);
		expect(names.filter(isKept)).toEqual(['kept-li', 'kept-nobody']);
	});
});
