import { describe, expect, it } from 'vitest';
import { READER_HEADER } from '#lib/domain/kept.ts';
import { keeper } from './keeper.ts';

const origin = 'https://stairwell.example';

/** A phone with caches, a clock that only we move, and a server that says for whom it answers. */
function aPhone() {
	const stores = new Map<string, Map<string, Response>>();
	const phone = { reader: 'li', now: 1_000_000, asked: [] as string[], online: true, ahead: true };
	const open = (name: string) => {
		const store = stores.get(name) ?? new Map<string, Response>();
		stores.set(name, store);
		const cache: Pick<Cache, 'put' | 'match' | 'keys'> = {
			put: (url, answer) => Promise.resolve(void store.set(String(url), answer)),
			match: (url) => Promise.resolve(store.get(String(url))?.clone()),
			keys: () => Promise.resolve([...store.keys()].map((url) => new Request(url))),
		};
		return Promise.resolve(cache as Cache);
	};
	const answer = (path: string, reader = phone.reader) =>
		new Response(`<html><body>${path} of ${reader}`, { headers: { [READER_HEADER]: reader } });
	const pages = keeper({
		caches: {
			keys: () => Promise.resolve([...stores.keys()]),
			open,
			delete: (name) => Promise.resolve(stores.delete(name)),
		},
		fetchPage: (url) => {
			phone.asked.push(new URL(url).pathname);
			return phone.online ? Promise.resolve(answer(new URL(url).pathname)) : Promise.reject(new TypeError());
		},
		origin,
		now: () => phone.now++,
		wait: () => Promise.resolve(),
		fetchesAhead: () => phone.ahead,
	});
	const visit = (path: string, reader = phone.reader, askedAt = phone.now) =>
		pages.keep(origin + path, answer(path, reader), askedAt);
	const read = async (path: string) => (await pages.find(origin + path))?.text();
	return { phone, pages, visit, read, stores, answer };
}

describe('a phone without a connection', () => {
	it('shows the last board, handovers, orders, inbox and the form of a post, although only one page was opened', async () => {
		const { phone, visit, read } = aPhone();
		await visit('/handovers/11111111-2222-4333-8444-555555555555');
		phone.online = false;
		for (const path of ['/', '/me/handovers', '/group-buys', '/inbox', '/listings/new'])
			expect(await read(path)).toMatch(new RegExp(`^<html data-kept="\\d+"><body>${path} of li$`));
		expect(await read('/building/people')).toBeUndefined();
	});

	it('keeps the page of which only the data went by, once in three minutes', async () => {
		const { phone, pages, visit, answer } = aPhone();
		await visit('/');
		const path = '/handovers/11111111-2222-4333-8444-555555555555';
		const asked = () => phone.asked.filter((it) => it === path).length;
		for (let i = 0; i < 3; i++) await pages.keepPageOf(path, answer('data'), phone.now);
		expect(asked()).toBe(1);
		phone.now += 180_000;
		await pages.keepPageOf(path, answer('data'), phone.now);
		expect(asked()).toBe(2);
	});

	it('asks for pages that nobody opened once in six hours, and not at all where data are saved', async () => {
		const { phone, visit } = aPhone();
		await visit('/');
		const first = phone.asked.length;
		expect(new Set(phone.asked).size).toBe(first);
		phone.now += 3_600_000;
		await visit('/');
		expect(phone.asked).toHaveLength(first);
		phone.now += 6 * 3_600_000;
		await visit('/');
		expect(phone.asked.length).toBeGreaterThan(first);

		const sparing = aPhone();
		sparing.phone.ahead = false;
		await sparing.visit('/');
		expect(sparing.phone.asked).toEqual([]);
		sparing.phone.online = false;
		expect(await sparing.read('/')).toContain('of li');
	});

	it('what was kept stays when there is no connection to fetch it anew', async () => {
		const { phone, visit, read } = aPhone();
		await visit('/');
		phone.online = false;
		phone.now += 3_600_000;
		await visit('/inbox');
		expect(await read('/me/handovers')).toContain('of li');
	});
});

describe('a phone in other hands', () => {
	it('forgets everything at the first answer for somebody else, of whatever page, or for nobody', async () => {
		for (const next of ['wang', 'nobody']) {
			const { phone, pages, visit, read, stores, answer } = aPhone();
			await visit('/');
			phone.reader = next;
			await pages.keepPageOf(null, answer('/building/people'), phone.now);
			expect([...stores.keys()].filter((it) => it !== `kept-${next}`)).toEqual([]);
			phone.online = false;
			expect((await read('/')) ?? '').not.toContain('of li');
		}
	});

	it('a late answer for whoever had it before is not kept any more', async () => {
		const { phone, visit, read, stores } = aPhone();
		await visit('/');
		const before = phone.now;
		phone.now += 10;
		await visit('/sign-in', 'nobody');
		await visit('/inbox', 'li', before);
		expect([...stores.keys()]).toEqual([]);
		expect(await read('/inbox')).toBeUndefined();
	});

	it('answers nothing where it is not known whose it is', async () => {
		const { visit, read, stores } = aPhone();
		await visit('/');
		stores.set('kept-wang', new Map());
		expect(await read('/')).toBeUndefined();
	});
});
