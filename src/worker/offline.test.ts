import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerNavigation, patience } from './offline.ts';

const page = new Response('board');
const sheet = new Response('no connection');
const offline = () => Promise.resolve<Response | undefined>(sheet);

describe('Opening a page', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('shows what the network answers, also a refusal', async () => {
		expect(await answerNavigation(() => Promise.resolve(page), offline)).toBe(page);
		const missing = new Response(null, { status: 404 });
		expect(await answerNavigation(() => Promise.resolve(missing), offline)).toBe(missing);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('says so when there is no connection', async () => {
		expect(await answerNavigation(() => Promise.reject(new TypeError('Failed to fetch')), offline)).toBe(
			sheet,
		);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('says so when nothing comes in eight seconds', async () => {
		let shown: Response | undefined;
		const answer = answerNavigation(() => new Promise(() => undefined), offline).then((response) => {
			shown = response;
		});
		await vi.advanceTimersByTimeAsync(patience - 1);
		expect(shown).toBeUndefined();
		await vi.advanceTimersByTimeAsync(1);
		await answer;
		expect(shown).toBe(sheet);
	});

	it('waits for a slow answer that comes in time', async () => {
		const answer = answerNavigation(
			() => new Promise((resolve) => setTimeout(() => resolve(page), patience - 1)),
			offline,
		);
		await vi.advanceTimersByTimeAsync(patience);
		expect(await answer).toBe(page);
	});

	it('leaves the browser its own error where even the offline page is gone', async () => {
		const answer = await answerNavigation(
			() => Promise.reject(new TypeError('Failed to fetch')),
			() => Promise.resolve(undefined),
		);
		expect(answer.type).toBe('error');
	});
});
