import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aNeighbour, manyNeighbours } from '../../../../tests/people.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { notifications } from '../notification/table.ts';
import { claim, type ClaimInput } from './claim.ts';
import { findHandover, findListing } from './queries.ts';
import { handoverEvents, handovers } from './handover-table.ts';

const database = useDatabase();

const neighbours = (count: number, doors?: string) => manyNeighbours(database.db, count, doors);
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
