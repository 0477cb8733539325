import { expect, test } from 'vitest';
import { defaultUntil } from '#lib/domain/listing.ts';
import { least, now, sendPost } from '../../../../tests/post-form.ts';
import { readPost } from './post-form.ts';

async function read(fields: Record<string, string>) {
	const form = await sendPost({ ...least, ...fields });
	if (!form.ok) throw new Error(`refused: ${JSON.stringify(form.failure)}`);
	return readPost(form.value, now);
}

test('three words are enough: everything else has a default', async () => {
	expect(await read({})).toEqual({
		direction: 'offer',
		category: 'food',
		title: '半棵白菜',
		details: '',
		quantity: 1,
		unit: '',
		perHousehold: 1,
		terms: 'give',
		returnBy: null,
		swapFor: '',
		bestBefore: null,
		keepCold: false,
		allergens: '',
		place: 'door',
		until: defaultUntil('food', now),
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
	});
});

test('every field that is sent empty has its default too, as browsers send those nobody touched', async () => {
	const names = [
		'details',
		'quantity',
		'unit',
		'perHousehold',
		'terms',
		'returnBy',
		'swapFor',
		'bestBefore',
		'keepCold',
		'allergens',
		'place',
		'until',
		'scope',
		'allocation',
		'drawAt',
		'neededBy',
		'reason',
		'urgent',
		'anonymous',
		'reach',
		'unopened',
		'prescription',
		'parts.0.title',
		'parts.0.quantity',
		'parts.0.unit',
		'photos',
	];
	expect(await read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(await read({}));
});

test('every field arrives as it is meant', async () => {
	const post = await read({
		direction: 'ask',
		category: 'item',
		title: '生日蛋糕',
		details: '给楼里的孩子\r\n十个',
		unit: '样',
		terms: 'lend',
		returnBy: '2026-12-01',
		bestBefore: '2027-01-31',
		keepCold: 'yes',
		allergens: '鸡蛋',
		place: 'corner',
		until: '2026-11-25T20:30',
		scope: 'community',
		allocation: 'draw',
		drawAt: '2026-11-24T12:00+08:00',
		neededBy: '2026-11-25T18:00',
		reason: '孩子过生日',
		urgent: 'yes',
		anonymous: 'yes',
		reach: 'none',
		'parts.4.title': '面粉',
		'parts.4.quantity': '2',
		'parts.4.unit': '斤',
		'parts.0.title': '鸡蛋',
	});
	expect(post).toMatchObject({
		details: '给楼里的孩子\n十个',
		terms: 'lend',
		returnBy: '2026-12-01',
		bestBefore: '2027-01-31',
		keepCold: true,
		place: 'corner',
		until: new Date('2026-11-25T12:30:00Z'),
		drawAt: new Date('2026-11-24T04:00:00Z'),
		neededBy: new Date('2026-11-25T10:00:00Z'),
		urgent: true,
		anonymous: true,
		reach: 'none',
		scope: 'community',
		perHousehold: null,
		quantity: 3,
		parts: [
			{ title: '鸡蛋', quantity: 1, unit: '' },
			{ title: '面粉', quantity: 2, unit: '斤' },
		],
	});
});

test('a third of it a household, rounded up, unless the poster says otherwise', async () => {
	expect((await read({ quantity: '10' })).perHousehold).toBe(4);
	expect((await read({ quantity: '１０', perHousehold: '10' })).perHousehold).toBe(10);
	expect((await read({ quantity: '10', direction: 'ask' })).perHousehold).toBeNull();
});

test('an ask for medicine names nobody unless the asker wants it', async () => {
	const medicine = { direction: 'ask', category: 'medicine' };
	expect((await read(medicine)).anonymous).toBe(true);
	expect((await read({ ...medicine, anonymous: 'no' })).anonymous).toBe(false);
	expect((await read({ category: 'medicine' })).anonymous).toBe(false);
});

test('what belongs to another kind of post falls away', async () => {
	const stray = {
		urgent: 'yes',
		reason: '急',
		neededBy: '2026-11-25T18:00',
		unopened: 'yes',
		prescription: 'otc',
		drawAt: '2026-11-25T18:00',
		swapFor: '米',
	};
	expect(await read(stray)).toEqual(await read({}));
});

const huge = '长'.repeat(5001);
test.each([
	['direction', '', 'field.required'],
	['direction', 'both', 'field.unknown_choice'],
	['category', '', 'field.required'],
	['category', 'food; drop table', 'field.unknown_choice'],
	['title', '', 'field.required'],
	['title', ' \u0000\u0007 ', 'field.required'],
	['title', huge, 'field.too_long'],
	['details', huge, 'field.too_long'],
	['quantity', '0', 'field.out_of_range'],
	['quantity', '10000', 'field.out_of_range'],
	['quantity', '-1', 'field.not_a_number'],
	['quantity', '1.5', 'field.not_a_number'],
	['quantity', '1e3', 'field.not_a_number'],
	['quantity', '9'.repeat(400), 'field.not_a_number'],
	['unit', '一个非常非常长的单位名称', null],
	['unit', '一个非常非常长的单位名称呀', 'field.too_long'],
	['perHousehold', '0', 'field.out_of_range'],
	['perHousehold', '两', 'field.not_a_number'],
	['terms', 'sell', 'field.unknown_choice'],
	['returnBy', '2026-02-30', 'field.not_a_day'],
	['swapFor', huge, 'field.too_long'],
	['bestBefore', '31.12.2026', 'field.not_a_day'],
	['keepCold', 'true', 'field.unknown_choice'],
	['allergens', huge, 'field.too_long'],
	['place', 'roof', 'field.unknown_choice'],
	['until', 'tomorrow', 'field.not_a_time'],
	['until', '2026-11-25T25:00', 'field.not_a_time'],
	['scope', 'city', 'field.unknown_choice'],
	['allocation', 'auction', 'field.unknown_choice'],
	['drawAt', '2026-13-01T10:00', 'field.not_a_time'],
	['neededBy', '999999-01-01T00:00', 'field.not_a_time'],
	['reason', huge, 'field.too_long'],
	['urgent', '1', 'field.unknown_choice'],
	['anonymous', 'maybe', 'field.unknown_choice'],
	['reach', 'shout', 'field.unknown_choice'],
	['unopened', 'on', 'field.unknown_choice'],
	['prescription', 'herbal', 'field.unknown_choice'],
	['parts', 'eggs', 'field.not_text'],
	['parts.0.quantity', '3', 'field.required'],
	['photos', 'not a file', 'photo.not_a_picture'],
	['for', 'me', 'field.not_an_id'],
	['title.0.x', 'nested', 'field.not_text'],
])('%s: %s is %s', async (field, typed, code) => {
	const form = await sendPost({
		...least,
		[field]: typed,
		details: field === 'details' ? typed : '早上买的',
	});
	if (code === null) return expect(form.ok).toBe(true);
	if (form.ok) throw new Error('not refused');
	const named = field === 'parts.0.quantity' ? 'parts.0.title' : field.replace('.0.x', '');
	expect(form.failure.status).toBe(400);
	expect(form.failure.data).toMatchObject({ code, field: named });
	expect(form.failure.data.message).not.toBe('');
	expect(form.failure.data.values[field]).toBe(typed);
	expect(form.failure.data.values.title).toBe(field === 'title' ? typed : least.title);
});

test('control characters are taken out of what is kept', async () => {
	const post = await read({ title: '白\u0000菜\u001b\n一棵', details: 'a\u0008b' });
	expect(post).toMatchObject({ title: '白菜 一棵', details: 'ab' });
});
