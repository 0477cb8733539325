import { describe, expect, it } from 'vitest';
import {
	asKept,
	isAnswerTo,
	isKept,
	keptAddress,
	keptUnder,
	linksOf,
	othersOf,
	pageOfData,
	putAway,
} from './kept.ts';

const origin = 'https://stairwell.example';
const id = '11111111-2222-4333-8444-555555555555';
const shelf = `${origin}/corners/${id}`;

describe('What is kept for times without a connection', () => {
	it.each([
		[shelf, 200, 'li', 'kept-li'],
		[`${shelf}?done=7`, 200, 'li', 'kept-li'],
		[`${origin}/c/abcdefghijklmnopqrstuv`, 200, 'nobody', 'kept-nobody'],
		[`${origin}/`, 200, 'li', 'kept-li'],
		[`${origin}/inbox`, 200, 'li', 'kept-li'],
		[`${origin}/me/handovers`, 200, 'li', 'kept-li'],
		[`${origin}/handovers/${id}`, 200, 'li', 'kept-li'],
		[`${origin}/group-buys`, 200, 'li', 'kept-li'],
		[`${origin}/group-buys/${id}`, 200, 'li', 'kept-li'],
		[`${origin}/group-buys/${id}/packing`, 200, 'li', 'kept-li'],
		[`${origin}/listings/new`, 200, 'li', 'kept-li'],
		[`${origin}/?q=rice`, 200, 'li', null],
		[`${origin}/inbox?before=7`, 200, 'li', null],
		[`${origin}/sign-in`, 200, 'nobody', null],
		[`${shelf}/history`, 200, 'li', null],
		[`${origin}/group-buys/${id}/manage`, 200, 'li', null],
		[`${origin}/building/people`, 200, 'li', null],
		[`${origin}/me`, 200, 'li', null],
		[`${origin}/me/export`, 200, 'li', null],
		[`${origin}/listings/${id}`, 200, 'li', null],
		[shelf, 404, 'li', null],
		[shelf, 200, null, null],
	])('%s answered %i for %j is kept under %j', (url, status, reader, name) => {
		expect(keptUnder(url, { status, reader })).toBe(name);
	});

	it('is one page a shelf, and found by whoever looks for it', () => {
		expect(keptAddress(`${shelf}?done=7#leave`)).toBe(shelf);
		expect(isAnswerTo(`${shelf}?leave=rice`, shelf)).toBe(true);
		expect(isAnswerTo(`${origin}/corners`, shelf)).toBe(true);
		expect(isAnswerTo(`${origin}/?q=rice`, `${origin}/`)).toBe(false);
		expect(isAnswerTo(`${origin}/`, `${origin}/inbox`)).toBe(false);
	});

	it('is fetched where only its data went by', () => {
		expect(pageOfData(`${origin}/__data.json?x-sveltekit-invalidated=11`)).toBe('/');
		expect(pageOfData(`${origin}/handovers/${id}/__data.json`)).toBe(`/handovers/${id}`);
		expect(pageOfData(`${origin}/__data.json?q=rice&x-sveltekit-invalidated=11`)).toBeNull();
		expect(pageOfData(`${origin}/building/people/__data.json`)).toBeNull();
		expect(pageOfData(`${origin}/inbox`)).toBeNull();
	});

	it('is nobody else’s: another reader, or none, makes it go', () => {
		const names = ['kept-li', 'kept-nobody', 'workbox-precache-v2'];
		expect(othersOf(names, 'wang')).toEqual(['kept-li', 'kept-nobody']);
		expect(othersOf(names, 'li')).toEqual(['kept-nobody']);
		expect(names.filter(isKept)).toEqual(['kept-li', 'kept-nobody']);
	});

	it('takes what a list leads to with it, once each and not all of the past', () => {
		const path = (n: number) => `/handovers/11111111-2222-4333-8444-55555555555${n}`;
		const html = [1, 1, 2, 3, 4, 5, 6].map((n) => `<a href="${path(n)}">x</a>`).join('');
		expect(linksOf(html)).toEqual([1, 2, 3].map(path));
		expect(linksOf('<a href="/listings/11111111-2222-4333-8444-555555555551">')).toEqual([]);
	});

	it('says of itself that it was kept, and since when', async () => {
		const answer = new Response('<!doctype html>\n<html lang="en"><body>', {
			headers: { 'content-type': 'text/html', 'content-encoding': 'br' },
		});
		const kept = await putAway(answer, 1795317566900);
		expect(kept.headers.get('content-encoding')).toBeNull();
		expect(await (await asKept(kept)).text()).toBe(
			'<!doctype html>\n<html data-kept="1795317566900" lang="en"><body>',
		);
	});
});
