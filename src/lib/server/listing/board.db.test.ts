import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { useHandovers } from '../../../../tests/handovers.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { type BoardFilter, listBoard, PAGE, readCursor, writeCursor } from './board.ts';
import { claim } from './claim.ts';
import { hide, withdraw } from './close.ts';
import { listings } from './table.ts';

const database = useDatabase();
const { stairwell, claimed, step } = useHandovers(database);
const NOW = later(MORNING, 1);

async function board(viewer: Member, filter: Partial<BoardFilter> = {}, now = NOW, ended = false) {
	return listBoard(
		database.db,
		viewer,
		{ direction: null, category: null, scope: null, q: '', before: null, ...filter },
		now,
		ended,
	);
}
async function titles(viewer: Member, filter: Partial<BoardFilter> = {}, now = NOW) {
	return (await board(viewer, filter, now)).cards.map((card) => card.title);
}

describe('who sees what hangs there', () => {
	let home: TestBuilding;
	let li: Member;
	beforeAll(async () => {
		home = await aBuilding(database.db);
		li = await aNeighbour(database.db, home, '1-101');
		for (const [minute, scope] of (['entrance', 'building', 'community'] as const).entries())
			await aListing(database.db, li, { scope, title: scope, at: later(MORNING, minute / 60) });
	});

	it('the same entrance all of it, newest first', async () => {
		const wang = await aNeighbour(database.db, home, '1-304');
		expect(await titles(wang)).toEqual(['community', 'building', 'entrance']);
	});
	it('a neighbour from which door it is, and of no building but another', async () => {
		const qian = await aNeighbour(database.db, home, '1-305');
		const { cards } = await board(qian);
		expect(cards.map(({ door, building }) => ({ door, building }))).toEqual(
			Array(3).fill({ door: '1-101', building: null }),
		);
	});
	it('another entrance what is for the building', async () => {
		const zhao = await aNeighbour(database.db, home, '2-101');
		expect((await titles(zhao)).sort()).toEqual(['building', 'community']);
		expect(await titles(zhao, { scope: 'community' })).toEqual(['community']);
		expect(await titles(zhao, { scope: 'entrance' })).toEqual([]);
	});
	it('another building of the community what is for the community, without the door', async () => {
		const next = await aBuilding(database.db, { community: home.communityId, name: '隔壁楼' });
		const sun = await aNeighbour(database.db, next, '1-101');
		const { cards } = await board(sun);
		expect(cards.map(({ title, door, building }) => ({ title, door, building }))).toEqual([
			{ title: 'community', door: null, building: '佳成大厦' },
		]);
	});
	it('another community nothing', async () => {
		const far = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		expect(await titles(far)).toEqual([]);
		expect(await titles(far, { q: 'community' })).toEqual([]);
	});
	it('whoever waits to be let in sees the posts and no doors', async () => {
		const guest = await aNeighbour(database.db, home, '1-102', { status: 'waiting' });
		const { cards } = await board(guest);
		expect(cards.map((card) => card.door)).toEqual([null, null, null]);
		const wang = await aNeighbour(database.db, home, '1-103');
		expect((await board(wang)).cards.map((card) => card.door)).toEqual(['1-101', '1-101', '1-101']);
	});
});

describe('what hangs there', () => {
	it('only what is open: not what has ended, was withdrawn or hidden', async () => {
		const home = await aBuilding(database.db);
		const li = await aNeighbour(database.db, home, '1-101', { roles: ['steward'] });
		const wang = await aNeighbour(database.db, home, '1-102');
		await aListing(database.db, li, { title: '快结束的', until: later(MORNING, 2) });
		const taken = await aListing(database.db, li, { title: '撤下的' });
		const hidden = await aListing(database.db, li, { title: '藏起的' });
		expect(await titles(wang)).toHaveLength(3);
		await withdraw(database.db, li, { listingId: taken.id, reason: '' }, sends(li));
		await hide(database.db, li, { listingId: hidden.id, reason: '重复' }, sends(li));
		expect(await titles(wang)).toEqual(['快结束的']);
		expect(await titles(li)).toEqual(['快结束的']);
		expect(await titles(wang, {}, later(MORNING, 2))).toEqual([]);
	});

	it('what is all spoken for stays, with the line', async () => {
		const home = await aBuilding(database.db);
		const [li, wang, zhao] = [
			await aNeighbour(database.db, home, '1-101'),
			await aNeighbour(database.db, home, '1-102'),
			await aNeighbour(database.db, home, '1-103'),
		];
		const listing = await aListing(database.db, li, { quantity: 1 });
		for (const by of [wang, zhao])
			await claim(database.db, by, { listingId: listing.id, quantity: 1, part: null }, sends(by));
		const [card] = (await board(zhao)).cards;
		expect(card).toMatchObject({ remaining: 0, waiting: 1, handovers: [{ state: 'waiting', mine: true }] });
		expect((await board(li)).cards[0]!.handovers.map((it) => it.household?.door)).toEqual(['1-102', '1-103']);
	});

	it('what came to nothing is told to scripts only, what was lent and is back to everybody who had it', async () => {
		const { li, wang } = await stairwell();
		const given = await aListing(database.db, li, { title: '白菜' });
		const lent = await aListing(database.db, li, { title: '电钻', category: 'item', terms: 'lend' });
		const [cabbage, drill] = [await claimed(wang, given.id), await claimed(wang, lent.id)];
		await step(wang, cabbage, 'release');
		for (const [by, what] of [
			[wang, 'receive'],
			[li, 'returned'],
		] as const)
			expect(await step(by, drill, what)).toMatchObject({ ok: true });
		const states = async (viewer: Member, ended: boolean) =>
			(await board(viewer, {}, NOW, ended)).cards.map(({ title, handovers }) => [
				title,
				...handovers.map(({ state }) => state),
			]);
		for (const viewer of [wang, li]) {
			expect((await states(viewer, false)).sort()).toEqual([['电钻', 'returned'], ['白菜']]);
			expect((await states(viewer, true)).sort()).toEqual([
				['电钻', 'returned'],
				['白菜', 'released'],
			]);
		}
	});

	it('an ask for medicine has no door on it, neither for neighbours nor for the asker’s family', async () => {
		const home = await aBuilding(database.db);
		const li = await aNeighbour(database.db, home, '1-101');
		const family = await aNeighbour(database.db, home, '1-101');
		const wang = await aNeighbour(database.db, home, '1-102', { roles: ['steward'] });
		await aListing(database.db, li, {
			direction: 'ask',
			category: 'medicine',
			title: '布洛芬',
			anonymous: true,
		});
		for (const viewer of [family, wang]) {
			const [card] = (await board(viewer)).cards;
			expect(card).toMatchObject({ door: null, own: false, handovers: [] });
		}
		expect((await board(li)).cards[0]).toMatchObject({ door: '1-101', own: true });
	});

	it('is cut down by direction and category', async () => {
		const home = await aBuilding(database.db);
		const li = await aNeighbour(database.db, home, '1-101');
		await aListing(database.db, li, { title: '送白菜' });
		await aListing(database.db, li, { title: '送椅子', category: 'item' });
		await aListing(database.db, li, { title: '求椅子', category: 'item', direction: 'ask' });
		expect(await titles(li, { direction: 'ask' })).toEqual(['求椅子']);
		expect((await titles(li, { category: 'item' })).sort()).toEqual(['求椅子', '送椅子']);
		expect(await titles(li, { category: 'item', direction: 'offer', scope: 'building' })).toEqual(['送椅子']);
		expect(await titles(li, { category: 'help' })).toEqual([]);
	});
});

describe('search', () => {
	it('finds Chinese without spaces, part of a word, and small or full-width letters', async () => {
		const home = await aBuilding(database.db);
		const li = await aNeighbour(database.db, home, '1-101');
		await aListing(database.db, li, { title: '酒精喷壶一个', details: '可以借三天' });
		await aListing(database.db, li, { title: 'Power bank 充电宝', category: 'item' });
		await aListing(database.db, li, {
			title: '生日蛋糕',
			direction: 'ask',
			parts: [{ title: '面粉', quantity: 1, unit: '斤' }],
		});
		for (const [q, found] of [
			['喷壶', '酒精喷壶一个'],
			['精喷', '酒精喷壶一个'],
			['壶', '酒精喷壶一个'],
			['三天', '酒精喷壶一个'],
			['ＰＯＷＥＲ', 'Power bank 充电宝'],
			['bank 电宝', 'Power bank 充电宝'],
			['面粉', '生日蛋糕'],
		] as const)
			expect(await titles(li, { q }), q).toEqual([found]);
		for (const q of ['壶喷', '%', "'; drop table listings", '！！', '充宝', 'power 白菜'])
			expect(await titles(li, { q }), q).toEqual([]);
	});
});

describe('the next page', () => {
	it('goes on where the last one ended, also over posts of one and the same moment', async () => {
		const home = await aBuilding(database.db);
		const li = await aNeighbour(database.db, home, '1-101');
		const pattern = await aListing(database.db, li, { title: '第 0 张' });
		const { id: _, shareCode: __, searchPieces, ...row } = pattern;
		const scopes = ['building', 'community', 'entrance'] as const;
		const audiences = [pattern.audience, `c:${home.communityId}`, `e:${home.id}:1`];
		const more = Array.from({ length: 2 * PAGE + 20 }, (_, i) => ({
			...row,
			searchPieces,
			title: `第 ${i + 1} 张`,
			scope: scopes[i % 3]!,
			audience: audiences[i % 3]!,
			// Three moments in all, so that every page ends among equals.
			postedAt: later(MORNING, (i % 3) / 1000),
		}));
		await database.db.insert(listings).values(more);
		const seen: string[] = [];
		let before: BoardFilter['before'] = null;
		for (let page = 0; page < 3; page++) {
			const { cards, next } = await board(li, { before });
			seen.push(...cards.map((card) => card.title));
			before = readCursor(writeCursor(next));
		}
		expect(before).toBeNull();
		expect(seen).toHaveLength(2 * PAGE + 21);
		expect(new Set(seen).size).toBe(seen.length);
	});
});
