import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, aHouse } from '../../../../tests/people.ts';
import { exportMine } from '../account/export.ts';
import { findMemberById } from '../account/queries.ts';
import { claim } from '../listing/claim.ts';
import { withdraw } from '../listing/close.ts';
import { forgetClosed } from '../listing/forget.ts';
import { comment } from '../listing/talk.ts';
import { exportBuilding } from './export.ts';
import { findFigures } from './figures.ts';
import { wipeBuilding } from './wipe.ts';

const at = useDatabase();

describe('what is kept', () => {
	it('is closed long enough, and loses photos, words and names; what is under way is left alone', async () => {
		const { wang, li } = await aHouse(at.db);
		const done = await aListing(at.db, wang, { details: '王姐家的' });
		const open = await aListing(at.db, wang, { details: '还在' });
		await comment(at.db, li, { listingId: done.id, text: '谢谢王姐' }, sends(li));
		await withdraw(at.db, wang, { listingId: done.id, reason: '' }, sends(wang));
		await forgetClosed(at.db, later(MORNING, 24 * 90));
		const details = async (id: string) =>
			(await at.sql<{ details: string }[]>`select details from listings where id = ${id}`)[0]!.details;
		expect(await details(done.id)).toBe('王姐家的');
		while ((await forgetClosed(at.db, later(MORNING, 24 * 92))) > 0);
		expect([await details(done.id), await details(open.id)]).toEqual(['', '还在']);
		expect(await at.sql`select from comments where listing_id = ${done.id}`).toHaveLength(0);
	});

	it('is taken out by its owner, with nothing of anybody else', async () => {
		const { wang, li } = await aHouse(at.db);
		const listing = await aListing(at.db, wang);
		await claim(at.db, li, { listingId: listing.id, quantity: 1, part: null }, sends(li));
		const taken = await exportMine(at.db, wang, MORNING);
		expect(taken).toMatchObject({
			me: { name: '王姐', door: '1-102' },
			posts: [{ id: listing.id }],
			handovers: [{}],
		});
		expect(taken.handovers).toHaveLength(1);
		expect(JSON.stringify(taken)).not.toMatch(/password|Hash|endpoint/i);
	});

	it('is counted for the building without naming anybody', async () => {
		const { wang, li } = await aHouse(at.db);
		const ask = await aListing(at.db, wang, { direction: 'ask', category: 'item' });
		const pledge = await claim(
			at.db,
			li,
			{ listingId: ask.id, quantity: 1, part: null },
			sends(li, later(MORNING, 0.5)),
		);
		if (!pledge.ok) throw new Error(pledge.code);
		await at.sql`update handovers set state = 'received', changed_at = now() where id = ${pledge.value.id}`;
		expect(await findFigures(at.db, wang.buildingId, later(MORNING, -1))).toMatchObject({
			asks: 1,
			answered: 1,
			unanswered: 0,
			minutes: 30,
			gave: 1,
			received: 1,
			pieces: 1,
		});
	});

	it('of a building is taken out, and wiped with everything that hangs on it, the one next door untouched', async () => {
		const { steward, wang, building } = await aHouse(at.db);
		const next = await aBuilding(at.db, { community: building.communityId });
		const neighbour = await aNeighbour(at.db, next, '1-101', { roles: ['steward'] });
		const theirs = await aListing(at.db, neighbour, { scope: 'community', quantity: 2 });
		const claimed = await claim(at.db, wang, { listingId: theirs.id, quantity: 1, part: null }, sends(wang));
		expect(claimed.ok).toBe(true);
		await aListing(at.db, wang);
		expect((await exportBuilding(at.db, steward, MORNING)).people).toHaveLength(3);
		expect(await wipeBuilding(at.db, steward, '别的楼')).toMatchObject({ code: 'people.name_differs' });
		expect(await wipeBuilding(at.db, wang, steward.buildingName)).toMatchObject({ code: 'not_found' });
		expect((await wipeBuilding(at.db, steward, steward.buildingName)).ok).toBe(true);
		for (const table of ['buildings', 'households', 'residents', 'listings', 'building_events'])
			expect([
				table,
				(
					await at.sql.unsafe(
						`select from ${table} where ${table === 'buildings' ? 'id' : 'building_id'} = '${building.id}'`,
					)
				).length,
			]).toEqual([table, 0]);
		const [left] = await at.sql<{ held: number }[]>`select held from listings where id = ${theirs.id}`;
		expect(left!.held).toBe(0);
		expect(await findMemberById(at.db, neighbour.id)).not.toBeNull();
	});
});
