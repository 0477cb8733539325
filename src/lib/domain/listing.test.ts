import { describe, expect, it } from 'vitest';
import {
	defaultPerHousehold,
	defaultUntil,
	isPosters,
	mayNamePoster,
	refusePost,
	relaxedFrom,
	type ListingDraft,
} from './listing.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
const confirmed = { status: 'confirmed' as const };

function draft(more: Partial<ListingDraft> = {}): ListingDraft {
	return {
		direction: 'offer',
		category: 'food',
		title: '半棵白菜',
		details: '',
		quantity: 3,
		unit: '',
		perHousehold: 1,
		terms: 'give',
		returnBy: null,
		swapFor: '',
		bestBefore: null,
		keepCold: false,
		allergens: '',
		place: 'door',
		until: hours(24),
		scope: 'building',
		allocation: 'first_come',
		drawAt: null,
		neededBy: null,
		reason: '',
		urgent: false,
		anonymous: false,
		reach: 'ring',
		unopened: null,
		prescription: null,
		parts: [],
		photoCount: 0,
		...more,
	};
}
const medicine = (more: Partial<ListingDraft> = {}) =>
	draft({
		category: 'medicine',
		title: '布洛芬',
		unopened: true,
		prescription: 'otc',
		bestBefore: '2027-01-01',
		photoCount: 1,
		...more,
	});

describe('a post', () => {
	it.each([
		[draft(), null],
		[draft({ until: NOW }), 'listing.until_past'],
		[draft({ until: hours(24 * 93) }), 'listing.until_too_far'],
		[draft({ perHousehold: 4 }), 'listing.per_household_above'],
		[draft({ terms: 'lend' }), 'listing.lend_not_food'],
		[draft({ terms: 'lend', category: 'item', returnBy: '2026-11-20' }), 'listing.return_by_past'],
		[draft({ terms: 'lend', category: 'item', returnBy: null }), null],
		[draft({ terms: 'swap' }), 'listing.swap_for_missing'],
		[draft({ terms: 'swap', swapFor: '两个土豆' }), null],
		[draft({ bestBefore: '2026-11-20' }), 'listing.past_best_before'],
		[draft({ bestBefore: '2026-11-21' }), null],
		[draft({ allocation: 'draw' }), 'listing.draw_at_missing'],
		[draft({ allocation: 'draw', drawAt: hours(25) }), 'listing.draw_at_wrong'],
		[draft({ allocation: 'draw', drawAt: hours(2) }), null],
		[draft({ parts: [{ title: '鸡蛋', quantity: 3, unit: '个' }] }), 'listing.parts_only_asks'],
		[draft({ direction: 'ask', neededBy: NOW }), 'listing.needed_by_past'],
		[draft({ direction: 'ask', urgent: true }), 'listing.reason_missing'],
		[draft({ direction: 'ask', urgent: true, reason: '停电', neededBy: hours(2) }), null],
		[medicine(), null],
		[medicine({ terms: 'swap', swapFor: '口罩' }), 'medicine.only_give'],
		[medicine({ prescription: null }), 'medicine.prescription_missing'],
		[medicine({ prescription: 'rx' }), 'medicine.prescription_only'],
		[medicine({ unopened: null }), 'medicine.unopened_missing'],
		[medicine({ unopened: false }), 'medicine.opened'],
		[medicine({ bestBefore: null }), 'medicine.best_before_missing'],
		[medicine({ photoCount: 0 }), 'medicine.photo_missing'],
		[
			medicine({ direction: 'ask', prescription: 'rx', unopened: null, bestBefore: null, photoCount: 0 }),
			null,
		],
	])('%#: %o', (post, code) =>
		expect(refusePost(post, confirmed, NOW, '2026-11-21')?.code ?? null).toBe(code),
	);

	it('of medicine is not a newcomer’s to offer, but theirs to ask for', () => {
		expect(refusePost(medicine(), { status: 'waiting' }, NOW, '2026-11-21')?.code).toBe(
			'medicine.unconfirmed',
		);
		expect(refusePost(medicine({ direction: 'ask' }), { status: 'waiting' }, NOW, '2026-11-21')).toBeNull();
	});
	it.each([
		'20元一盒',
		'¥20',
		'加微信',
		'wx 13800138000',
		'电话 138 0013 8000',
		'me@example.com',
		'VX：abc',
		'5 块钱',
	])('of medicine holds no price and no contact: %s', (details) =>
		expect(refusePost(medicine({ details }), confirmed, NOW, '2026-11-21')?.code).toBe(
			'medicine.no_price_or_contact',
		),
	);
	it.each(['0.3g*24粒', '每次 1 片，一天 3 次', '有效期 2027-01', '整盒 20 粒'])(
		'of medicine may say %s',
		(details) => expect(refusePost(medicine({ details }), confirmed, NOW, '2026-11-21')).toBeNull(),
	);
	it('has good defaults', () => {
		expect([1, 2, 3, 4, 9, 10].map((quantity) => defaultPerHousehold('offer', quantity))).toEqual([
			1, 1, 1, 2, 3, 4,
		]);
		expect(defaultPerHousehold('ask', 9)).toBeNull();
		expect([defaultUntil('food', NOW), defaultUntil('item', NOW)]).toEqual([hours(24), hours(168)]);
		expect(relaxedFrom(NOW, hours(24))).toEqual(hours(18));
	});
});

describe('whose a post is, and who may read so', () => {
	const post = {
		posterId: 'li',
		posterHouseholdId: '1-101',
		category: 'food' as const,
		direction: 'offer' as const,
		anonymous: false,
		buildingId: 'b',
	};
	const viewer = (
		id: string,
		householdId: string,
		status: 'waiting' | 'confirmed' = 'confirmed',
		buildingId = 'b',
	) => ({ id, householdId, status, buildingId });
	it('is the household’s, but an ask for medicine is one person’s', () => {
		expect(isPosters(post, viewer('li2', '1-101'))).toBe(true);
		expect(isPosters({ ...post, category: 'medicine', direction: 'ask' }, viewer('li2', '1-101'))).toBe(
			false,
		);
		expect(isPosters({ ...post, category: 'medicine' }, viewer('li2', '1-101'))).toBe(true);
	});
	it('is named to confirmed neighbours of the building, unless it is anonymous', () => {
		expect(mayNamePoster(post, viewer('wang', '2-202'))).toBe(true);
		expect(mayNamePoster(post, viewer('wang', '2-202', 'waiting'))).toBe(false);
		expect(mayNamePoster(post, viewer('wang', '2-202', 'confirmed', 'other'))).toBe(false);
		expect(mayNamePoster({ ...post, anonymous: true }, viewer('wang', '2-202'))).toBe(false);
		expect(mayNamePoster({ ...post, anonymous: true }, viewer('li', '1-101'))).toBe(true);
	});
});
