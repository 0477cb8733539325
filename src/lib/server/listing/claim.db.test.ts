import { randomUUID } from 'node:crypto';
import { asc, eq, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { HOLDING } from '../../domain/handover.ts';
import { notifications } from '../notification/table.ts';
import { claim, type ClaimInput } from './claim.ts';
import { findHandover, findListing } from './queries.ts';
import { handoverEvents, handovers } from './handover-table.ts';
import { takeStep } from './step.ts';

const database = useDatabase();

async function neighbours(count: number, doors = '1-101..1-560') {
	const building = await aBuilding(database.db, { doors });
	const names = Object.keys(building.households);
	const people = [];
	for (let i = 0; i < count; i++)
		people.push(await aNeighbour(database.db, building, names[i % names.length]!));
	return { building, people };
}

const one = (listingId: string, quantity = 1): ClaimInput => ({ listingId, quantity, part: null });

describe('“I’d like it”', () => {
	it('is held at once when enough is there, and the poster is told', async () => {
		const {
			people: [li, wang],
		} = await neighbours(2);
		const listing = await aListing(database.db, li!, { quantity: 3 });
		const claimed = await claim(database.db, wang!, one(listing.id), sends(wang!));
		expect(claimed).toMatchObject({ ok: true });
		const handover = await findHandover(database.db, claimed.ok ? claimed.value.id : '');
		expect(handover).toMatchObject({
			state: 'reserved',
			quantity: 1,
			claimantId: wang!.id,
			changedBy: wang!.id,
		});
		expect(handover!.windowEndsAt).toEqual(later(MORNING, 4));
		expect((await findListing(database.db, listing.id))!.held).toBe(1);
		const told = await database.db.select().from(notifications).where(eq(notifications.residentId, li!.id));
		expect(told).toMatchObject([
			{ code: 'handover.claimed', handoverId: handover!.id, whileState: 'reserved' },
		]);
		const trail = await database.db
			.select()
			.from(handoverEvents)
			.where(eq(handoverEvents.handoverId, handover!.id));
		expect(trail).toMatchObject([{ fromState: null, toState: 'reserved', byId: wang!.id, forId: null }]);
	});

	it('goes to the line when not enough is there, and its head gets what is left and waits for the rest', async () => {
		const {
			people: [li, wang, zhao],
		} = await neighbours(3);
		const listing = await aListing(database.db, li!, { quantity: 5, perHousehold: 5 });
		await claim(database.db, wang!, one(listing.id, 3), sends(wang!));
		const second = await claim(database.db, zhao!, one(listing.id, 4), sends(zhao!));
		const waiting = await findHandover(database.db, second.ok ? second.value.id : '');
		expect(waiting).toMatchObject({ state: 'waiting', quantity: 2 });
		const rows = await database.db.select().from(handovers).where(eq(handovers.splitFrom, waiting!.id));
		expect(rows).toMatchObject([{ state: 'reserved', quantity: 2 }]);
		expect(await findListing(database.db, listing.id)).toMatchObject({ held: 5, waiting: 1 });
	});

	it('above the household’s share is refused, by any phone of the household', async () => {
		const {
			building,
			people: [li, wang],
		} = await neighbours(2);
		const partner = await aNeighbour(database.db, building, wang!.door);
		const listing = await aListing(database.db, li!, { quantity: 6 });
		expect(await claim(database.db, wang!, one(listing.id, 1), sends(wang!))).toMatchObject({ ok: true });
		expect(await claim(database.db, partner, one(listing.id, 2), sends(partner))).toMatchObject({
			ok: false,
			code: 'listing.household_limit',
			detail: { left: 1, limit: 2 },
		});
		expect(await claim(database.db, partner, one(listing.id, 1), sends(partner))).toMatchObject({ ok: true });
	});

	it('passes the share in the last quarter of the listing’s time', async () => {
		const {
			people: [li, wang],
		} = await neighbours(2);
		const listing = await aListing(database.db, li!, { quantity: 6 });
		const late = later(MORNING, 18.01);
		expect(
			await claim(database.db, wang!, one(listing.id, 6), sends(wang!, later(MORNING, 17.9))),
		).toMatchObject({ code: 'listing.household_limit' });
		expect(await claim(database.db, wang!, one(listing.id, 6), sends(wang!, late))).toMatchObject({
			ok: true,
		});
	});

	it('is refused on one’s own post, after its end, and for more than there ever was', async () => {
		const {
			building,
			people: [li, wang],
		} = await neighbours(2);
		const sister = await aNeighbour(database.db, building, li!.door);
		const listing = await aListing(database.db, li!, { perHousehold: null });
		expect(await claim(database.db, li!, one(listing.id), sends(li!))).toMatchObject({ code: 'listing.own' });
		expect(await claim(database.db, sister, one(listing.id), sends(sister))).toMatchObject({
			code: 'listing.own',
		});
		expect(await claim(database.db, wang!, one(listing.id), sends(wang!, later(MORNING, 24)))).toMatchObject({
			code: 'listing.ended',
		});
		expect(await claim(database.db, wang!, one(listing.id, 4), sends(wang!))).toMatchObject({
			code: 'listing.more_than_there_is',
		});
	});

	it('of another building’s post is “not found”', async () => {
		const {
			people: [li],
		} = await neighbours(1);
		const {
			people: [stranger],
		} = await neighbours(1);
		const listing = await aListing(database.db, li!, { scope: 'community' });
		expect(await claim(database.db, stranger!, one(listing.id), sends(stranger!))).toMatchObject({
			code: 'not_found',
		});
		expect(await claim(database.db, stranger!, one(randomUUID()), sends(stranger!))).toMatchObject({
			code: 'not_found',
		});
	});

	it('of a newcomer is one at a time', async () => {
		const {
			building,
			people: [li],
		} = await neighbours(1);
		const newcomer = await aNeighbour(database.db, building, '1-304', { status: 'waiting' });
		const [first, second] = [await aListing(database.db, li!), await aListing(database.db, li!)];
		expect(await claim(database.db, newcomer, one(first.id), sends(newcomer))).toMatchObject({ ok: true });
		expect(await claim(database.db, newcomer, one(second.id), sends(newcomer))).toMatchObject({
			code: 'handover.unconfirmed_limit',
		});
	});
});

describe('at the same moment', () => {
	it('fifty taps with one key, over twenty connections, make one handover and get one answer', async () => {
		const {
			people: [li, wang],
		} = await neighbours(2);
		const listing = await aListing(database.db, li!, { quantity: 9, perHousehold: 9 });
		const pools = database.connect(20);
		const key = randomUUID();
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, i) =>
				claim(pools[i % 20]!.db, wang!, one(listing.id), sends(wang!, MORNING, key)),
			),
		);
		expect(new Set(answers.map((answer) => (answer.ok ? answer.value.id : answer.code))).size).toBe(1);
		expect(
			await database.db.select().from(handovers).where(eq(handovers.listingId, listing.id)),
		).toHaveLength(1);
		expect(
			await database.db.select().from(notifications).where(eq(notifications.residentId, li!.id)),
		).toHaveLength(1);
		expect(
			await claim(database.db, wang!, one(listing.id), {
				...sends(wang!, MORNING, key),
				fingerprint: 'another body',
			}),
		).toMatchObject({ code: 'key.reused' });
	});

	it('fifty households at once for each of 200 listings: exactly as many win as there is, every loser knows its place', async () => {
		const { people } = await neighbours(50);
		const { people: posters, building } = await neighbours(1);
		const inBuilding = await Promise.all(
			Object.keys(building.households)
				.slice(1, 51)
				.map((door) => aNeighbour(database.db, building, door)),
		);
		expect(people).toHaveLength(50);
		const pools = database.connect(50);
		const all = [];
		for (let i = 0; i < 200; i++)
			all.push(await aListing(database.db, posters[0]!, { quantity: 1 + (i % 5) }));
		for (const listing of all) {
			const answers = await Promise.all(
				inBuilding.map((who, i) => claim(pools[i]!.db, who, one(listing.id), sends(who))),
			);
			expect(answers.every((answer) => answer.ok)).toBe(true);
		}
		const rows = await database.db
			.select()
			.from(handovers)
			.where(
				inArray(
					handovers.listingId,
					all.map((listing) => listing.id),
				),
			)
			.orderBy(asc(handovers.line));
		for (const listing of all) {
			const mine = rows.filter((row) => row.listingId === listing.id);
			const line = mine.filter((row) => row.state === 'waiting');
			expect(mine.filter((row) => row.state === 'reserved')).toHaveLength(listing.quantity);
			expect(line).toHaveLength(50 - listing.quantity);
			// Places are a strict order, and nobody in it came before somebody who holds.
			expect(new Set(line.map((row) => row.line)).size).toBe(line.length);
			expect(Math.min(...line.map((row) => row.line))).toBeGreaterThan(
				Math.max(...mine.filter((row) => row.state === 'reserved').map((row) => row.line)),
			);
			expect(await findListing(database.db, listing.id)).toMatchObject({
				held: listing.quantity,
				waiting: 50 - listing.quantity,
			});
		}
	});

	it('two phones of one household do not take more than its share', async () => {
		const {
			building,
			people: [li, wang],
		} = await neighbours(2);
		const family = [
			wang!,
			...(await Promise.all([1, 2, 3, 4, 5].map(() => aNeighbour(database.db, building, wang!.door)))),
		];
		const pools = database.connect(family.length);
		for (let round = 0; round < 20; round++) {
			const listing = await aListing(database.db, li!, { quantity: 6 });
			const answers = await Promise.all(
				family.map((who, i) => claim(pools[i]!.db, who, one(listing.id), sends(who))),
			);
			expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
			expect(
				answers.filter((answer) => !answer.ok && answer.code === 'listing.household_limit'),
			).toHaveLength(4);
		}
	});

	it('giving back and claiming together never loses or doubles one', async () => {
		const { people } = await neighbours(12);
		const [li, ...others] = people;
		const pools = database.connect(others.length);
		for (let round = 0; round < 10; round++) {
			const listing = await aListing(database.db, li!, { quantity: 2 });
			await Promise.all(
				others.map(async (who, i) => {
					const db = pools[i]!.db;
					const claimed = await claim(db, who, one(listing.id), sends(who));
					if (!claimed.ok || i % 2 === 0) return;
					await takeStep(
						db,
						who,
						{ handoverId: claimed.value.id, step: 'release', reason: '', photo: null },
						sends(who),
					);
				}),
			);
			const rows = await database.db.select().from(handovers).where(eq(handovers.listingId, listing.id));
			const held = rows.filter((row) => HOLDING.includes(row.state));
			expect(held).toHaveLength(2);
			expect(rows.filter((row) => row.state === 'waiting').length).toBe(
				(await findListing(database.db, listing.id))!.waiting,
			);
			expect(rows).toHaveLength(11);
		}
	});
});
