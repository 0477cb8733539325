import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { READER_HEADER } from '#lib/domain/kept.ts';
import { answerData, answerNavigation, asker, onwards, patience } from './offline.ts';

const origin = 'https://stairwell.example';
const page = new Response('board');
const sheet = new Response('no connection');
const offline = () => Promise.resolve<Response | undefined>(sheet);
const refused = () => Promise.reject<Response>(new TypeError('Failed to fetch'));
const silent = () => new Promise<Response>(() => undefined);
const answers = (answer: Response) => () => Promise.resolve(answer);
const anAsker = () => asker(() => Date.now());

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

describe('Opening a page', () => {
	it('shows what our server answers, also a refusal and its own faults', async () => {
		expect(await answerNavigation(anAsker(), answers(page), offline)).toBe(page);
		const missing = new Response(null, { status: 404 });
		expect(await answerNavigation(anAsker(), answers(missing), offline)).toBe(missing);
		const fault = new Response(null, { status: 500, headers: { [READER_HEADER]: 'li' } });
		expect(await answerNavigation(anAsker(), answers(fault), offline)).toBe(fault);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('says so when there is no connection, or only a proxy answers', async () => {
		expect(await answerNavigation(anAsker(), refused, offline)).toBe(sheet);
		const gateway = new Response('<h1>502 Bad Gateway</h1>', { status: 502 });
		expect(await answerNavigation(anAsker(), answers(gateway), offline)).toBe(sheet);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('says so when nothing comes in eight seconds, and sooner the next time', async () => {
		const ask = anAsker();
		const shown: Response[] = [];
		const open = () => void answerNavigation(ask, silent, offline).then((it) => shown.push(it));
		open();
		await vi.advanceTimersByTimeAsync(patience - 1);
		expect(shown).toEqual([]);
		await vi.advanceTimersByTimeAsync(1);
		expect(shown).toEqual([sheet]);
		open();
		await vi.advanceTimersByTimeAsync(patience / 4);
		expect(shown).toEqual([sheet, sheet]);
		await answerNavigation(ask, answers(page), offline);
		open();
		await vi.advanceTimersByTimeAsync(patience / 2);
		expect(shown).toEqual([sheet, sheet]);
	});

	it('waits for a slow answer that comes in time', async () => {
		const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(page), patience - 1));
		const answer = answerNavigation(anAsker(), slow, offline);
		await vi.advanceTimersByTimeAsync(patience);
		expect(await answer).toBe(page);
	});

	it('leaves the browser its own error where even the offline page is gone', async () => {
		const answer = await answerNavigation(anAsker(), refused, () => Promise.resolve(undefined));
		expect(answer.type).toBe('error');
	});
});

describe('The data of a page that do not come', () => {
	const told = async (path: string, from: string) => {
		const asked = { url: origin + path, referrer: origin + from };
		return (await answerData(anAsker(), refused, asked)).json() as Promise<unknown>;
	};

	it('leave a page that asks for its own as it is', async () => {
		const same = { type: 'data', nodes: [{ type: 'skip' }, { type: 'skip' }, { type: 'skip' }] };
		expect(await told('/inbox/__data.json?x-sveltekit-invalidated=011', '/inbox')).toEqual(same);
		expect(
			await told('/__data.json?q=rice&x-sveltekit-trailing-slash=1&x-sveltekit-invalidated=001', '/?q=rice'),
		).toEqual(same);
	});

	it.each([
		['/inbox/__data.json?x-sveltekit-invalidated=001', '/', '/inbox'],
		['/__data.json?x-sveltekit-trailing-slash=1&x-sveltekit-invalidated=001', '/inbox', '/'],
		['/__data.json?category=food&x-sveltekit-invalidated=001', '/', '/?category=food'],
	])('%s from %s lead on to %s, past Kit', async (path, from, to) => {
		const { type, location } = (await told(path, from)) as { type: string; location: string };
		expect(type).toBe('redirect');
		const next = onwards(new URL(location, origin).href);
		expect(next?.headers.get('location')).toBe(origin + to);
	});

	it('lead to no foreign page, and nobody elsewhere who asked for nothing', () => {
		expect(onwards(`${origin}/offline.html?to=//evil.example`)?.headers.get('location')).toBe(
			`${origin}/inbox`,
		);
		expect(onwards(`${origin}/offline.html`)).toBeNull();
		expect(onwards(`${origin}/inbox?to=/`)).toBeNull();
	});
});
