import { afterEach, expect, it, vi } from 'vitest';
import { send } from './queue.ts';

afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

const entry = {
	key: '11111111-2222-4333-8444-555555555555',
	person: 'li',
	address: '/corners/1?/take',
	what: 'rice',
	fields: [['item', '1']] as [string, string][],
	at: Date.now(),
};

it('what got no answer in a browser that keeps nothing is lost, and the form is told so', async () => {
	vi.stubGlobal('indexedDB', undefined);
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
	vi.spyOn(console, 'info').mockImplementation(() => undefined);
	const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	expect(await send(entry)).toBe('lost');
	expect(warned).toHaveBeenCalledOnce();
});

it('what was answered there is answered as any form is', async () => {
	vi.stubGlobal('indexedDB', undefined);
	vi.stubGlobal('fetch', () =>
		Promise.resolve(Response.json({ type: 'redirect', status: 303, location: '/corners/1?done=7' })),
	);
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	expect(await send(entry)).toMatchObject({ type: 'redirect', location: '/corners/1?done=7' });
});
