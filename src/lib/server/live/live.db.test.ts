import { beforeAll, describe, expect, it } from 'vitest';
import { aCorner, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { notify } from '../notification/notify.ts';
import { add, nothing, read, write } from './wire.ts';

import { quiet, until, usePages } from '../../../../tests/open-pages.ts';
const database = useDatabase();
const { process, pageOf, at } = usePages(database);
let building: TestBuilding;
beforeAll(async () => {
	building = await aBuilding(database.db);
});
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
