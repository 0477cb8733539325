import { describe, expect, it } from 'vitest';
import {
	castsDoubt,
	COUNT_AFTER,
	fulfils,
	isPast,
	MOVEMENTS,
	namesAlcohol,
	namesOpened,
	needsCount,
	refuseLeave,
	refuseTake,
	refuseUndo,
	safeShelfTitle,
	type SHELF_CATEGORIES,
	stockAfter,
	type Taker,
	UNDO_WITHIN,
} from './corner.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const TODAY = '2026-11-21';
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);

describe('what stands on the shelf after a movement', () => {
	it('is never below zero nor above 999, whatever happens', () => {
		for (const kind of MOVEMENTS)
			for (const before of [0, 1, 5, 999])
				for (const quantity of [0, 1, 5, 6, 999]) {
					const after = stockAfter(before, kind, quantity);
					expect(after === null || (after >= 0 && after <= 999)).toBe(true);
				}
	});
	it.each([
		['left', 2, 3, 5],
		['left', 998, 2, null],
		['taken', 5, 5, 0],
		['taken', 4, 5, null],
		['counted', 7, 0, 0],
		['removed', 1, 2, null],
		['undone', 2, -3, 5],
		['undone', 2, 3, null],
	] as const)('%s: %i with %i is %j', (kind, before, quantity, after) => {
		expect(stockAfter(before, kind, quantity)).toBe(after);
	});
});

describe('what may be left', () => {
	const corner = { guests: true, keeper: '' };
	const thing = { title: '大米', category: 'food' as const, bestBefore: null };
	const confirmed = { status: 'confirmed' as const };
	it('is food and things that are good and sealed', () => {
		expect(refuseLeave(corner, thing, confirmed, TODAY)).toBeNull();
		expect(refuseLeave(corner, { ...thing, bestBefore: TODAY }, confirmed, TODAY)).toBeNull();
		expect(refuseLeave(corner, { ...thing, bestBefore: '2026-11-20' }, confirmed, TODAY)).toEqual({
			code: 'corner.past_date',
			field: 'bestBefore',
		});
	});
	it.each(['青岛啤酒', '红酒一瓶', 'two beers', '二锅头', 'a bottle of Wine', '药酒'])(
		'is no alcohol: %s',
		(title) => {
			expect(namesAlcohol(title)).toBe(true);
			expect(refuseLeave(corner, { ...thing, title }, confirmed, TODAY)?.code).toBe('corner.no_alcohol');
		},
	);
	it.each(['酒精棉片', '料酒', '甜酒酿', 'ginger', 'wineberry jam', '白菜'])('%s is no drink', (title) => {
		expect(namesAlcohol(title)).toBe(false);
	});
	it.each(['开了封的饼干', '已开封的奶粉', '剩饭', 'opened milk', '拆封的面条', 'leftovers'])(
		'is nothing opened: %s',
		(title) => {
			expect(namesOpened(title)).toBe(true);
			expect(refuseLeave(corner, { ...thing, title }, confirmed, TODAY)?.code).toBe('corner.no_opened');
		},
	);
	it.each(['未开封的饼干', '没开封', '没拆封过的盐', 'unopened rice', '开心果'])('%s is sealed', (title) => {
		expect(namesOpened(title)).toBe(false);
	});
	it('is medicine only where somebody keeps its box, by those let in, with its date', () => {
		const pills = { title: '布洛芬', category: 'medicine' as const, bestBefore: '2027-01-01' };
		const kept = { guests: true, keeper: '陈医生' };
		expect(refuseLeave(corner, pills, confirmed, TODAY)?.code).toBe('corner.no_medicine');
		expect(refuseLeave(kept, pills, confirmed, TODAY)).toBeNull();
		expect(refuseLeave(kept, pills, { status: 'waiting' }, TODAY)?.code).toBe('medicine.unconfirmed');
		expect(refuseLeave(kept, { ...pills, bestBefore: null }, confirmed, TODAY)?.code).toBe(
			'medicine.best_before_missing',
		);
	});
});

describe('who may take', () => {
	const item = (category: (typeof SHELF_CATEGORIES)[number], bestBefore: string | null = null) => ({
		category,
		bestBefore,
		quantity: 5,
	});
	const cases: [Taker, boolean, 'food' | 'medicine', number, number, string | null][] = [
		['neighbour', false, 'food', 50, 50, null],
		['neighbour', false, 'medicine', 1, 0, null],
		['newcomer', false, 'food', 2, 1, null],
		['newcomer', false, 'food', 3, 0, 'corner.guest_much'],
		['newcomer', true, 'food', 1, 2, 'corner.guest_often'],
		['newcomer', true, 'medicine', 1, 0, 'corner.newcomer'],
		['guest', false, 'food', 1, 0, 'corner.guests_only_look'],
		['guest', true, 'food', 1, 0, null],
		['guest', true, 'food', 2, 1, null],
		['guest', true, 'food', 3, 0, 'corner.guest_much'],
		['guest', true, 'food', 1, 2, 'corner.guest_often'],
		['guest', true, 'medicine', 1, 0, 'corner.guests_only_look'],
	];
	it.each(cases)(
		'%s, guests welcome: %s, %s × %i after %i takes: %j',
		(taker, guests, kind, wanted, takes, code) => {
			expect(refuseTake({ guests, keeper: '' }, item(kind), taker, wanted, takes, TODAY)).toBe(code);
		},
	);
	it('nobody takes medicine past its date; food past its date is marked, not locked away', () => {
		const corner = { guests: true, keeper: '陈医生' };
		expect(refuseTake(corner, item('medicine', '2026-11-20'), 'neighbour', 1, 0, TODAY)).toBe(
			'corner.medicine_past',
		);
		expect(refuseTake(corner, item('food', '2026-11-20'), 'neighbour', 1, 0, TODAY)).toBeNull();
		expect(isPast({ bestBefore: '2026-11-20' }, TODAY)).toBe(true);
		expect(isPast({ bestBefore: TODAY }, TODAY)).toBe(false);
		expect(isPast({ bestBefore: null }, TODAY)).toBe(false);
	});
});

describe('taking it back', () => {
	it('is possible once, within a minute, for what was left or taken', () => {
		for (const kind of MOVEMENTS) {
			const can = kind === 'taken' || kind === 'left';
			expect(refuseUndo({ kind, at: ago(UNDO_WITHIN), undone: false }, NOW)).toBe(
				can ? null : 'corner.undo_late',
			);
		}
		expect(refuseUndo({ kind: 'taken', at: ago(UNDO_WITHIN + 1), undone: false }, NOW)).toBe(
			'corner.undo_late',
		);
		expect(refuseUndo({ kind: 'taken', at: NOW, undone: true }, NOW)).toBe('corner.undo_twice');
	});
});

describe('a count is asked for', () => {
	const known = { quantity: 3, countedAt: null, createdAt: ago(1000), doubtedAt: null };
	it('when a take went wrong, or nobody has looked for three days at something that stands there', () => {
		expect(needsCount(known, NOW)).toBe(false);
		expect(needsCount({ ...known, doubtedAt: NOW }, NOW)).toBe(true);
		expect(needsCount({ ...known, quantity: 0, doubtedAt: NOW }, NOW)).toBe(true);
		expect(needsCount({ ...known, createdAt: ago(COUNT_AFTER) }, NOW)).toBe(true);
		expect(needsCount({ ...known, createdAt: ago(COUNT_AFTER - 1) }, NOW)).toBe(false);
		expect(needsCount({ ...known, createdAt: ago(9 * COUNT_AFTER), countedAt: ago(1) }, NOW)).toBe(false);
		expect(needsCount({ ...known, quantity: 0, createdAt: ago(COUNT_AFTER) }, NOW)).toBe(false);
	});
	it('but two phones that reach for the last one are no reason', () => {
		expect(castsDoubt(ago(60_000), NOW)).toBe(false);
		expect(castsDoubt(ago(3_600_000), NOW)).toBe(true);
	});
});

describe('a wish', () => {
	it.each([
		['米', '东北大米', true],
		['Rice', 'rice, 5 kg', true],
		['rice', 'Licorice', false],
		['rice', 'price list, rice', true],
		['油', '花生油', true],
		['油', '大米', false],
		['', '大米', false],
		['Ｒｉｃｅ', 'rice', true],
		['brown  rice', 'Brown rice', true],
	])('for “%s” is met by “%s”: %s', (wish, left, met) => {
		expect(fulfils(wish, left)).toBe(met);
	});
});

describe('on a locked screen', () => {
	it('stands neither medicine nor what looks like a door', () => {
		expect(safeShelfTitle({ title: '大米', category: 'food' })).toBe('大米');
		expect(safeShelfTitle({ title: '布洛芬', category: 'medicine' })).toBeNull();
		expect(safeShelfTitle({ title: '1102 的面条', category: 'food' })).toBeNull();
	});
});
