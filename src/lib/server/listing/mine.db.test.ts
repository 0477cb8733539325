import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { claim } from './claim.ts';
import { listMine } from './mine.ts';
import { takeStep } from './step.ts';
import { findHandoverView } from './handover-view.ts';
import { findListingView } from './view.ts';

const database = useDatabase();

async function claims(by: Member, listingId: string): Promise<string> {
	const outcome = await claim(database.db, by, { listingId, quantity: 1, part: null }, sends(by));
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}

async function signs(by: Member, handoverId: string): Promise<void> {
	const outcome = await takeStep(
		database.db,
		by,
		{ handoverId, step: 'receive', reason: '', photo: null },
		sends(by),
	);
	if (!outcome.ok) throw new Error(outcome.code);
}

describe('what goes to me and from me', () => {
	it('has both sides, what is still to happen first, and nothing of a neighbour’s', async () => {
		const building = await aBuilding(database.db, { doors: '1-101..1-104' });
		const [gives, gets, other] = [
			await aNeighbour(database.db, building, '1-101'),
			await aNeighbour(database.db, building, '1-102'),
			await aNeighbour(database.db, building, '1-103'),
		];
		const listing = await aListing(database.db, gives, { quantity: 3, perHousehold: 3 });
		const over = await claims(gets, listing.id);
		await signs(gets, over);
		const active = await claims(gets, listing.id);
		for (const [viewer, side] of [
			[gets, 'receiver'],
			[gives, 'giver'],
		] as const) {
			const mine = await listMine(database.db, viewer, null);
			expect(mine.active).toMatchObject([{ id: active, side }]);
			expect(mine.past).toMatchObject([{ id: over, side }]);
		}
		expect(await listMine(database.db, other, null)).toMatchObject({ active: [], past: [], next: null });
	});

	it('shows nothing of a household to whoever has only named its door', async () => {
		const building = await aBuilding(database.db, { doors: '1-101..1-104' });
		const gives = await aNeighbour(database.db, building, '1-101');
		const gets = await aNeighbour(database.db, building, '1-102');
		const listing = await aListing(database.db, gives, { quantity: 3, perHousehold: 3 });
		const id = await claims(gets, listing.id);
		for (const door of ['1-101', '1-102']) {
			const claimsToLiveThere = await aNeighbour(database.db, building, door, { status: 'waiting' });
			expect(await listMine(database.db, claimsToLiveThere, null)).toMatchObject({ active: [], past: [] });
			expect(await findHandoverView(database.db, claimsToLiveThere, id)).toBeNull();
			expect(await findListingView(database.db, claimsToLiveThere, listing.id, MORNING)).toMatchObject({
				own: false,
				poster: null,
				handovers: [],
			});
		}
	});

	it('says in which other building a door is, as long as it says the door', async () => {
		const building = await aBuilding(database.db, { doors: '1-101..1-104' });
		const next = await aBuilding(database.db, {
			doors: '301..302',
			name: '二号楼',
			community: building.communityId,
		});
		const gives = await aNeighbour(database.db, building, '1-101');
		const listing = await aListing(database.db, gives, { quantity: 2, scope: 'community' });
		const far = await aNeighbour(database.db, next, '301');
		const id = await claims(far, listing.id);
		await claims(await aNeighbour(database.db, building, '1-102'), listing.id);
		const where = async (rows: 'active' | 'past') =>
			(await listMine(database.db, gives, null))[rows].map((it) => [it.door, it.building]).sort();
		expect(await where('active')).toEqual([
			['1-102', null],
			['301', '二号楼'],
		]);
		await signs(far, id);
		expect(await where('past')).toEqual([[null, null]]);
	});

	it('keeps an ask for medicine from the asker’s own household', async () => {
		const building = await aBuilding(database.db);
		const wang = await aNeighbour(database.db, building, '2-101');
		const son = await aNeighbour(database.db, building, '2-101');
		const zhao = await aNeighbour(database.db, building, '1-302');
		const listing = await aListing(database.db, wang, {
			direction: 'ask',
			category: 'medicine',
			anonymous: true,
			quantity: 1,
			unit: '盒',
		});
		const id = await claims(zhao, listing.id);
		const ids = async (viewer: Member) =>
			(await listMine(database.db, viewer, null)).active.map((it) => it.id);
		expect(await ids(wang)).toContain(id);
		expect(await ids(son)).not.toContain(id);
	});

	it('goes on by pages, nothing twice and nothing left out', async () => {
		const building = await aBuilding(database.db, { doors: '1-101..1-102' });
		const [gives, gets] = [
			await aNeighbour(database.db, building, '1-101'),
			await aNeighbour(database.db, building, '1-102'),
		];
		const listing = await aListing(database.db, gives, { quantity: 40, perHousehold: 40 });
		const all: string[] = [];
		for (let i = 0; i < 35; i++) {
			const id = await claims(gets, listing.id);
			await signs(gets, id);
			all.push(id);
		}
		const first = await listMine(database.db, gets, null);
		const second = await listMine(database.db, gets, first.next);
		const shown = [...first.past, ...second.past].map((it) => it.id);
		expect(first.past).toHaveLength(30);
		expect(second.next).toBeNull();
		expect(new Set(shown)).toEqual(new Set(all));
		expect(shown).toHaveLength(all.length);
	});
});
