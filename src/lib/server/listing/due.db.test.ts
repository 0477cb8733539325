import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import { notifications } from '../notification/table.ts';
import { claim } from './claim.ts';
import { drawOrder } from './draw.ts';
import { settleDue } from './due.ts';
import { findHandover, findListing } from './queries.ts';
import { takeStep } from './step.ts';
import { handoverEvents, handovers } from './handover-table.ts';

const database = useDatabase();

async function claimed(who: Member, listingId: string, quantity = 1, at = MORNING): Promise<string> {
	const outcome = await claim(database.db, who, { listingId, quantity, part: null }, sends(who, at));
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}

async function settleAll(at: Date): Promise<void> {
	while ((await settleDue(database.db, at)) > 0);
}
const stateOf = async (id: string) => (await findHandover(database.db, id))!.state;
/** In the order of time; what came at the same moment by its code. */
const newsOf = async (who: Member) =>
	(
		await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, who.id))
			.orderBy(asc(notifications.createdAt), asc(notifications.code))
	).map((row) => row.code);

async function neighbours(count: number) {
	const building = await aBuilding(database.db);
	const doors = Object.keys(building.households);
	const people = [];
	for (let i = 0; i < count; i++) people.push(await aNeighbour(database.db, building, doors[i]!));
	return { building, people };
}

describe('a window', () => {
	it('is reminded of after three hours and over after four; the next in line has it in the same moment', async () => {
		const {
			people: [li, wang, zhao],
		} = await neighbours(3);
		const listing = await aListing(database.db, li!, { quantity: 1 });
		const [first, second] = [await claimed(wang!, listing.id), await claimed(zhao!, listing.id)];
		await settleAll(later(MORNING, 2.99));
		expect(await newsOf(wang!)).toEqual([]);
		await settleAll(later(MORNING, 3));
		await settleAll(later(MORNING, 3.5));
		expect(await newsOf(wang!)).toEqual(['handover.window_reminder']);
		expect([await stateOf(first), await stateOf(second)]).toEqual(['reserved', 'waiting']);
		await settleAll(later(MORNING, 4));
		expect([await stateOf(first), await stateOf(second)]).toEqual(['lapsed', 'reserved']);
		expect(await newsOf(zhao!)).toEqual(['handover.yours']);
		expect(await newsOf(li!)).toEqual(['handover.claimed', 'handover.claimed', 'handover.lapsed_poster']);
		expect((await findHandover(database.db, second))!.windowEndsAt).toEqual(later(MORNING, 8));
		const [, lapse] = await database.db
			.select()
			.from(handoverEvents)
			.where(eq(handoverEvents.handoverId, first))
			.orderBy(asc(handoverEvents.id));
		expect(lapse).toMatchObject({ fromState: 'reserved', toState: 'lapsed', byId: null });
	});

	it('stands still in the receiver’s quiet hours', async () => {
		const {
			building,
			people: [li],
		} = await neighbours(1);
		const sleeper = await aNeighbour(database.db, building, '2-304', {
			quiet: { from: 22 * 60, to: 7 * 60 },
		});
		const listing = await aListing(database.db, li!, { until: later(MORNING, 48) });
		const evening = new Date('2026-11-21T13:00:00Z');
		const id = await claimed(sleeper, listing.id, 1, evening);
		expect((await findHandover(database.db, id))!.windowEndsAt).toEqual(new Date('2026-11-22T02:00:00Z'));
		await settleAll(new Date('2026-11-22T01:59:00Z'));
		expect(await stateOf(id)).toBe('reserved');
		await settleAll(new Date('2026-11-22T02:00:00Z'));
		expect(await stateOf(id)).toBe('lapsed');
	});

	it('over with nobody in line, it is free and those who follow posts hear of it', async () => {
		const {
			people: [li, wang, zhao],
		} = await neighbours(3);
		await database.db
			.update(residents)
			.set({ follows: ['post'] })
			.where(eq(residents.id, zhao!.id));
		const listing = await aListing(database.db, li!, { quantity: 1 });
		await claimed(wang!, listing.id);
		await settleAll(later(MORNING, 4));
		expect((await findListing(database.db, listing.id))!.held).toBe(0);
		expect(await newsOf(zhao!)).toEqual(['listing.posted', 'listing.free_again']);
	});

	it('is ended once, by however many workers', async () => {
		const { people } = await neighbours(4);
		const [li, ...others] = people;
		const listing = await aListing(database.db, li!, { quantity: 3, perHousehold: 1 });
		for (const who of others) await claimed(who, listing.id);
		const pools = database.connect(8);
		for (let round = 0; round < 4; round++)
			await Promise.all(pools.map(({ db }) => settleDue(db, later(MORNING, 4))));
		const rows = await database.db.select().from(handovers).where(eq(handovers.listingId, listing.id));
		expect(rows.map((row) => row.state)).toEqual(['lapsed', 'lapsed', 'lapsed']);
		expect((await newsOf(li!)).filter((code) => code === 'handover.lapsed_poster')).toHaveLength(3);
	});
});

describe('left at the door', () => {
	it('is reminded of, and after a day taken as received, signed by nobody', async () => {
		const {
			people: [li, wang],
		} = await neighbours(2);
		const id = await claimed(wang!, (await aListing(database.db, li!)).id);
		await takeStep(database.db, li!, { handoverId: id, step: 'left', reason: '', photo: null }, sends(li!));
		await settleAll(later(MORNING, 13));
		expect(await newsOf(wang!)).toEqual(['handover.left', 'handover.sign_reminder']);
		expect(await stateOf(id)).toBe('left');
		await settleAll(later(MORNING, 24));
		expect(await findHandover(database.db, id)).toMatchObject({ state: 'received', changedBy: null });
		expect(await newsOf(li!)).toContain('handover.received_unsigned');
	});

	it('for an urgent ask is never taken as received: a volunteer is asked to knock after a quarter of an hour', async () => {
		const {
			building,
			people: [li, wang],
		} = await neighbours(2);
		const volunteer = await aNeighbour(database.db, building, '2-301', { roles: ['volunteer'] });
		const ask = await aListing(database.db, li!, {
			direction: 'ask',
			category: 'item',
			urgent: true,
			reason: '停电',
			neededBy: later(MORNING, 5),
		});
		const id = await claimed(wang!, ask.id);
		await takeStep(
			database.db,
			wang!,
			{ handoverId: id, step: 'left', reason: '', photo: null },
			sends(wang!),
		);
		await settleAll(later(MORNING, 0.25));
		expect(await newsOf(volunteer)).toEqual(['handover.knock']);
		await settleAll(later(MORNING, 72));
		expect(await stateOf(id)).toBe('left');
	});
});

describe('a loan', () => {
	it('is reminded of once, at nine in the morning of the day on which it is to be back', async () => {
		const {
			people: [li, wang],
		} = await neighbours(2);
		const lent = { category: 'item' as const, terms: 'lend' as const, returnBy: '2026-11-23', quantity: 1 };
		const id = await claimed(wang!, (await aListing(database.db, li!, lent)).id);
		await takeStep(
			database.db,
			wang!,
			{ handoverId: id, step: 'receive', reason: '', photo: null },
			sends(wang!),
		);
		await settleAll(new Date('2026-11-23T00:59:00Z'));
		expect(await newsOf(wang!)).toEqual([]);
		await settleAll(new Date('2026-11-23T01:00:00Z'));
		await settleAll(new Date('2026-11-23T02:00:00Z'));
		expect(await newsOf(wang!)).toEqual(['handover.return_reminder']);
		expect(await stateOf(id)).toBe('received');
	});
});

describe('the end of a post', () => {
	it('refuses who still waits, each told; who holds keeps it until the window is over', async () => {
		const {
			people: [li, wang, zhao],
		} = await neighbours(3);
		const listing = await aListing(database.db, li!, { quantity: 1, until: later(MORNING, 1) });
		const [holds, waits] = [await claimed(wang!, listing.id), await claimed(zhao!, listing.id)];
		await settleAll(later(MORNING, 1));
		expect([await stateOf(holds), await stateOf(waits)]).toEqual(['reserved', 'refused']);
		expect((await findListing(database.db, listing.id))!.status).toBe('ended');
		expect(await newsOf(zhao!)).toEqual(['handover.refused']);
		await settleAll(later(MORNING, 4));
		expect(await stateOf(holds)).toBe('lapsed');
	});
});

describe('a draw', () => {
	it('is held at its time in the order of its recorded seed; the others stay in line', async () => {
		const { people } = await neighbours(6);
		const [li, ...others] = people;
		const listing = await aListing(database.db, li!, {
			quantity: 2,
			perHousehold: 1,
			allocation: 'draw',
			drawAt: later(MORNING, 2),
		});
		const entries = [];
		for (const who of others) entries.push(await claimed(who, listing.id));
		expect(
			await claim(
				database.db,
				others[0]!,
				{ listingId: listing.id, quantity: 1, part: null },
				sends(others[0]!),
			),
		).toMatchObject({ code: 'listing.draw_entered' });
		await settleAll(later(MORNING, 1.9));
		expect(await Promise.all(entries.map(stateOf))).toEqual(Array(5).fill('waiting'));
		await settleAll(later(MORNING, 2));
		const drawn = (await findListing(database.db, listing.id))!;
		const lucky = drawOrder(
			drawn.drawSeed!,
			entries.map((id) => ({ id })),
		)
			.slice(0, 2)
			.map((it) => it.id);
		for (const id of entries) expect(await stateOf(id)).toBe(lucky.includes(id) ? 'reserved' : 'waiting');
		await settleAll(later(MORNING, 6));
		expect(await Promise.all(lucky.map(stateOf))).toEqual(['lapsed', 'lapsed']);
		expect((await findListing(database.db, listing.id))!).toMatchObject({ held: 2, waiting: 1 });
	});
	it('with another seed has another order, and each place is as likely', () => {
		const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
		const first = new Map<string, number>();
		for (let i = 0; i < 4000; i++) {
			const id = drawOrder(`seed ${i}`, entries)[0]!.id;
			first.set(id, (first.get(id) ?? 0) + 1);
		}
		for (const n of first.values()) expect(Math.abs(n - 1000)).toBeLessThan(150);
	});
});
