import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isGoodMoment, notNow } from './install.ts';

const DAY = 86_400_000;
const monday = new Date('2026-11-23T09:00:00Z');
const later = (days: number) => new Date(monday.getTime() + days * DAY);

/** A phone's browser: what it keeps, whether it runs from the home screen, and what it calls itself. */
function aBrowser(how: { installed?: boolean; agent?: string } = {}): void {
	const kept = new Map<string, string>();
	vi.stubGlobal('window', {
		matchMedia: () => ({ matches: how.installed ?? false }),
		localStorage: {
			getItem: (name: string) => kept.get(name) ?? null,
			setItem: (name: string, value: string) => void kept.set(name, value),
		},
	});
	vi.stubGlobal('navigator', { userAgent: how.agent ?? 'Version/17.0 Safari/604.1' });
}

beforeEach(() => aBrowser());
afterEach(() => {
	vi.unstubAllGlobals();
});

describe('The home screen is spoken of', () => {
	it('not at the first look at the board, but on the second day', () => {
		expect(isGoodMoment('/', monday)).toBe(false);
		expect(isGoodMoment('/', monday)).toBe(false);
		expect(isGoodMoment('/', later(1))).toBe(true);
	});

	it('as soon as something has worked', () => {
		expect(isGoodMoment('/handovers/1', monday)).toBe(true);
	});

	it('not where somebody is writing or reading something else', () => {
		isGoodMoment('/', monday);
		for (const path of ['/listings/new', '/inbox', '/me/install'])
			expect([path, isGoodMoment(path, later(1))]).toEqual([path, false]);
	});

	it('not for a month after a no', () => {
		isGoodMoment('/', monday);
		notNow(monday.getTime());
		expect(isGoodMoment('/handovers/1', later(29))).toBe(false);
		expect(isGoodMoment('/handovers/1', later(31))).toBe(true);
	});

	it('never on the home screen itself', () => {
		aBrowser({ installed: true });
		expect(isGoodMoment('/handovers/1', monday)).toBe(false);
	});

	it('at once in a chat app, where nothing would stay', () => {
		aBrowser({ agent: 'Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/8.0' });
		expect(isGoodMoment('/', monday)).toBe(true);
	});
});
