import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { choose } from './choose.ts';
import { claim } from './claim.ts';
import { hide, withdraw } from './close.ts';
import { giveByHand } from './give-by-hand.ts';
import { findHandover } from './queries.ts';
import { handovers } from './handover-table.ts';
import { comment, report, setUrgency, thank } from './talk.ts';

import { useHandovers } from '../../../../tests/handovers.ts';
const database = useDatabase();
const { stairwell, claimed, step, stateOf, newsOf } = useHandovers(database);

describe('the poster', () => {
	it('withdraws: who waits and who holds is told, what is on the way goes on', async () => {
		const { building, li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 2, perHousehold: 1 });
		const away = await claimed(wang, listing.id);
		const held = await claimed(zhao, listing.id);
		const qian = await aNeighbour(database.db, building, '1-304');
		const waits = await claimed(qian, listing.id);
		await step(li, away, 'bring');
		expect(
			await withdraw(database.db, zhao, { listingId: listing.id, reason: '' }, sends(zhao)),
		).toMatchObject({ code: 'not_found' });
		expect(
			await withdraw(database.db, li, { listingId: listing.id, reason: '坏了' }, sends(li)),
		).toMatchObject({ ok: true });
		expect([await stateOf(away), await stateOf(held), await stateOf(waits)]).toEqual([
			'on_the_way',
			'released',
			'refused',
		]);
		expect([await newsOf(zhao), await newsOf(qian)]).toEqual([
			['handover.withdrawn'],
			['handover.withdrawn'],
		]);
		expect(
			await claim(database.db, qian, { listingId: listing.id, quantity: 1, part: null }, sends(qian)),
		).toMatchObject({ code: 'listing.ended' });
	});

	it('chooses among those who asked; the others keep waiting', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 1, allocation: 'poster_chooses' });
		const [first, second] = [await claimed(wang, listing.id), await claimed(zhao, listing.id)];
		expect([await stateOf(first), await stateOf(second)]).toEqual(['waiting', 'waiting']);
		expect(
			await choose(database.db, zhao, { listingId: listing.id, handoverId: second }, sends(zhao)),
		).toMatchObject({ code: 'not_found' });
		expect(
			await choose(database.db, li, { listingId: listing.id, handoverId: second }, sends(li)),
		).toMatchObject({ ok: true });
		expect([await stateOf(first), await stateOf(second)]).toEqual(['waiting', 'reserved']);
		expect(
			await choose(database.db, li, { listingId: listing.id, handoverId: first }, sends(li)),
		).toMatchObject({ code: 'choose.too_much' });
		expect(await newsOf(zhao)).toEqual(['handover.chosen']);
		// Given back, it stays with the poster to choose again.
		await step(zhao, second, 'release');
		expect(await stateOf(first)).toBe('waiting');
	});

	it('writes down what was given by hand, never more than is free, and what a household vouches for', async () => {
		const { building, li, wang } = await stairwell();
		const listing = await aListing(database.db, li, {
			quantity: 3,
			perHousehold: 2,
			category: 'item',
			terms: 'lend',
		});
		const to = (door: string, quantity: number, outsideName = '') =>
			giveByHand(
				database.db,
				li,
				{ listingId: listing.id, household: building.households[door]!.id, quantity, outsideName },
				sends(li),
			);
		expect(await to('2-201', 2)).toMatchObject({ ok: true });
		expect(await to('2-202', 2)).toMatchObject({ code: 'give.more_than_free', detail: { left: 1 } });
		expect(await to('2-201', 1)).toMatchObject({ code: 'listing.household_limit' });
		const lent = await to(wang.door, 1, '隔壁小区老孙');
		expect(lent).toMatchObject({ ok: true });
		expect(await findHandover(database.db, lent.ok ? lent.value.id : '')).toMatchObject({
			state: 'received',
			outsideName: '隔壁小区老孙',
			claimantHouseholdId: wang.householdId,
		});
		const elsewhere = await aBuilding(database.db);
		expect(
			await giveByHand(
				database.db,
				li,
				{ listingId: listing.id, household: elsewhere.households['1-101']!.id, quantity: 1, outsideName: '' },
				sends(li),
			),
		).toMatchObject({ code: 'give.household_unknown' });
	});
});

describe('words and order', () => {
	it('a comment, a thank-you once, a report once, urgency by a volunteer', async () => {
		const { building, li, wang, steward } = await stairwell();
		const listing = await aListing(database.db, li);
		expect(
			await comment(database.db, wang, { listingId: listing.id, text: '新鲜吗' }, sends(wang)),
		).toMatchObject({ ok: true });
		const id = await claimed(wang, listing.id);
		expect(await thank(database.db, li, { handoverId: id, text: '谢' }, sends(li))).toMatchObject({
			code: 'handover.not_yours',
		});
		await step(wang, id, 'receive');
		expect(await thank(database.db, wang, { handoverId: id, text: '谢谢' }, sends(wang))).toMatchObject({
			ok: true,
		});
		expect(await thank(database.db, wang, { handoverId: id, text: '再谢' }, sends(wang))).toMatchObject({
			code: 'handover.thanked',
		});
		expect(
			await report(database.db, wang, { listingId: listing.id, reason: '在卖东西' }, sends(wang)),
		).toMatchObject({ ok: true });
		expect(
			await report(database.db, wang, { listingId: listing.id, reason: '还在卖' }, sends(wang)),
		).toMatchObject({ code: 'report.already' });
		expect(await newsOf(steward)).toEqual(['listing.reported']);
		const volunteer = await aNeighbour(database.db, building, '1-103', { roles: ['volunteer'] });
		const ask = await aListing(database.db, li, { direction: 'ask', category: 'item' });
		const urgent = { listingId: ask.id, urgent: true, neededBy: later(MORNING, 2), reason: '护士晚上要用' };
		expect(await setUrgency(database.db, wang, urgent, sends(wang))).toMatchObject({ code: 'not_found' });
		expect(
			await setUrgency(database.db, volunteer, { ...urgent, reason: '' }, sends(volunteer)),
		).toMatchObject({ code: 'urgency.reason_missing' });
		expect(await setUrgency(database.db, volunteer, urgent, sends(volunteer))).toMatchObject({ ok: true });
	});

	it('a steward hides a post of the own building only, and the poster is told', async () => {
		const { building, li, wang, steward } = await stairwell();
		const listing = await aListing(database.db, li, { scope: 'community' });
		const other = await aNeighbour(
			database.db,
			await aBuilding(database.db, { community: building.communityId }),
			'1-101',
			{ roles: ['steward'] },
		);
		for (const who of [wang, other])
			expect(await hide(database.db, who, { listingId: listing.id, reason: 'x' }, sends(who))).toMatchObject({
				code: 'not_found',
			});
		expect(
			await hide(database.db, steward, { listingId: listing.id, reason: '广告' }, sends(steward)),
		).toMatchObject({ ok: true });
		expect(await newsOf(li)).toEqual(['listing.hidden']);
		expect(
			await claim(database.db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang)),
		).toMatchObject({ code: 'not_found' });
		expect(
			await database.db.select().from(handovers).where(eq(handovers.listingId, listing.id)),
		).toHaveLength(0);
	});
});
