import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { setUpBuilding, thirtyBags, useStairwell, type Building } from './stairwell.ts';
import { type Visitor } from './visitor.ts';

const stairwell = useStairwell();
let building: Building;
let li: Visitor;
let listing = '';

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	listing = await thirtyBags(building.steward);
});

describe('bad input', () => {
	const address = () => `/listings/${listing}?/claim`;
	it.each([
		['no key', {}, null, 'key.missing'],
		['a key that is none', { quantity: 1 }, 'x', 'field.not_an_id'],
		['words for a number', { quantity: 'many' }, randomUUID(), 'field.not_a_number'],
		['nothing', { quantity: 0 }, randomUUID(), 'field.out_of_range'],
		['less than nothing', { quantity: '-1' }, randomUUID(), 'field.not_a_number'],
		['more than there can be', { quantity: 10_000 }, randomUUID(), 'field.out_of_range'],
		['a number past all numbers', { quantity: '9'.repeat(400) }, randomUUID(), 'field.not_a_number'],
		['a part that is no id', { part: 'eggs' }, randomUUID(), 'field.not_an_id'],
		['somebody to act for who is nobody', { for: 'me' }, randomUUID(), 'field.not_an_id'],
	] as const)('%s gets its code and a sentence, never a 500', async (_, fields, key, code) => {
		const answer = await li.send(address(), fields, key);
		expect(answer).toMatchObject({ type: 'failure', status: 400, data: { code } });
		expect(answer.type === 'failure' && answer.data.message.length).toBeGreaterThan(3);
	});

	it('a post with every field wrong names the field and keeps what was typed', async () => {
		const base = { direction: 'offer', category: 'food', title: '苹果', quantity: 3 };
		const wrong: [Record<string, string>, string][] = [
			[{ title: '' }, 'title'],
			[{ title: 'x'.repeat(5000) }, 'title'],
			[{ direction: 'sideways' }, 'direction'],
			[{ category: '' }, 'category'],
			[{ quantity: '1.5' }, 'quantity'],
			[{ until: 'tomorrow' }, 'until'],
			[{ until: '2001-01-01T00:00' }, 'until'],
			[{ bestBefore: '2026-02-30' }, 'bestBefore'],
			[{ scope: 'world' }, 'scope'],
			[{ allocation: 'draw' }, 'drawAt'],
			[{ terms: 'swap' }, 'swapFor'],
			[{ perHousehold: '99' }, 'perHousehold'],
		];
		for (const [fields, field] of wrong) {
			const answer = await li.send('/listings/new', { ...base, ...fields, details: '又脆又甜' });
			expect([fields, answer.type === 'failure' && answer.data.field]).toEqual([fields, field]);
			expect(answer.type === 'failure' && answer.data.values.details).toBe('又脆又甜');
		}
	});

	it('a file that is no picture is refused at its field; a body over the limit is 413; a broken one is 400', async () => {
		const post = { direction: 'offer', category: 'food', title: '苹果', quantity: 3 };
		const text = await li.send('/listings/new', {
			...post,
			photos: new Blob(['hello'], { type: 'image/jpeg' }),
		});
		expect(text).toMatchObject({
			type: 'failure',
			status: 400,
			data: { code: 'photo.not_a_picture', field: 'photos', values: { title: '苹果' } },
		});
		const huge = await li.send('/listings/new', {
			...post,
			photos: new Blob([new Uint8Array(41 * 1024 * 1024)], { type: 'image/jpeg' }),
		});
		expect(huge.http === 413 || (huge.type === 'failure' && huge.status === 413)).toBe(true);
		const headers = { accept: 'application/json', 'x-sveltekit-action': 'true', origin: stairwell.origin };
		const broken = await li.fetch('/listings/new', {
			method: 'POST',
			body: '--x\r\nnonsense',
			headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
		});
		expect(await broken.json()).toMatchObject({ type: 'failure', status: 400 });
		const json = await li.fetch('/listings/new', {
			method: 'POST',
			body: '{}',
			headers: { ...headers, 'content-type': 'application/json' },
		});
		expect(json.status).toBe(415);
		expect(await json.json()).toMatchObject({ error: { code: 'body.unsupported' } });
	});

	it('ids that are none, and pages that are not, are “not found” with a sentence', async () => {
		for (const path of [
			'/listings/1',
			`/listings/${randomUUID()}`,
			'/handovers/%00',
			`/photos/${randomUUID()}`,
			'/photos/x?size=huge',
			'/s/nothing',
			'/join/nothing',
			'/nowhere',
		])
			for (const accept of ['text/html', 'application/json']) {
				const response = await li.fetch(path, { headers: { accept } });
				expect([path, accept, response.status]).toEqual([path, accept, 404]);
			}
	});
});

describe('the same request again', () => {
	it('changes nothing and gets the same answer; with another body it is refused and the typed text kept', async () => {
		const key = randomUUID();
		const first = await li.send(`/listings/${listing}?/claim`, { quantity: 2 }, key);
		expect(await li.send(`/listings/${listing}?/claim`, { quantity: 2 }, key)).toEqual(first);
		expect(await li.send(`/listings/${listing}?/claim`, { quantity: 3 }, key)).toMatchObject({
			type: 'failure',
			status: 409,
			data: { code: 'key.reused', values: { quantity: '3' } },
		});
		const seen = await building.steward.read<{ held: number }>(`/listings/${listing}`);
		expect(seen.held).toBe(2);
	});

	it('fifty at once over HTTP make one handover', async () => {
		const key = randomUUID();
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => li.send(`/listings/${listing}?/claim`, { quantity: 1 }, key)),
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect((await building.steward.read<{ held: number }>(`/listings/${listing}`)).held).toBe(3);
	});
});
