import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { notifications } from '../notification/table.ts';
import { claim } from './claim.ts';
import { settleDue } from './due.ts';
import { findListing } from './queries.ts';
import { takeStep } from './step.ts';
import { setUrgency } from './talk.ts';
import { countReached, settleWidening } from './widen.ts';

const database = useDatabase();
const after = (minutes: number, from = MORNING) => new Date(from.getTime() + minutes * 60_000);
const EVENING = new Date('2026-11-21T15:00:00Z');

async function settleAll(at: Date): Promise<void> {
	while ((await settleDue(database.db, at)) > 0);
}

/** What somebody was told of this ask, in order. */
async function heard(who: Member, listingId: string): Promise<string[]> {
	const rows = await database.db
		.select({ code: notifications.code })
		.from(notifications)
		.where(and(eq(notifications.residentId, who.id), eq(notifications.listingId, listingId)))
		.orderBy(asc(notifications.createdAt));
	return rows.map((row) => row.code);
}

async function street(at = MORNING) {
	const building = await aBuilding(database.db);
	const live = (door: string, wish = {}) => aNeighbour(database.db, building, door, wish);
	const asker = await live('1-101');
	const near = await live('1-102');
	const far = await live('2-101');
	const volunteer = await live('2-201', { roles: ['volunteer'] });
	const steward = await live('2-301', { roles: ['steward'] });
	const listing = await aListing(database.db, asker, {
		direction: 'ask',
		title: '退烧药',
		urgent: true,
		reason: '孩子发烧',
		neededBy: after(120, at),
		at,
	});
	return { asker, near, far, volunteer, steward, listing };
}

describe('an urgent ask', () => {
	it('by day reaches the entrance at once, then the building, the helpers, their phones; then it says that nobody came', async () => {
		const { asker, near, far, volunteer, steward, listing } = await street();
		expect(await heard(near, listing.id)).toEqual(['listing.urgent_near']);
		expect(await heard(far, listing.id)).toEqual([]);
		expect(await countReached(database.db, (await findListing(database.db, listing.id))!)).toEqual({
			reached: 1,
			of: 4,
		});
		await settleAll(after(4.9));
		expect(await heard(far, listing.id)).toEqual([]);
		await settleAll(after(5));
		expect(await heard(far, listing.id)).toEqual(['listing.urgent_near']);
		expect(await countReached(database.db, (await findListing(database.db, listing.id))!)).toEqual({
			reached: 4,
			of: 4,
		});
		await settleAll(after(10));
		expect(await heard(volunteer, listing.id)).toEqual(['listing.urgent_near', 'listing.urgent']);
		await settleAll(after(15));
		expect(await heard(steward, listing.id)).toEqual([
			'listing.urgent_near',
			'listing.urgent',
			'listing.urgent_phones',
		]);
		await settleAll(after(20));
		expect(await heard(asker, listing.id)).toEqual(['listing.urgent_nobody']);
		expect((await heard(steward, listing.id)).at(-1)).toBe('listing.urgent_nobody_steward');
		await settleAll(after(60));
		expect(await heard(near, listing.id)).toEqual(['listing.urgent_near']);
	});

	it('by night wakes the helpers first, and never the whole building', async () => {
		const { near, far, volunteer, listing } = await street(EVENING);
		expect(await heard(volunteer, listing.id)).toEqual(['listing.urgent']);
		expect(await heard(near, listing.id)).toEqual([]);
		await settleAll(after(5, EVENING));
		await settleAll(after(10, EVENING));
		expect(await heard(near, listing.id)).toEqual(['listing.urgent_near']);
		await settleAll(after(15, EVENING));
		expect(await heard(far, listing.id)).toEqual([]);
	});

	it('stops where somebody has it, and goes on with the next circle when it is let go', async () => {
		const { near, far, listing } = await street();
		const pledge = await claim(
			database.db,
			near,
			{ listingId: listing.id, quantity: 1, part: null },
			sends(near, after(2)),
		);
		if (!pledge.ok) throw new Error(pledge.code);
		await settleAll(after(6));
		expect(await heard(far, listing.id)).toEqual([]);
		await takeStep(
			database.db,
			near,
			{ handoverId: pledge.value.id, step: 'release', reason: '找不到了', photo: null },
			sends(near, after(7)),
		);
		await settleAll(after(12));
		expect(await heard(far, listing.id)).toEqual(['listing.urgent_near']);
	});

	it('stops when it is not urgent any more, and begins anew when it is again', async () => {
		const { asker, near, far, listing } = await street();
		const say = (urgent: boolean, minutes: number) =>
			setUrgency(
				database.db,
				asker,
				{ listingId: listing.id, urgent, neededBy: null, reason: '' },
				sends(asker, after(minutes)),
			);
		await say(false, 3);
		await settleAll(after(10));
		expect(await heard(far, listing.id)).toEqual([]);
		await say(true, 11);
		expect(await heard(near, listing.id)).toEqual(['listing.urgent_near', 'listing.urgent_near']);
	});

	it('is told once, however many processes look at the clock', async () => {
		const { far, volunteer, listing } = await street();
		await Promise.all(Array.from({ length: 8 }, () => settleWidening(database.db, listing.id, after(5))));
		expect(await settleWidening(database.db, listing.id, after(5))).toBe(false);
		expect(await heard(far, listing.id)).toEqual(['listing.urgent_near']);
		expect(await heard(volunteer, listing.id)).toEqual(['listing.urgent_near']);
	});
});
