import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, sends } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import { notifications } from '../notification/table.ts';
import { choose } from './choose.ts';
import { claim } from './claim.ts';
import { findHandover } from './queries.ts';
import { listingParts } from './table.ts';

import { useHandovers } from '../../../../tests/handovers.ts';
const database = useDatabase();
const { stairwell, claimed, step, stateOf, newsOf } = useHandovers(database);

describe('an ask', () => {
	it('is answered by a pledge; the pledger gives and the asker signs', async () => {
		const { li, wang } = await stairwell();
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			category: 'item',
			title: '充电宝',
			quantity: 1,
		});
		const id = await claimed(wang, ask.id);
		expect(await newsOf(li)).toEqual(['handover.pledged']);
		expect(await step(li, id, 'left')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(wang, id, 'left')).toMatchObject({ ok: true });
		expect(await step(li, id, 'receive')).toMatchObject({ ok: true });
	});

	it('in parts is pledged piece by piece, each part with its own line', async () => {
		const { li, wang, zhao } = await stairwell();
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			title: '生日蛋糕',
			parts: [
				{ title: '鸡蛋', quantity: 3, unit: '个' },
				{ title: '烤箱', quantity: 1, unit: '' },
			],
		});
		expect(ask.quantity).toBe(4);
		const [eggs, oven] = await database.db
			.select()
			.from(listingParts)
			.where(eq(listingParts.listingId, ask.id))
			.orderBy(asc(listingParts.position));
		const two = await claimed(wang, ask.id, 2, eggs!.id);
		const more = await claimed(zhao, ask.id, 2, eggs!.id);
		const oneOven = await claimed(zhao, ask.id, 1, oven!.id);
		expect([await stateOf(two), await stateOf(more), await stateOf(oneOven)]).toEqual([
			'reserved',
			'waiting',
			'reserved',
		]);
		expect((await findHandover(database.db, more))!.quantity).toBe(1);
		expect(
			await claim(database.db, wang, { listingId: ask.id, quantity: 2, part: oven!.id }, sends(wang)),
		).toMatchObject({ code: 'listing.more_than_there_is' });
		expect(
			await claim(database.db, wang, { listingId: ask.id, quantity: 1, part: li.id }, sends(wang)),
		).toMatchObject({ code: 'listing.part_missing' });
		await step(wang, two, 'release');
		expect(await stateOf(more)).toBe('reserved');
	});

	it('for medicine stays without a name until the asker chooses, and its household is like every neighbour to it', async () => {
		const { building, li, wang } = await stairwell();
		const wife = await aNeighbour(database.db, building, li.door);
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			category: 'medicine',
			title: '布洛芬',
			quantity: 1,
			anonymous: true,
		});
		expect(ask.allocation).toBe('poster_chooses');
		const pledge = await claimed(wang, ask.id);
		expect(await stateOf(pledge)).toBe('waiting');
		expect(
			await claim(database.db, wife, { listingId: ask.id, quantity: 1, part: null }, sends(wife)),
		).toMatchObject({ ok: true });
		expect(
			await choose(database.db, wife, { listingId: ask.id, handoverId: pledge }, sends(wife)),
		).toMatchObject({ code: 'not_found' });
		expect(await choose(database.db, li, { listingId: ask.id, handoverId: pledge }, sends(li))).toMatchObject(
			{ ok: true },
		);
		await step(wang, pledge, 'left');
		expect(await step(wife, pledge, 'receive')).toMatchObject({ code: 'not_found' });
		expect(await step(li, pledge, 'receive')).toMatchObject({ ok: true });
		const [told] = await database.db.select().from(notifications).where(eq(notifications.residentId, li.id));
		expect(told!.detail).not.toHaveProperty('safeTitle');
	});
});
