import { describe, expect, it } from 'vitest';
import { placesFor, standsAt } from './places.ts';

const keys = (steward: boolean, existing?: string[]) =>
	placesFor(steward, existing).map((place) => place.key);

describe('The five places', () => {
	it('are the board, the corner, group buys, the inbox and me', () => {
		expect(keys(false)).toEqual(['board', 'corner', 'group-buys', 'inbox', 'me']);
	});

	it('give a steward Today in place of the corner', () => {
		expect(keys(true)).toEqual(['board', 'today', 'group-buys', 'inbox', 'me']);
	});

	it('leave out what is not built yet', () => {
		expect(keys(true, ['board', 'today', 'inbox', 'me'])).toEqual(['board', 'today', 'inbox', 'me']);
		expect(keys(false, ['board', 'today', 'inbox', 'me'])).toEqual(['board', 'inbox', 'me']);
	});

	it('say where one stands, also somewhere within', () => {
		expect(standsAt({ href: '/' }, '/')).toBe('page');
		expect(standsAt({ href: '/' }, '/me')).toBeUndefined();
		expect(standsAt({ href: '/me' }, '/me/devices')).toBe('true');
		expect(standsAt({ href: '/me' }, '/meetings')).toBeUndefined();
	});
});
