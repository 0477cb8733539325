import { expect, it } from 'vitest';
import type { DeskView } from '#lib/domain/group-buy-desk-view.ts';
import { figures } from './figures.ts';

const order = (dueMinor: number) => ({ dueMinor, balanceMinor: dueMinor, packed: false });

function firstOf(desk: object) {
	const whole = {
		id: 'a',
		role: 'organiser',
		tasks: [],
		households: 2,
		totalMinor: 54_900,
		currency: 'CNY',
		orders: [order(20_000), order(32_750)],
		pickup: { collected: 0 },
		...desk,
	} as unknown as DeskView;
	const seen = { desk: whole, me: { id: 'b', name: '' }, origin: '', now: new Date(0), zone: 'UTC' };
	return figures({ ...seen, locale: 'en' }).map(({ value }) => value);
}

it('before it is shared out the desk says what was ordered', () => {
	expect(firstOf({ state: 'locked', allocated: false })).toEqual(['2', '¥549.00']);
	expect(firstOf({ state: 'arrived', allocated: false })[0]).toBe('¥549.00');
});

it('afterwards what the bills below come to, to the cent', () => {
	expect(firstOf({ state: 'pickup', allocated: true })[0]).toBe('¥527.50');
});

it('and to a helper who sees no bills no sum at all', () => {
	expect(firstOf({ state: 'pickup', allocated: true, role: 'helper', tasks: ['packing'] })).not.toContain(
		expect.stringContaining('¥'),
	);
});
