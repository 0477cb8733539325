import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { CHANGES, STATES } from '../../domain/handover.ts';
import { databaseRefusal } from '../db/failure.ts';
import { transact } from '../db/transact.ts';
import { notifications, deliveries, devices } from '../notification/table.ts';
import { notify } from '../notification/notify.ts';
import { claim } from './claim.ts';
import { takeStep } from './step.ts';

const database = useDatabase();

async function refusedBy(writing: PromiseLike<unknown>): Promise<string | null> {
	try {
		await writing;
		return null;
	} catch (error) {
		return databaseRefusal(error)?.constraint ?? String(error);
	}
}

async function posted(quantity: number, perHousehold: number | null = quantity) {
	const building = await aBuilding(database.db);
	const li = await aNeighbour(database.db, building, '1-101');
	const wang = await aNeighbour(database.db, building, '1-202');
	const listing = await aListing(database.db, li, { quantity, perHousehold });
	const insert = (quantity: number, state = 'reserved', at = MORNING) => database.sql`
		insert into handovers (listing_id, claimant_id, claimant_household_id, quantity, state, changed_at)
		values (${listing.id}, ${wang.id}, ${wang.householdId}, ${quantity}, ${state}, ${at.toISOString()}) returning id`;
	return { li, wang, listing, insert };
}

describe('whoever writes by hand', () => {
	it('cannot oversell a listing', async () => {
		const { insert } = await posted(3);
		expect(await refusedBy(insert(2))).toBeNull();
		expect(await refusedBy(insert(2))).toBe('listing_never_oversold');
		expect(await refusedBy(insert(1))).toBeNull();
	});

	it('cannot oversell it by moving somebody up', async () => {
		const { insert } = await posted(1, null);
		await insert(1);
		const [waiting] = await insert(1, 'waiting');
		expect(
			await refusedBy(
				database.sql`update handovers set state = 'reserved' where id = ${waiting!.id as string}`,
			),
		).toBe('listing_never_oversold');
	});

	it('cannot go above a household’s share until it is relaxed', async () => {
		const { insert, listing } = await posted(6, 2);
		await insert(2);
		expect(await refusedBy(insert(1))).toBe('household_share_kept');
		expect(await refusedBy(insert(1, 'waiting'))).toBe('household_share_kept');
		expect(await refusedBy(insert(1, 'reserved', listing.relaxedAt))).toBeNull();
	});

	it('cannot change quantity, share or household of a post', async () => {
		const { listing } = await posted(2);
		expect(await refusedBy(database.sql`update listings set quantity = 9 where id = ${listing.id}`)).toBe(
			'listing_keeps_its_terms',
		);
		expect(
			await refusedBy(database.sql`update listings set per_household = null where id = ${listing.id}`),
		).toBe('listing_keeps_its_terms');
		expect(await refusedBy(database.sql`update listings set held = 3 where id = ${listing.id}`)).toBe(
			'listing_never_oversold',
		);
	});

	it('cannot rewrite or delete the trail, nor delete a handover', async () => {
		const { insert } = await posted(2);
		const [row] = await insert(1);
		const id = row!.id as string;
		expect(
			await refusedBy(database.sql`update handover_events set reason = 'x' where handover_id = ${id}`),
		).toBe('trail_is_append_only');
		expect(await refusedBy(database.sql`delete from handover_events where handover_id = ${id}`)).toBe(
			'trail_is_append_only',
		);
		expect(await refusedBy(database.sql`delete from handovers where id = ${id}`)).toBe(
			'trail_is_append_only',
		);
		const trail = await database.sql`select to_state from handover_events where handover_id = ${id}`;
		expect(trail.map((it) => it.to_state)).toEqual(['reserved']);
	});

	it('cannot move a handover to another listing, household or a larger quantity', async () => {
		const { insert, li } = await posted(3);
		const { listing } = await posted(3);
		const [row] = await insert(1);
		const id = row!.id as string;
		expect(
			await refusedBy(database.sql`update handovers set listing_id = ${listing.id} where id = ${id}`),
		).toBe('handover_keeps_its_parties');
		expect(
			await refusedBy(
				database.sql`update handovers set claimant_household_id = ${li.householdId} where id = ${id}`,
			),
		).toBe('handover_keeps_its_parties');
		expect(await refusedBy(database.sql`update handovers set quantity = 2 where id = ${id}`)).toBe(
			'handover_keeps_its_quantity',
		);
	});

	it('can take exactly the changes of state that the rules know', async () => {
		for (const from of STATES)
			for (const to of STATES) {
				if (from === to) continue;
				const [row] = await database.sql`select handover_change_allowed(${from}, ${to}) as allowed`;
				expect([from, to, row!.allowed]).toEqual([from, to, CHANGES[from].includes(to)]);
			}
		const { insert } = await posted(1);
		for (const state of STATES.filter((it) => !['waiting', 'reserved', 'received'].includes(it)))
			expect(await refusedBy(insert(1, state))).toBe('handover_change_allowed');
		const [row] = await insert(1);
		expect(
			await refusedBy(database.sql`update handovers set state = 'returned' where id = ${row!.id as string}`),
		).toBe('handover_change_allowed');
	});
});

describe('a notification', () => {
	it('is there if and only if its change committed, with one delivery a device', async () => {
		const { li, wang, listing } = await posted(3);
		await database.db.insert(devices).values([
			{ residentId: li.id, endpoint: 'https://push.example/1', p256dh: 'x', auth: 'x', createdAt: MORNING },
			{ residentId: li.id, endpoint: 'https://push.example/2', p256dh: 'x', auth: 'x', createdAt: MORNING },
		]);
		const count = async () => [
			(await database.db.select().from(notifications)).length,
			(await database.db.select().from(deliveries)).length,
		];
		const before = await count();
		const failing = transact(database.db, async (tx) => {
			await notify(tx, { to: [li.id], topic: 'handover', code: 'handover.claimed', href: '/' }, MORNING);
			throw new Error('the lights went out');
		});
		await expect(failing).rejects.toThrow('the lights went out');
		expect(await count()).toEqual(before);
		const claimed = await claim(
			database.db,
			wang,
			{ listingId: listing.id, quantity: 1, part: null },
			sends(wang),
		);
		expect(await count()).toEqual([before[0]! + 1, before[1]! + 2]);
		const id = claimed.ok ? claimed.value.id : '';
		// A refused step writes nothing.
		await takeStep(
			database.db,
			wang,
			{ handoverId: id, step: 'missing', reason: '', photo: null },
			sends(wang),
		);
		expect(await count()).toEqual([before[0]! + 1, before[1]! + 2]);
	});
});
