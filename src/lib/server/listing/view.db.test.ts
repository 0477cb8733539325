import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { comment, report } from './talk.ts';

import { mentions, useOnlookers } from '../../../../tests/onlookers.ts';
const database = useDatabase();
const { people, see, seeOne, claims } = useOnlookers(database);

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
