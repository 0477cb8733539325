import { drizzle } from 'drizzle-orm/postgres-js';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { callNumber, wangsBill } from '../../../../tests/group-buys.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { claim } from './claim.ts';
import { listMatters } from './matters.ts';
import { takeStep } from './step.ts';

const database = useDatabase();

async function claims(by: Member, listingId: string): Promise<string> {
	const outcome = await claim(database.db, by, { listingId, quantity: 1, part: null }, sends(by));
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}

const takes = (by: Member, handoverId: string, step: 'left' | 'receive') =>
	takeStep(database.db, by, { handoverId, step, reason: '', photo: null }, sends(by));

/** What waits for each of them, as words. */
async function waitsFor(...people: Member[]): Promise<string[]> {
	const all = await Promise.all(people.map((who) => listMatters(database.db, who, MORNING)));
	return all.map((open) => open.map((it) => it.turn).join(' '));
}

describe('what waits for somebody', () => {
	it('is the next step of theirs, and of nobody else', async () => {
		const building = await aBuilding(database.db);
		const gives = await aNeighbour(database.db, building, '1-101');
		const gets = await aNeighbour(database.db, building, '1-102');
		const other = await aNeighbour(database.db, building, '1-103');
		const listing = await aListing(database.db, gives, { quantity: 1 });
		const id = await claims(gets, listing.id);
		await claims(other, listing.id);
		expect(await waitsFor(gives, gets, other)).toEqual(['', 'reserved', '']);
		expect(await listMatters(database.db, gets, MORNING)).toMatchObject([
			{ id, side: 'receiver', door: '1-101' },
		]);
		await takes(gives, id, 'left');
		expect(await waitsFor(gives, gets, other)).toEqual(['', 'left', '']);
		await takes(gets, id, 'receive');
		expect(await waitsFor(gives, gets, other)).toEqual(['', '', '']);
	});

	it('is whom to choose, for the poster; who would like it waits', async () => {
		const building = await aBuilding(database.db);
		const gives = await aNeighbour(database.db, building, '1-101');
		const [one, two] = [
			await aNeighbour(database.db, building, '1-102'),
			await aNeighbour(database.db, building, '1-103'),
		];
		const listing = await aListing(database.db, gives, { allocation: 'poster_chooses' });
		for (const who of [one, two]) await claims(who, listing.id);
		expect(await waitsFor(gives, one)).toEqual(['waiting waiting', '']);
	});

	it('is nothing of a household to whoever has only named its door, and nothing of a private ask to its family', async () => {
		const building = await aBuilding(database.db);
		const asks = await aNeighbour(database.db, building, '2-101');
		const son = await aNeighbour(database.db, building, '2-101');
		const gives = await aNeighbour(database.db, building, '1-102');
		const newcomer = await aNeighbour(database.db, building, '1-102', { status: 'waiting' });
		const listing = await aListing(database.db, asks, {
			direction: 'ask',
			category: 'medicine',
			anonymous: true,
		});
		await claims(gives, listing.id);
		const [asker, family, giver, stranger] = await waitsFor(asks, son, gives, newcomer);
		expect([family, stranger]).toEqual(['', '']);
		expect(`${asker}${giver}`).not.toBe('');
	});

	it('is a number that is called, and then what is to be paid', async () => {
		const { steward, wang, li, id } = await wangsBill(database.db, 2);
		expect(await waitsFor(wang, li)).toEqual(['pay', '']);
		await callNumber(database.db, steward, id, 'call');
		expect(await listMatters(database.db, wang, MORNING)).toMatchObject([
			{ turn: 'called', groupBuyId: id, owedMinor: 2560, number: 1 },
		]);
		await callNumber(database.db, steward, id, 'collected', { numbers: [1] });
		expect(await waitsFor(wang)).toEqual(['pay']);
	});

	it('walks down its indexes, however much others have', async () => {
		const building = await aBuilding(database.db);
		const viewer = await aNeighbour(database.db, building, '1-101');
		for (const door of ['1-102', '1-103'])
			await aListing(database.db, await aNeighbour(database.db, building, door));
		await database.sql`
			insert into listings (community_id, building_id, poster_household_id, poster_id, direction, category, title, quantity,
				until, relaxed_at, scope, audience, search_text, posted_at, due_at)
			select l.community_id, l.building_id, l.poster_household_id, l.poster_id, l.direction, 'item', 'x', 3,
				l.until, l.relaxed_at, l.scope, l.audience, '', now() - i * interval '1 minute', l.due_at
			from listings l, generate_series(1, 3000) i where l.building_id = ${building.id}`;
		await database.sql`
			insert into handovers (listing_id, claimant_id, claimant_household_id, quantity, state, changed_by)
			select l.id, r.id, r.household_id, 1, 'reserved', r.id
			from listings l join residents r on r.building_id = l.building_id and r.household_id <> l.poster_household_id
			where l.building_id = ${building.id} and r.id <> ${viewer.id} and l.title = 'x'`;
		await database.sql`analyze listings, handovers`;
		const asked: { text: string; values: unknown[] }[] = [];
		const logger = { logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }) };
		await listMatters(drizzle(database.sql, { logger }), viewer, new Date());
		expect(asked).toHaveLength(1);
		const plan = await database.sql.unsafe(
			`explain (analyze) ${asked[0]!.text}`,
			asked[0]!.values as never[],
		);
		const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
		expect(text).toContain('handovers_of_household');
		expect(text).toContain('listings_by_household');
		expect(text).not.toMatch(/Seq Scan on (handovers|listings)/);
	});
});
