import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { findHandover, findListing } from './queries.ts';
import { takeStep } from './step.ts';
import { handoverEvents } from './handover-table.ts';

import { useHandovers } from '../../../../tests/handovers.ts';
const database = useDatabase();
const { stairwell, claimed, step, stateOf, newsOf } = useHandovers(database);

describe('a handover on its way', () => {
	it('is brought, left at the door and signed for; each side hears what the other did; the trail keeps it all', async () => {
		const { li, wang } = await stairwell();
		const id = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step(li, id, 'bring')).toMatchObject({ ok: true, value: { state: 'on_the_way' } });
		expect(await step(li, id, 'left')).toMatchObject({ ok: true, value: { state: 'left' } });
		expect(await step(wang, id, 'receive')).toMatchObject({ ok: true, value: { state: 'received' } });
		expect(await newsOf(wang)).toEqual(['handover.left', 'handover.on_the_way']);
		expect(await newsOf(li)).toEqual(['handover.claimed', 'handover.received']);
		const trail = await database.db
			.select()
			.from(handoverEvents)
			.where(eq(handoverEvents.handoverId, id))
			.orderBy(asc(handoverEvents.id));
		expect(trail.map((it) => [it.fromState, it.toState, it.byId])).toEqual([
			[null, 'reserved', wang.id],
			['reserved', 'on_the_way', li.id],
			['on_the_way', 'left', li.id],
			['left', 'received', wang.id],
		]);
	});

	it('may be signed for by anybody of the household, and by a helper acting for them, whom the trail names', async () => {
		const { building, li, wang, steward } = await stairwell();
		const partner = await aNeighbour(database.db, building, wang.door);
		const first = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step(partner, first, 'receive')).toMatchObject({ ok: true });
		const second = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step({ ...wang, actedBy: steward.id }, second, 'receive')).toMatchObject({ ok: true });
		expect(await findHandover(database.db, second)).toMatchObject({
			changedBy: steward.id,
			changedFor: wang.id,
		});
	});

	it('moves only by whom it concerns, and for nobody else exists', async () => {
		const { building, li, wang, zhao } = await stairwell();
		const id = await claimed(wang, (await aListing(database.db, li)).id);
		for (const taken of ['bring', 'left', 'receive', 'missing', 'release', 'returned'] as const)
			expect(await step(zhao, id, taken)).toMatchObject({ code: 'not_found' });
		expect(await step(wang, id, 'bring')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(li, id, 'receive')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(wang, id, 'missing')).toMatchObject({ code: 'handover.state_changed' });
		expect(await step(li, id, 'returned')).toMatchObject({ code: 'handover.not_lent' });
		const stranger = await aNeighbour(
			database.db,
			await aBuilding(database.db, { community: building.communityId }),
			'1-101',
		);
		expect(await step(stranger, id, 'receive')).toMatchObject({ code: 'not_found' });
	});

	it('given back goes to the next in line in the same moment', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 1 });
		const first = await claimed(wang, listing.id);
		const second = await claimed(zhao, listing.id);
		expect(await stateOf(second)).toBe('waiting');
		expect(await step(wang, first, 'release', '用不上了')).toMatchObject({ ok: true });
		expect(await stateOf(second)).toBe('reserved');
		expect(await newsOf(zhao)).toEqual(['handover.yours']);
		expect(await newsOf(li)).toEqual(['handover.claimed', 'handover.claimed', 'handover.released']);
		expect((await findHandover(database.db, second))!.windowEndsAt).toEqual(later(MORNING, 4));
	});

	it('not there: the stewards are asked; found counts as received, gone is free again', async () => {
		const { li, wang, zhao, steward } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 1 });
		const id = await claimed(wang, listing.id);
		const next = await claimed(zhao, listing.id);
		await step(li, id, 'left');
		expect(await step(wang, id, 'missing')).toMatchObject({ ok: true });
		expect(await newsOf(steward)).toEqual(['handover.missing_look']);
		expect((await findListing(database.db, listing.id))!.held).toBe(1);
		expect(await step(zhao, id, 'release')).toMatchObject({ code: 'not_found' });
		expect(await step(wang, id, 'release')).toMatchObject({ code: 'handover.state_changed' });
		expect(await step(steward, id, 'release', '找过了，没有')).toMatchObject({ ok: true });
		expect([await stateOf(id), await stateOf(next)]).toEqual(['released', 'reserved']);
	});

	it('when the last piece is signed for the post is over, and whoever is in line hears that it is gone', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 2, perHousehold: 2 });
		const [first, second] = [await claimed(wang, listing.id), await claimed(wang, listing.id)];
		const third = await claimed(zhao, listing.id);
		await step(wang, first, 'receive');
		expect((await findListing(database.db, listing.id))!.status).toBe('open');
		expect(await stateOf(third)).toBe('waiting');
		await step(li, second, 'left');
		await step(wang, second, 'receive');
		expect((await findListing(database.db, listing.id))!.status).toBe('ended');
		expect(await stateOf(third)).toBe('refused');
		expect(await newsOf(zhao)).toEqual(['handover.refused']);
	});

	it('a loan comes back and is free for the next; a gift does not', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, {
			category: 'item',
			terms: 'lend',
			quantity: 1,
			title: '喷壶',
			unit: '个',
		});
		const first = await claimed(wang, listing.id);
		const second = await claimed(zhao, listing.id);
		await step(wang, first, 'receive');
		expect(await step(wang, first, 'returned')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(li, first, 'returned')).toMatchObject({ ok: true });
		expect([await stateOf(first), await stateOf(second)]).toEqual(['returned', 'reserved']);
	});

	it('two opposite taps at once: one counts, the other is told', async () => {
		const { li, wang } = await stairwell();
		const pools = database.connect(2);
		for (let round = 0; round < 20; round++) {
			const id = await claimed(wang, (await aListing(database.db, li)).id);
			await step(li, id, 'left');
			const [signed, missing] = await Promise.all([
				takeStep(
					pools[0]!.db,
					wang,
					{ handoverId: id, step: 'receive', reason: '', photo: null },
					sends(wang),
				),
				takeStep(
					pools[1]!.db,
					wang,
					{ handoverId: id, step: 'missing', reason: '', photo: null },
					sends(wang),
				),
			]);
			// Missing and then found is a possible order; received and then missing is not.
			expect(signed.ok).toBe(true);
			expect(missing.ok || missing.code === 'handover.state_changed').toBe(true);
			expect(await stateOf(id)).toBe('received');
		}
	});
});
