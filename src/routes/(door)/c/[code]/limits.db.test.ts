import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { aShelf, onShelf } from '../../../../../tests/corners.ts';
import { useDatabase } from '../../../../../tests/database.ts';
import { later, MORNING } from '../../../../../tests/listings.ts';
import { actions } from './+page.server.ts';

const database = useDatabase();
type Event = Parameters<NonNullable<(typeof actions)['take']>>[0];

/** A guest's tap on this shelf, from that address, with that cookie; answers its status and when to come again. */
async function tap(code: string, item: string, from: { address: string; cookie?: string; at?: Date }) {
	const said: Record<string, string> = {};
	const url = new URL(`http://stairwell.example/c/${code}?/take`);
	const event = {
		request: new Request(url, {
			method: 'POST',
			body: new URLSearchParams({ key: crypto.randomUUID(), item }),
		}),
		url,
		params: { code },
		cookies: { get: () => from.cookie },
		setHeaders: (headers: Record<string, string>) => Object.assign(said, headers),
		locals: {
			db: database.db,
			env: { limits: true },
			member: null,
			address: from.address,
			now: from.at ?? MORNING,
		},
	} as unknown as Event;
	try {
		const answer: unknown = await actions.take?.(event);
		if (!isActionFailure(answer)) throw new Error('neither taken nor refused');
		const { code: why } = answer.data as unknown as { code: string };
		return { status: answer.status, code: why, retryAfter: Number(said['retry-after']) };
	} catch (answer) {
		if (!isRedirect(answer)) throw answer;
		return { status: answer.status, code: 'taken', retryAfter: 0 };
	}
}

/** A guest who throws the cookie away after each tap. */
const fresh = () => crypto.randomUUID().replaceAll('-', '').slice(0, 22);

describe('a guest at the poster', () => {
	it('takes two an hour, told when the next one is free', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 99 });
		const from = { address: '192.0.2.1', cookie: fresh() };
		const answers = [];
		for (let i = 0; i < 3; i++) answers.push(await tap(corner.code, rice.id, from));
		expect(answers.map((it) => it.status)).toEqual([303, 303, 429]);
		expect(answers[2]).toMatchObject({ code: 'corner.guest_often', retryAfter: 3600 });
		expect(await tap(corner.code, rice.id, { ...from, at: later(MORNING, 1.01) })).toMatchObject({
			status: 303,
		});
	});

	it('who throws the cookie away meets the limit of the address', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 99 });
		const { most } = LIMITS.guestByAddress;
		const answers = [];
		for (let i = 0; i <= most; i++)
			answers.push(await tap(corner.code, rice.id, { address: '192.0.2.2', cookie: fresh() }));
		expect(answers.filter((it) => it.status === 303)).toHaveLength(most);
		expect(answers[most]).toMatchObject({ status: 429, code: 'limit.reached' });
		expect(answers[most]!.retryAfter).toBeGreaterThan(0);
		expect(await tap(corner.code, rice.id, { address: '192.0.2.3', cookie: fresh() })).toMatchObject({
			status: 303,
		});
	});

	it('one corner gives guests no more than its share an hour, from however many addresses; another still does', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const other = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 99 });
		const oil = await onShelf(database.db, other.corner, other.li, { quantity: 99 });
		const { most } = LIMITS.guestByCorner;
		const answers = [];
		for (let i = 0; i <= most; i++)
			answers.push(await tap(corner.code, rice.id, { address: `198.51.100.${i}`, cookie: fresh() }));
		expect(answers.filter((it) => it.status === 303)).toHaveLength(most);
		expect(answers[most]).toMatchObject({ status: 429, code: 'limit.reached' });
		expect(await tap(other.corner.code, oil.id, { address: '198.51.100.1', cookie: fresh() })).toMatchObject({
			status: 303,
		});
	});
});
