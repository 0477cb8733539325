import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Direction } from '../../domain/listing.ts';
import type { Member } from '../../domain/member.ts';
import { claim } from './claim.ts';
import { findListingView } from './view.ts';

const at = useDatabase();

async function gets(
	who: Member,
	from: Member,
	at_: Date,
	state = 'received',
	direction: Direction = 'offer',
) {
	const listing = await aListing(at.db, from, { at: at_, direction });
	const got = await claim(at.db, who, { listingId: listing.id, quantity: 1, part: null }, sends(who, at_));
	if (!got.ok) throw new Error(got.code);
	await at.sql`update handovers set state = ${state}, changed_by = ${who.id}, changed_at = ${at_.toISOString()}, created_at = ${at_.toISOString()} where id = ${got.value.id}`;
}

it('a giver who chooses reads what each of those asking took this week; nobody else does, and no other giver', async () => {
	const building = await aBuilding(at.db);
	const giver = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
	const other = await aNeighbour(at.db, building, '1-102', { roles: ['steward', 'volunteer'] });
	const wang = await aNeighbour(at.db, building, '1-201');
	const li = await aNeighbour(at.db, building, '1-202');
	await gets(wang, other, later(MORNING, -24 * 9));
	await gets(wang, other, later(MORNING, -48));
	await gets(wang, other, later(MORNING, -24), 'left');
	// Given up is not taken; and what somebody gave is not either.
	await gets(wang, other, later(MORNING, -12), 'released');
	await gets(giver, wang, later(MORNING, -6));
	await gets(wang, other, later(MORNING, -6), 'received', 'ask');
	const ask = async (allocation: 'poster_chooses' | 'first_come') => {
		const listing = await aListing(at.db, giver, { quantity: 2, perHousehold: 2, allocation });
		const wanted = { listingId: listing.id, quantity: allocation === 'first_come' ? 2 : 1, part: null };
		for (const by of [wang, li]) expect((await claim(at.db, by, wanted, sends(by))).ok).toBe(true);
		return listing.id;
	};
	const takenOf = async (viewer: Member, id: string) =>
		(await findListingView(at.db, viewer, id, MORNING))!.handovers.map((it) => [
			it.household?.door,
			it.taken,
		]);
	const chosen = await ask('poster_chooses');
	expect(await takenOf(giver, chosen)).toEqual([
		['1-201', 2],
		['1-202', 0],
	]);
	for (const viewer of [other, wang, li])
		expect((await takenOf(viewer, chosen)).map(([, taken]) => taken)).not.toContain(2);
	const firstCome = await takenOf(giver, await ask('first_come'));
	expect(firstCome.map(([, taken]) => taken)).toEqual([null, null]);
});
