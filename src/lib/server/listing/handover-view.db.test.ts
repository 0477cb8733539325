import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import type { Member } from '../../domain/member.ts';
import { choose } from './choose.ts';
import { claim } from './claim.ts';

import { mentions, useOnlookers } from '../../../../tests/onlookers.ts';
const database = useDatabase();
const { people, see, seeOne, claims, step } = useOnlookers(database);

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

	it('names nobody to neighbours, stewards and the asker’s own household, who is treated like every neighbour', async () => {
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
