import { describe, expect, it } from 'vitest';
import type { Waiting } from '#lib/browser/queue-store.ts';
import { sendWaiting } from './waiting.ts';

const entry = (key: string, more: Partial<Waiting> = {}): Waiting => ({
	key,
	person: 'li',
	address: '/handovers/7?/receive',
	what: 'sign',
	fields: [['key', key]],
	at: 1000,
	...more,
});

async function sends(all: Waiting[], answer: (key: string) => Response | Promise<Response>) {
	const sent: { key: string; headers: Headers }[] = [];
	const forgotten: string[] = [];
	const done = await sendWaiting({
		list: () => Promise.resolve(all),
		forget: (it) => Promise.resolve(void forgotten.push(it.key)),
		fetch: async (_address, init) => {
			const key = String((init!.body as FormData).get('key'));
			sent.push({ key, headers: new Headers(init!.headers) });
			return answer(key);
		},
		now: () => 61_000,
	}).catch((error: unknown) => String(error));
	return { done, sent, forgotten };
}
const redirect = (location: string) => Response.json({ type: 'redirect', status: 303, location });

describe('what waits, sent with no page open', () => {
	it('goes in order, in its author’s name, with how long ago it was done, and is forgotten when it is done', async () => {
		const { done, sent, forgotten } = await sends([entry('a'), entry('b')], () => redirect('/handovers/7'));
		expect([done, forgotten]).toEqual([true, ['a', 'b']]);
		expect(sent.map((it) => it.key)).toEqual(['a', 'b']);
		expect(sent[0]!.headers.get('x-stairwell-person')).toBe('li');
		expect(sent[0]!.headers.get('x-stairwell-age')).toBe('60000');
	});

	it('a refusal, and what belongs to somebody who has signed out, is left for a page to tell', async () => {
		const answers: Record<string, Response> = {
			a: Response.json({ type: 'failure', status: 409, data: '[]' }),
			b: redirect('/sign-in'),
			c: Response.json({ type: 'success', status: 200, data: '[]' }),
		};
		const all = [entry('a'), entry('b'), entry('c'), entry('d', { refused: 'gone' })];
		const { done, sent, forgotten } = await sends(all, (key) => answers[key]!);
		expect([done, forgotten]).toEqual([true, ['c']]);
		expect(sent).toHaveLength(3);
	});

	it('stops where there is no connection, so that the system tries again', async () => {
		const away = await sends([entry('a'), entry('b')], () => new Response('', { status: 502 }));
		expect(away).toMatchObject({ done: 'Error: the server is away', forgotten: [] });
		expect(away.sent).toHaveLength(1);
		const none = await sends([entry('a')], () => Promise.reject(new TypeError('Failed to fetch')));
		expect(none).toMatchObject({ done: 'TypeError: Failed to fetch', forgotten: [] });
	});
});
