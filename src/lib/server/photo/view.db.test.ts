import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { claim } from '../listing/claim.ts';
import { insertPhotos } from './queries.ts';
import { findPhotoView } from './view.ts';

const database = useDatabase();
const picture = { small: Buffer.from('small'), large: Buffer.from('large'), width: 4, height: 3 };
const sees = async (viewer: Member, id: string) =>
	(await findPhotoView(database.db, viewer, id, 'small')) !== null;

describe('a photo', () => {
	it('of a post is for those who may see the post', async () => {
		const { db } = database;
		const home = await aBuilding(db);
		const [li, wang, zhao] = [
			await aNeighbour(db, home, '1-101'),
			await aNeighbour(db, home, '1-102'),
			await aNeighbour(db, home, '2-101'),
		];
		const far = await aNeighbour(db, await aBuilding(db), '1-101');
		const listing = await aListing(db, li, { scope: 'entrance', photoCount: 1 });
		const photo = listing.coverPhotoId!;
		expect([
			await sees(li, photo),
			await sees(wang, photo),
			await sees(zhao, photo),
			await sees(far, photo),
		]).toEqual([true, true, false, false]);
		expect(Buffer.from((await findPhotoView(db, wang, photo, 'large'))!).toString()).toBe('large');
		expect(await findPhotoView(db, li, listing.id, 'small')).toBeNull();
	});

	it('of a handover is for its two sides, though others see the post', async () => {
		const { db } = database;
		const home = await aBuilding(db);
		const [li, wang, zhao] = [
			await aNeighbour(db, home, '1-101'),
			await aNeighbour(db, home, '1-102'),
			await aNeighbour(db, home, '1-103'),
		];
		const listing = await aListing(db, li);
		const claimed = await claim(db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang));
		if (!claimed.ok) throw new Error(claimed.code);
		const [photo] = await insertPhotos(db, { handoverId: claimed.value.id }, [picture], li.id, MORNING);
		expect([await sees(li, photo!), await sees(wang, photo!), await sees(zhao, photo!)]).toEqual([
			true,
			true,
			false,
		]);
	});
});
