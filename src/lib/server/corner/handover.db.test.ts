import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aCorner } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { ListingDraft } from '../../domain/listing.ts';
import type { Member } from '../../domain/member.ts';
import { claim } from '../listing/claim.ts';
import { findHandover } from '../listing/queries.ts';
import { takeStep } from '../listing/step.ts';
import { findPhotoView } from '../photo/view.ts';
import { movements, shelfItems } from './table.ts';

const database = useDatabase();

async function aClaim(wish: Partial<ListingDraft> = {}) {
	const building = await aBuilding(database.db);
	const steward = await aNeighbour(database.db, building, '1-101', { roles: ['steward'] });
	const li = await aNeighbour(database.db, building, '1-202');
	const wang = await aNeighbour(database.db, building, '2-303');
	const listing = await aListing(database.db, li, {
		place: 'corner',
		quantity: 4,
		perHousehold: 4,
		...wish,
	});
	const claimed = await claim(
		database.db,
		wang,
		{ listingId: listing.id, quantity: 3, part: null },
		sends(wang),
	);
	const handoverId = claimed.ok ? claimed.value.id : '';
	const step = (by: Member, taken: 'left' | 'receive', corner: string | null = null) =>
		takeStep(database.db, by, { handoverId, step: taken, reason: '', photo: null, corner }, sends(by));
	const moved = () =>
		database.db.select().from(movements).where(eq(movements.handoverId, handoverId)).orderBy(movements.id);
	return { steward, li, wang, listing, handoverId, step, moved };
}

describe('a post whose place is the love corner', () => {
	it('is on the shelf once it is left there, and off it when its receiver signs', async () => {
		const { steward, li, wang, step, moved } = await aClaim({ photoCount: 1 });
		const corner = await aCorner(database.db, steward);
		expect(await step(li, 'left')).toMatchObject({ ok: true });
		const [item] = await database.db.select().from(shelfItems).where(eq(shelfItems.cornerId, corner.id));
		expect(item).toMatchObject({ title: '半棵白菜', quantity: 3, unit: '棵' });
		expect(await findPhotoView(database.db, wang, item!.photoId!, 'small')).not.toBeNull();
		const stranger = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		expect(await findPhotoView(database.db, stranger, item!.photoId!, 'small')).toBeNull();
		expect(await step(wang, 'receive')).toMatchObject({ ok: true });
		expect(await moved()).toMatchObject([
			{ kind: 'left', byId: li.id, after: 3 },
			{ kind: 'taken', byId: wang.id, after: 0 },
		]);
	});

	it('goes onto the one that is named, where there are several, and onto no other building’s', async () => {
		const { steward, li, step, moved, handoverId } = await aClaim();
		await aCorner(database.db, steward, { place: '一楼' });
		const second = await aCorner(database.db, steward, { place: '三楼' });
		const other = await aClaim();
		const foreign = await aCorner(database.db, other.steward);
		expect(await step(li, 'left', foreign.id)).toMatchObject({ code: 'not_found' });
		expect((await findHandover(database.db, handoverId))!.state).toBe('reserved');
		expect(await step(li, 'left', second.id)).toMatchObject({ ok: true });
		const [movement] = await moved();
		const [item] = await database.db.select().from(shelfItems).where(eq(shelfItems.id, movement!.itemId));
		expect(item!.cornerId).toBe(second.id);
	});

	it('is left as anything is where the building has no corner, or it is handed over elsewhere, or only lent', async () => {
		const none = await aClaim();
		expect(await none.step(none.li, 'left')).toMatchObject({ ok: true });
		expect(await none.moved()).toEqual([]);
		for (const wish of [{ place: 'door' as const }, { terms: 'lend' as const, category: 'item' as const }]) {
			const it_ = await aClaim(wish);
			await aCorner(database.db, it_.steward);
			expect(await it_.step(it_.li, 'left')).toMatchObject({ ok: true });
			expect(await it_.moved()).toEqual([]);
		}
	});

	it('is not left where it may not stand, and then the handover is not left either', async () => {
		const { steward, li, step, handoverId, moved } = await aClaim({ title: '青岛啤酒' });
		await aCorner(database.db, steward);
		expect(await step(li, 'left')).toMatchObject({ ok: false, code: 'corner.no_alcohol' });
		expect((await findHandover(database.db, handoverId))!.state).toBe('reserved');
		expect(await moved()).toEqual([]);
	});
});
