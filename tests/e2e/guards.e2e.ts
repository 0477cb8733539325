import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, setUpBuilding, thirtyBags, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
let building: Building;
let li: Visitor;
let listing = '';

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	listing = await thirtyBags(building.steward);
});

/** A request with exactly these headers: fetch would not let the Host be chosen. */
function raw(
	path: string,
	headers: Record<string, string>,
	method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
	return new Promise((resolve, reject) => {
		const { port } = new URL(stairwell.origin);
		const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
			let body = '';
			response.on('data', (chunk: Buffer) => (body += chunk.toString()));
			response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
		});
		sent.on('error', reject);
		sent.end();
	});
}

describe('at the door', () => {
	it('a change from a foreign page, or from none, is refused, JSON too', async () => {
		for (const origin of ['https://evil.example', 'null', undefined])
			for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
				const response = await li.fetch(`/listings/${listing}?/claim`, {
					method: 'POST',
					body: 'quantity=1',
					headers: { 'content-type': type, accept: 'application/json', ...(origin ? { origin } : {}) },
				});
				expect([origin, type, response.status]).toEqual([origin, type, 403]);
				expect(await response.json()).toMatchObject({ code: 'origin.foreign' });
			}
	});

	it('what waited on a phone is done in its author’s name or not at all', async () => {
		const offer = { direction: 'offer', category: 'food', title: '白菜', quantity: 1 };
		const cabbage = madeId(await building.steward.send('/listings/new', offer));
		const claim = (person: string) =>
			li.fetch(`/listings/${cabbage}?/claim`, {
				method: 'POST',
				body: new URLSearchParams({ key: randomUUID(), quantity: '1' }),
				headers: {
					accept: 'application/json',
					'x-sveltekit-action': 'true',
					origin: stairwell.origin,
					'x-stairwell-person': person,
				},
			});
		const held = async () => (await li.read<{ held: number }>(`/listings/${cabbage}`)).held;
		expect(await (await claim(building.steward.id)).json()).toMatchObject({
			type: 'redirect',
			location: '/sign-in',
		});
		expect(await held()).toBe(0);
		expect(await (await claim(li.id)).json()).toMatchObject({ type: 'redirect' });
		expect(await held()).toBe(1);
	});

	it('a Host that is not ours is refused, but for the health check', async () => {
		expect((await raw('/sign-in', { host: 'evil.example' })).status).toBe(421);
		expect((await raw('/healthz', { host: 'evil.example' })).status).toBe(200);
	});

	it('every kind of page carries the headers that protect it', async () => {
		for (const path of [
			'/',
			'/sign-in',
			`/listings/${listing}`,
			'/nowhere',
			'/healthz',
			'/manifest.webmanifest',
		]) {
			const response = await li.open(path);
			const csp = response.headers.get('content-security-policy') ?? '';
			expect([path, csp.includes("base-uri 'none'"), csp.includes("frame-ancestors 'none'")]).toEqual([
				path,
				true,
				true,
			]);
			expect(/script-src[^;]*unsafe-inline/.test(csp)).toBe(false);
			expect(response.headers.get('x-content-type-options')).toBe('nosniff');
			expect(response.headers.get('referrer-policy')).toBe('same-origin');
		}
		expect((await li.open('/')).headers.get('cache-control')).toContain('no-store');
		expect(
			(await li.fetch('/', { headers: { accept: 'application/json' } })).headers.get('cache-control'),
		).toContain('no-store');
	});

	it('a stored session id used as a cookie does not sign in, nor do ten thousand malformed ones break anything', async () => {
		const token = li.cookies.get('stairwell')!;
		const hashed = createHash('sha256').update(token).digest('hex');
		expect(
			(
				await raw('/', {
					host: new URL(stairwell.origin).host,
					accept: 'application/json',
					cookie: `stairwell=${hashed}`,
				})
			).status,
		).toBe(401);
		const host = new URL(stairwell.origin).host;
		const bad = ['', '%', '%00', '"', ';', '\\', '=', 'a'.repeat(4000), '{}', '<', "'", '%E0%A4%A'];
		for (let i = 0; i < 10_000; i += 50) {
			const answers = await Promise.all(
				Array.from({ length: 50 }, (_, k) =>
					raw('/me', {
						host,
						accept: 'application/json',
						cookie: `stairwell=${bad[(i + k) % bad.length]}${randomBytes(k % 40)
							.toString('latin1')
							.replace(/[^\x20-\x7e]/g, '')}`,
					}),
				),
			);
			expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
		}
	});
});

describe('time', () => {
	it('passes: a day and an hour later what nobody fetched has lapsed, and what nobody signed for is received', async () => {
		const wang = await building.neighbour('2-303', '王姐');
		const rice = madeId(
			await li.send('/listings/new', {
				direction: 'offer',
				category: 'food',
				title: '米',
				quantity: 2,
				perHousehold: 2,
				until: '2027-01-01T00:00',
			}),
		);
		const lapses = madeId(await wang.send(`/listings/${rice}?/claim`, { quantity: 1 }));
		const left = madeId(await wang.send(`/listings/${rice}?/claim`, { quantity: 1 }));
		await li.send(`/handovers/${left}?/left`, {});
		await stairwell.restart({ STAIRWELL_CLOCK: '+25h' });
		const state = async (id: string) => (await wang.read<{ state: string }>(`/handovers/${id}`)).state;
		await expect
			.poll(async () => [await state(lapses), await state(left)], { timeout: 8000 })
			.toEqual(['lapsed', 'received']);
		expect(await wang.send('/sign-in', { login: wang.login, password: PASSWORD })).toMatchObject({
			type: 'redirect',
		});
	});
});
