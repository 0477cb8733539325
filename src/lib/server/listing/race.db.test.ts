import { randomUUID } from 'node:crypto';
import { asc, eq, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aNeighbour, manyNeighbours } from '../../../../tests/people.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { HOLDING } from '../../domain/handover.ts';
import { notifications } from '../notification/table.ts';
import { claim, type ClaimInput } from './claim.ts';
import { findListing } from './queries.ts';
import { handovers } from './handover-table.ts';
import { takeStep } from './step.ts';

const database = useDatabase();

const neighbours = (count: number, doors?: string) => manyNeighbours(database.db, count, doors);
const one = (listingId: string, quantity = 1): ClaimInput => ({ listingId, quantity, part: null });

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
