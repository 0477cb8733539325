import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, orders } from '../../../../tests/group-buys.ts';
import { aListing } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { closeSession, openSession } from '../account/session.ts';

import { quiet, until, usePages, type Page } from '../../../../tests/open-pages.ts';
const database = useDatabase();
const { process, pageOf, at } = usePages(database);
let building: TestBuilding;
beforeAll(async () => {
	building = await aBuilding(database.db);
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
