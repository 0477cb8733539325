import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aCorner, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, orders } from '../../../../tests/group-buys.ts';
import { aListing } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { closeSession, hashToken, openSession } from '../account/session.ts';
import { connect } from '../db/connect.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { notify } from '../notification/notify.ts';
import { Live } from './live.ts';
import { add, nothing, read, write } from './wire.ts';

const database = useDatabase();
const at = new Date();
let building: TestBuilding;
let closing: (() => unknown)[] = [];

beforeAll(async () => {
	building = await aBuilding(database.db);
});
afterEach(async () => {
	for (const close of closing) await close();
	closing = [];
});

/** Another app process: a Live on a pool of its own. */
async function process(): Promise<Live> {
	const pool = connect(database.target, { max: 2 });
	const live = new Live(pool.sql);
	await live.open();
	closing.push(async () => {
		await live.close();
		await pool.close();
	});
	return live;
}

type Heard = { type: string; data: Record<string, unknown> };
type Page = {
	heard: Heard[];
	ended: () => boolean;
	of: (type: string) => Record<string, unknown>[];
	token: string;
};

/** Somebody's open page. */
async function pageOf(live: Live, member: Member, token?: string): Promise<Page> {
	const signedIn = token ?? (await openSession(database.db, member.id, at, { device: '' }));
	const reader = live.stream(member, hashToken(signedIn)).getReader();
	const heard: Heard[] = [];
	let ended = false;
	const decoder = new TextDecoder();
	void (async () => {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			for (const found of decoder.decode(value).matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm))
				heard.push({ type: found[1]!, data: JSON.parse(found[2]!) as Record<string, unknown> });
		}
		ended = true;
	})();
	const page = {
		heard,
		ended: () => ended,
		of: (type: string) => heard.filter((it) => it.type === type).map((it) => it.data),
		token: signedIn,
	};
	await until(() => page.of('inbox').length === 1);
	return page;
}
async function until(true_: () => boolean, within = 2000): Promise<void> {
	const end = Date.now() + within;
	while (!true_() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(true_()).toBe(true);
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));
const changed = (listingId: string) => transact(database.db, async (tx) => afterCommit(tx, { listingId }));

describe('a change', () => {
	it('reaches the open pages of every process with its new numbers, within a second', async () => {
		const [poster, reader] = [
			await aNeighbour(database.db, building, '1-101'),
			await aNeighbour(database.db, building, '2-204'),
		];
		const [one, two] = [await process(), await process()];
		const pages = [await pageOf(one, reader), await pageOf(two, reader), await pageOf(two, poster)];
		const listing = await aListing(database.db, poster, { at, quantity: 5 });
		await until(() => pages.every((page) => page.of('listing').length >= 1), 1000);
		expect(pages[1]!.of('listing')[0]).toEqual({
			id: listing.id,
			status: 'open',
			quantity: 5,
			held: 0,
			remaining: 5,
			waiting: 0,
		});
	});

	it('made by another process reaches this one', async () => {
		const poster = await aNeighbour(database.db, building, '1-101');
		const listing = await aListing(database.db, poster, { at });
		const page = await pageOf(await process(), poster);
		// As another process tells it: nothing here was committed now.
		await database.sql`select pg_notify('stairwell', ${write({ ...nothing(), listings: new Set([listing.id]) })[0]!})`;
		await until(() => page.of('listing').length === 1);
	});

	it('that is rolled back is told to nobody', async () => {
		const poster = await aNeighbour(database.db, building, '1-101');
		const listing = await aListing(database.db, poster, { at });
		const page = await pageOf(await process(), poster);
		await quiet();
		const before = page.heard.length;
		const lost = transact(database.db, async (tx) => {
			afterCommit(tx, { listingId: listing.id });
			throw new Error('not kept');
		});
		await expect(lost).rejects.toThrow('not kept');
		await quiet();
		expect(page.heard.length).toBe(before);
	});

	it('is not told to another building, another entrance, or a household it is hidden from', async () => {
		const poster = await aNeighbour(database.db, building, '1-101');
		const [nextEntrance, surprised] = [
			await aNeighbour(database.db, building, '2-204'),
			await aNeighbour(database.db, building, '1-203'),
		];
		const foreign = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		const live = await process();
		const pages = {
			poster: await pageOf(live, poster),
			next: await pageOf(live, nextEntrance),
			surprised: await pageOf(live, surprised),
			foreign: await pageOf(live, foreign),
		};
		const own = await aListing(database.db, poster, { at, scope: 'entrance' });
		await until(() => pages.poster.of('listing').length === 1 && pages.surprised.of('listing').length === 1);
		await database.sql`update listings set hidden_from = ${surprised.householdId} where id = ${own.id}`;
		await changed(own.id);
		await until(() => pages.poster.of('listing').length === 2);
		await aListing(database.db, poster, { at, scope: 'building' });
		await until(() => pages.next.of('listing').length === 1);
		await quiet();
		expect(pages.surprised.of('listing')).toHaveLength(2);
		expect(pages.foreign.of('listing')).toEqual([]);
	});

	it('of the community reaches its other building, and waiting newcomers hear what they may see', async () => {
		const neighbouring = await aBuilding(database.db, { community: building.communityId });
		const poster = await aNeighbour(database.db, building, '1-101');
		const live = await process();
		const pages = [
			await pageOf(live, await aNeighbour(database.db, neighbouring, '1-101', { status: 'waiting' })),
			await pageOf(live, await aNeighbour(database.db, neighbouring, '1-102')),
		];
		await aListing(database.db, poster, { at, scope: 'community' });
		await until(() => pages.every((page) => page.of('listing').length === 1));
	});

	it('of a shelf reaches its building with the new numbers, and nobody else', async () => {
		const steward = await aNeighbour(database.db, building, '1-101', { roles: ['steward'] });
		const foreign = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		const corner = await aCorner(database.db, steward, { at });
		const live = await process();
		const [page, elsewhere] = [await pageOf(live, steward), await pageOf(live, foreign)];
		const rice = await onShelf(database.db, corner, steward, { at });
		await until(() => page.of('corner').length >= 1);
		expect(page.of('corner')[0]).toEqual({ id: corner.id, items: [{ id: rice.id, quantity: 5 }] });
		await quiet();
		expect(elsewhere.of('corner')).toEqual([]);
	});

	it('brings the parts of an ask', async () => {
		const poster = await aNeighbour(database.db, building, '1-101');
		const page = await pageOf(await process(), poster);
		await aListing(database.db, poster, {
			at,
			direction: 'ask',
			quantity: 1,
			parts: [{ title: 'eggs', quantity: 3, unit: '' }],
		});
		await until(() => page.of('listing').length === 1);
		expect(page.of('listing')[0]!.parts).toMatchObject([{ quantity: 3, held: 0 }]);
	});

	it('told by notification brings how many are unread, and which listing it is about', async () => {
		const [poster, other] = [
			await aNeighbour(database.db, building, '1-101'),
			await aNeighbour(database.db, building, '2-204'),
		];
		const listing = await aListing(database.db, poster, { at });
		const live = await process();
		const [page, foreign] = [await pageOf(live, poster), await pageOf(live, other)];
		await transact(database.db, (tx) =>
			notify(
				tx,
				{ to: [poster.id], topic: 'handover', code: 'handover.claimed', href: '/', listingId: listing.id },
				at,
			),
		);
		await until(() => page.of('inbox').length === 2 && page.of('handover').length === 1);
		expect(page.of('inbox')).toEqual([{ unread: 0 }, { unread: 1 }]);
		expect(page.of('handover')).toEqual([{ listingId: listing.id }]);
		await quiet();
		expect(foreign.of('inbox')).toEqual([{ unread: 0 }]);
		expect(foreign.of('handover')).toEqual([]);
	});

	it('of a thousand listings at once goes through, in pieces that PostgreSQL takes', async () => {
		const heard = nothing();
		for (let i = 0; i < 1000; i++)
			add(heard, {
				listings: new Set([crypto.randomUUID()]),
				corners: new Set([crypto.randomUUID()]),
				groupBuys: new Set([crypto.randomUUID()]),
				people: new Set([crypto.randomUUID()]),
				sessions: i === 3,
			});
		const payloads = write(heard);
		expect(payloads.every((payload) => Buffer.byteLength(payload) < 8000)).toBe(true);
		const all = nothing();
		for (const payload of payloads) add(all, read(payload));
		expect(all).toEqual(heard);
	});
});

describe('an order', () => {
	it('moves the numbers of the group buy on the pages of every side, in every process, and names nobody', async () => {
		const steward = await aNeighbour(database.db, building, '1-101', { roles: ['steward'] });
		const wang = await aNeighbour(database.db, building, '1-102');
		const stranger = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		const buy = await anOpenBuy(database.db, steward, { lines: [aLine({ caseSize: 4, cap: 9 })] });
		const [one, other] = [await process(), await process()];
		const [near, far, away] = [
			await pageOf(one, steward),
			await pageOf(other, wang),
			await pageOf(other, stranger),
		];
		const from = Date.now();
		expect(await orders(database.db, wang, buy, [[3, 0]])).toMatchObject({ ok: true });
		await until(() => near.of('group_buy').length > 0 && far.of('group_buy').length > 0);
		expect(Date.now() - from).toBeLessThan(2000);
		for (const page of [near, far])
			expect(page.of('group_buy').at(-1)).toMatchObject({
				id: buy.id,
				state: 'open',
				households: 1,
				totalMinor: 3 * 1280,
				lines: [{ ordered: 3, flex: 0, cases: 0, missing: 1, remaining: 6 }],
			});
		await quiet();
		expect(away.of('group_buy')).toEqual([]);
	});
});

describe('a stream', () => {
	it('ends when its session ends, and when its neighbour leaves', async () => {
		const [one, two] = [
			await aNeighbour(database.db, building, '1-101'),
			await aNeighbour(database.db, building, '1-102'),
		];
		const live = await process();
		const [signedOut, stays, left] = [
			await pageOf(live, one),
			await pageOf(live, one),
			await pageOf(live, two),
		];
		await database.sql`update residents set status = 'left' where id = ${two.id}`;
		await closeSession(database.db, signedOut.token);
		await until(() => signedOut.ended() && left.ended());
		expect(stays.ended()).toBe(false);
	});

	it('of a ninth page lets the oldest go', async () => {
		const reader = await aNeighbour(database.db, building, '1-101');
		const live = await process();
		const token = await openSession(database.db, reader.id, at, { device: '' });
		const pages: Page[] = [];
		for (let i = 0; i < 9; i++) pages.push(await pageOf(live, reader, token));
		await until(() => pages[0]!.ended());
		expect(pages[0]!.of('full')).toHaveLength(1);
		expect(pages.slice(1).some((page) => page.ended())).toBe(false);
		expect(live.size).toBe(8);
	});

	it('ends when the process stops', async () => {
		const live = await process();
		const page = await pageOf(live, await aNeighbour(database.db, building, '1-101'));
		await live.close();
		await until(page.ended);
	});

	it('goes on after the database was away, and says that something may have been missed', async () => {
		const poster = await aNeighbour(database.db, building, '1-101');
		const page = await pageOf(await process(), poster);
		await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`;
		await until(() => page.of('resume').length >= 1, 10_000);
		await aListing(database.db, poster, { at });
		await until(() => page.of('listing').length === 1);
	});
});
