import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { choose } from './choose.ts';
import { claim } from './claim.ts';
import { takeStep } from './step.ts';
import { comment, report } from './talk.ts';
import { findHandoverView } from './handover-view.ts';
import { findListingView } from './view.ts';

const database = useDatabase();
const people = {} as Record<
	| 'wang'
	| 'wangsSon'
	| 'li'
	| 'lisWife'
	| 'zhao'
	| 'newcomer'
	| 'steward'
	| 'volunteer'
	| 'nextDoor'
	| 'stranger',
	Member
>;

beforeAll(async () => {
	const { db } = database;
	const building = await aBuilding(db);
	const other = await aBuilding(db, { community: building.communityId, name: '对面楼' });
	const foreign = await aBuilding(db, { name: '别的小区' });
	people.wang = await aNeighbour(db, building, '2-101', { name: '王阿姨' });
	people.wangsSon = await aNeighbour(db, building, '2-101', { name: '小王' });
	people.li = await aNeighbour(db, building, '1-201', { name: '李明' });
	people.lisWife = await aNeighbour(db, building, '1-201', { name: '李太太' });
	people.zhao = await aNeighbour(db, building, '1-302', { name: '赵敏' });
	people.newcomer = await aNeighbour(db, building, '1-303', { name: '新邻居', status: 'waiting' });
	people.steward = await aNeighbour(db, building, '1-101', { name: '孙楼长', roles: ['steward'] });
	people.volunteer = await aNeighbour(db, building, '1-102', { name: '周志愿', roles: ['volunteer'] });
	people.nextDoor = await aNeighbour(db, other, '1-101', { name: '对面的人' });
	people.stranger = await aNeighbour(db, foreign, '1-101');
});

const NOW = later(MORNING, 1);
const see = (viewer: Member, id: string) => findListingView(database.db, viewer, id, NOW);
const seeOne = (viewer: Member, id: string) => findHandoverView(database.db, viewer, id);

async function claims(by: Member, listingId: string, quantity = 1): Promise<string> {
	const outcome = await claim(database.db, by, { listingId, quantity, part: null }, sends(by));
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}
async function step(
	by: Member,
	handoverId: string,
	taken: 'left' | 'missing' | 'receive' | 'release',
): Promise<void> {
	const outcome = await takeStep(
		database.db,
		by,
		{ handoverId, step: taken, reason: '', photo: null },
		sends(by),
	);
	if (!outcome.ok) throw new Error(outcome.code);
}

/** Every name and door that stands anywhere in an answer. */
function mentions(answer: unknown): string[] {
	const text = JSON.stringify(answer);
	return ['王阿姨', '小王', '李明', '赵敏', '2-101', '1-201', '1-302'].filter((word) =>
		text.includes(`"${word}"`),
	);
}

describe('an offer', () => {
	it('shows neighbours who posted it, and of those who want it only numbers', async () => {
		const listing = await aListing(database.db, people.wang, { quantity: 2, perHousehold: 2 });
		await claims(people.li, listing.id, 1);
		const seen = (await see(people.zhao, listing.id))!;
		expect(seen).toMatchObject({
			own: false,
			poster: { name: '王阿姨', door: '2-101' },
			held: 1,
			remaining: 1,
			underWay: 1,
			handovers: [],
		});
		expect(mentions(seen)).toEqual(['王阿姨', '2-101']);
	});

	it('shows the poster and the poster’s household who wants it, at which door, in order of the line', async () => {
		const listing = await aListing(database.db, people.wang, { quantity: 1, perHousehold: 1 });
		await claims(people.li, listing.id);
		await claims(people.zhao, listing.id);
		for (const viewer of [people.wang, people.wangsSon]) {
			const seen = (await see(viewer, listing.id))!;
			expect(seen.own).toBe(true);
			expect(seen.handovers).toMatchObject([
				{ state: 'reserved', household: { door: '1-201' }, name: '李明', place: null, mine: false },
				{ state: 'waiting', household: { door: '1-302' }, name: '赵敏', place: 1, mine: false },
			]);
		}
	});

	it('shows whoever claims their household’s own, and their place', async () => {
		const listing = await aListing(database.db, people.wang, { quantity: 1, perHousehold: 1 });
		await claims(people.li, listing.id);
		await claims(people.zhao, listing.id);
		expect((await see(people.zhao, listing.id))!.handovers).toMatchObject([
			{ state: 'waiting', place: 1, mine: true },
		]);
		expect((await see(people.lisWife, listing.id))!.handovers).toMatchObject([
			{ state: 'reserved', mine: true, name: '李明' },
		]);
		expect(mentions(await see(people.zhao, listing.id))).not.toContain('李明');
	});

	it('tells the unconfirmed no names and no doors, not even of words below it', async () => {
		const listing = await aListing(database.db, people.wang, { quantity: 3 });
		await comment(database.db, people.li, { listingId: listing.id, text: '我要' }, sends(people.li));
		const id = await claims(people.newcomer, listing.id);
		const seen = (await see(people.newcomer, listing.id))!;
		expect(seen.comments).toMatchObject([{ text: '我要', name: null, door: null }]);
		expect(mentions(seen)).toEqual([]);
		expect(mentions(await seeOne(people.newcomer, id))).toEqual([]);
		// The giver sees who it is for.
		expect(await seeOne(people.wang, id)).toMatchObject({ receiver: { door: '1-303', name: '新邻居' } });
	});

	it('is not there for another entrance, another community and whoever it was hidden from', async () => {
		const entrance = await aListing(database.db, people.wang, { scope: 'entrance' });
		expect(await see(people.zhao, entrance.id)).toBeNull();
		const community = await aListing(database.db, people.wang, { scope: 'community' });
		expect(await see(people.stranger, community.id)).toBeNull();
	});

	it('in the community names the building, and doors only to the two who hand something over', async () => {
		const listing = await aListing(database.db, people.wang, {
			scope: 'community',
			quantity: 1,
			perHousehold: 1,
		});
		const kept = await claims(people.nextDoor, listing.id);
		expect(await see(people.nextDoor, listing.id)).toMatchObject({ poster: null, building: '佳成大厦' });
		expect(await seeOne(people.nextDoor, kept)).toMatchObject({ giver: { door: '2-101' } });
		const queue = await aListing(database.db, people.wang, {
			scope: 'community',
			allocation: 'poster_chooses',
			quantity: 1,
			perHousehold: 1,
		});
		await claims(people.nextDoor, queue.id);
		const [waiting] = (await see(people.wang, queue.id))!.handovers;
		expect(waiting).toMatchObject({ building: '对面楼', household: undefined });
	});

	it('is over for everybody once its time has passed, timer or not', async () => {
		const listing = await aListing(database.db, people.wang, { until: later(MORNING, 0.5) });
		expect(await see(people.zhao, listing.id)).toMatchObject({ status: 'ended', refusal: 'listing.ended' });
	});

	it('shows open reports to stewards, and to others only whether they reported it', async () => {
		const listing = await aListing(database.db, people.wang);
		await report(database.db, people.zhao, { listingId: listing.id, reason: '写了电话' }, sends(people.zhao));
		expect(await see(people.zhao, listing.id)).toMatchObject({ reported: true, reports: [] });
		expect(await see(people.li, listing.id)).toMatchObject({ reported: false, reports: [] });
		const stewards = (await see(people.steward, listing.id))!;
		expect(stewards.reports).toMatchObject([{ reason: '写了电话' }]);
		expect(JSON.stringify(stewards.reports)).not.toContain(people.zhao.id);
	});
});

describe('an anonymous ask for medicine', () => {
	const ask = () =>
		aListing(database.db, people.wang, {
			direction: 'ask',
			category: 'medicine',
			anonymous: true,
			quantity: 2,
			unit: '盒',
			title: '退烧药',
		});

	it('names nobody to neighbours, stewards and the asker’s own household, who is treated as any neighbour', async () => {
		const listing = await ask();
		await claims(people.li, listing.id);
		for (const viewer of [people.zhao, people.steward, people.wangsSon, people.newcomer]) {
			const seen = (await see(viewer, listing.id))!;
			expect(seen).toMatchObject({ own: false, poster: null, handovers: [], waiting: 1 });
			expect(mentions(seen)).toEqual([]);
		}
	});

	it('shows the asker who pledges, and the pledger who asked only once chosen', async () => {
		const listing = await ask();
		const id = await claims(people.li, listing.id);
		expect((await see(people.wang, listing.id))!.handovers).toMatchObject([
			{ name: '李明', household: { door: '1-201' } },
		]);
		expect(mentions(await seeOne(people.li, id))).toEqual(['李明', '1-201']);
		await choose(database.db, people.wang, { listingId: listing.id, handoverId: id }, sends(people.wang));
		expect(await seeOne(people.li, id)).toMatchObject({
			receiver: { name: '王阿姨', door: '2-101' },
			side: 'giver',
		});
	});

	it('stays unnamed to somebody whose pledge was let go', async () => {
		const listing = await ask();
		const id = await claims(people.li, listing.id);
		await step(people.li, id, 'release');
		expect((await seeOne(people.li, id))!.receiver).toBeUndefined();
	});

	it('names the asker to a steward only when somebody has to look or knock', async () => {
		const listing = await ask();
		const id = await claims(people.li, listing.id);
		await choose(database.db, people.wang, { listingId: listing.id, handoverId: id }, sends(people.wang));
		expect((await seeOne(people.steward, id))!.receiver).toBeUndefined();
		expect(await seeOne(people.volunteer, id)).toBeNull();
		await step(people.li, id, 'left');
		expect(await seeOne(people.volunteer, id)).toMatchObject({ side: null, receiver: { door: '2-101' } });
	});
});

describe('a handover', () => {
	it('is not there for neighbours who have no part in it', async () => {
		const listing = await aListing(database.db, people.wang);
		const id = await claims(people.li, listing.id);
		expect(await seeOne(people.zhao, id)).toBeNull();
		expect(await seeOne(people.stranger, id)).toBeNull();
		expect(await seeOne(people.lisWife, id)).toMatchObject({ side: 'receiver' });
		expect(await seeOne(people.wangsSon, id)).toMatchObject({ side: 'giver' });
	});

	it('shows a steward whom to look for when it is missing, and what they can do', async () => {
		const listing = await aListing(database.db, people.wang);
		const id = await claims(people.li, listing.id);
		await step(people.wang, id, 'left');
		await step(people.li, id, 'missing');
		expect(await seeOne(people.steward, id)).toMatchObject({
			side: null,
			steps: ['receive', 'release'],
			giver: { door: '2-101' },
			receiver: { door: '1-201' },
		});
		expect((await see(people.steward, listing.id))!.handovers).toMatchObject([{ id, state: 'missing' }]);
	});

	it('says who did what; of a helper only that it was one', async () => {
		const listing = await aListing(database.db, people.wang);
		const acted: Member = { ...people.li, actedBy: people.volunteer.id };
		const outcome = await claim(
			database.db,
			acted,
			{ listingId: listing.id, quantity: 1, part: null },
			sends(people.volunteer),
		);
		const id = outcome.ok ? outcome.value.id : '';
		expect((await seeOne(people.wang, id))!.trail).toMatchObject([
			{ from: null, to: 'reserved', helped: true, name: null },
		]);
	});

	it('has the shape that scripts rely on', async () => {
		const listing = await aListing(database.db, people.wang, { quantity: 1, perHousehold: 1 });
		await claims(people.zhao, listing.id);
		const id = await claims(people.li, listing.id);
		const seen = JSON.parse(JSON.stringify(await seeOne(people.li, id))) as Record<string, unknown>;
		expect(seen).toMatchObject({
			id,
			quantity: 1,
			state: 'waiting',
			place: 1,
			windowEndsAt: null,
			listing: { id: listing.id },
			giver: { id: people.wang.householdId, door: '2-101' },
			receiver: { id: people.li.householdId, door: '1-201' },
			trail: [{ from: null, to: 'waiting', at: MORNING.toISOString() }],
		});
		const post = JSON.parse(JSON.stringify(await see(people.li, listing.id))) as Record<string, unknown>;
		expect(post).toMatchObject({
			id: listing.id,
			direction: 'offer',
			category: 'food',
			title: '半棵白菜',
			quantity: 1,
			held: 1,
			remaining: 0,
			unit: '棵',
			status: 'open',
			until: listing.until.toISOString(),
			handovers: [
				{ id, quantity: 1, state: 'waiting', household: { id: people.li.householdId, door: '1-201' } },
			],
		});
	});
});
