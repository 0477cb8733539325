import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Step } from '../../domain/handover-step.ts';
import type { Member } from '../../domain/member.ts';
import { notifications } from '../notification/table.ts';
import { choose } from './choose.ts';
import { claim } from './claim.ts';
import { hide, withdraw } from './close.ts';
import { giveByHand } from './give-by-hand.ts';
import { findHandover, findListing } from './queries.ts';
import { takeStep } from './step.ts';
import { handoverEvents, handovers } from './handover-table.ts';
import { listingParts } from './table.ts';
import { comment, report, setUrgency, thank } from './talk.ts';

const database = useDatabase();

async function stairwell() {
	const building = await aBuilding(database.db);
	const li = await aNeighbour(database.db, building, '1-101', { name: '李' });
	const wang = await aNeighbour(database.db, building, '1-202', { name: '王' });
	const zhao = await aNeighbour(database.db, building, '2-303', { name: '赵' });
	const steward = await aNeighbour(database.db, building, '2-101', { roles: ['steward'] });
	return { building, li, wang, zhao, steward };
}

async function claimed(
	who: Member,
	listingId: string,
	quantity = 1,
	part: string | null = null,
): Promise<string> {
	const outcome = await claim(database.db, who, { listingId, quantity, part }, sends(who));
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}

const step = (who: Member, handoverId: string, taken: Step, reason = '', at = MORNING) =>
	takeStep(database.db, who, { handoverId, step: taken, reason, photo: null }, sends(who, at));
const stateOf = async (id: string) => (await findHandover(database.db, id))!.state;
/** In the order of time; what came at the same moment by its code. */
const newsOf = async (who: Member) =>
	(
		await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, who.id))
			.orderBy(asc(notifications.createdAt), asc(notifications.code))
	).map((row) => row.code);

describe('a handover on its way', () => {
	it('is brought, left at the door and signed for; each side hears what the other did; the trail keeps it all', async () => {
		const { li, wang } = await stairwell();
		const id = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step(li, id, 'bring')).toMatchObject({ ok: true, value: { state: 'on_the_way' } });
		expect(await step(li, id, 'left')).toMatchObject({ ok: true, value: { state: 'left' } });
		expect(await step(wang, id, 'receive')).toMatchObject({ ok: true, value: { state: 'received' } });
		expect(await newsOf(wang)).toEqual(['handover.left', 'handover.on_the_way']);
		expect(await newsOf(li)).toEqual(['handover.claimed', 'handover.received']);
		const trail = await database.db
			.select()
			.from(handoverEvents)
			.where(eq(handoverEvents.handoverId, id))
			.orderBy(asc(handoverEvents.id));
		expect(trail.map((it) => [it.fromState, it.toState, it.byId])).toEqual([
			[null, 'reserved', wang.id],
			['reserved', 'on_the_way', li.id],
			['on_the_way', 'left', li.id],
			['left', 'received', wang.id],
		]);
	});

	it('may be signed for by anybody of the household, and by a helper acting for them, whom the trail names', async () => {
		const { building, li, wang, steward } = await stairwell();
		const partner = await aNeighbour(database.db, building, wang.door);
		const first = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step(partner, first, 'receive')).toMatchObject({ ok: true });
		const second = await claimed(wang, (await aListing(database.db, li)).id);
		expect(await step({ ...wang, actedBy: steward.id }, second, 'receive')).toMatchObject({ ok: true });
		expect(await findHandover(database.db, second)).toMatchObject({
			changedBy: steward.id,
			changedFor: wang.id,
		});
	});

	it('moves only by whom it concerns, and for nobody else exists', async () => {
		const { building, li, wang, zhao } = await stairwell();
		const id = await claimed(wang, (await aListing(database.db, li)).id);
		for (const taken of ['bring', 'left', 'receive', 'missing', 'release', 'returned'] as const)
			expect(await step(zhao, id, taken)).toMatchObject({ code: 'not_found' });
		expect(await step(wang, id, 'bring')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(li, id, 'receive')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(wang, id, 'missing')).toMatchObject({ code: 'handover.state_changed' });
		expect(await step(li, id, 'returned')).toMatchObject({ code: 'handover.not_lent' });
		const stranger = await aNeighbour(
			database.db,
			await aBuilding(database.db, { community: building.communityId }),
			'1-101',
		);
		expect(await step(stranger, id, 'receive')).toMatchObject({ code: 'not_found' });
	});

	it('given back goes to the next in line in the same moment', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 1 });
		const first = await claimed(wang, listing.id);
		const second = await claimed(zhao, listing.id);
		expect(await stateOf(second)).toBe('waiting');
		expect(await step(wang, first, 'release', '用不上了')).toMatchObject({ ok: true });
		expect(await stateOf(second)).toBe('reserved');
		expect(await newsOf(zhao)).toEqual(['handover.yours']);
		expect(await newsOf(li)).toEqual(['handover.claimed', 'handover.claimed', 'handover.released']);
		expect((await findHandover(database.db, second))!.windowEndsAt).toEqual(later(MORNING, 4));
	});

	it('not there: the stewards are asked; found counts as received, gone is free again', async () => {
		const { li, wang, zhao, steward } = await stairwell();
		const listing = await aListing(database.db, li, { quantity: 1 });
		const id = await claimed(wang, listing.id);
		const next = await claimed(zhao, listing.id);
		await step(li, id, 'left');
		expect(await step(wang, id, 'missing')).toMatchObject({ ok: true });
		expect(await newsOf(steward)).toEqual(['handover.missing_look']);
		expect((await findListing(database.db, listing.id))!.held).toBe(1);
		expect(await step(zhao, id, 'release')).toMatchObject({ code: 'not_found' });
		expect(await step(wang, id, 'release')).toMatchObject({ code: 'handover.state_changed' });
		expect(await step(steward, id, 'release', '找过了，没有')).toMatchObject({ ok: true });
		expect([await stateOf(id), await stateOf(next)]).toEqual(['released', 'reserved']);
	});

	it('a loan comes back and is free for the next; a gift does not', async () => {
		const { li, wang, zhao } = await stairwell();
		const listing = await aListing(database.db, li, {
			category: 'item',
			terms: 'lend',
			quantity: 1,
			title: '喷壶',
			unit: '个',
		});
		const first = await claimed(wang, listing.id);
		const second = await claimed(zhao, listing.id);
		await step(wang, first, 'receive');
		expect(await step(wang, first, 'returned')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(li, first, 'returned')).toMatchObject({ ok: true });
		expect([await stateOf(first), await stateOf(second)]).toEqual(['returned', 'reserved']);
	});

	it('two opposite taps at once: one counts, the other is told', async () => {
		const { li, wang } = await stairwell();
		const pools = database.connect(2);
		for (let round = 0; round < 20; round++) {
			const id = await claimed(wang, (await aListing(database.db, li)).id);
			await step(li, id, 'left');
			const [signed, missing] = await Promise.all([
				takeStep(
					pools[0]!.db,
					wang,
					{ handoverId: id, step: 'receive', reason: '', photo: null },
					sends(wang),
				),
				takeStep(
					pools[1]!.db,
					wang,
					{ handoverId: id, step: 'missing', reason: '', photo: null },
					sends(wang),
				),
			]);
			// Missing and then found is a possible order; received and then missing is not.
			expect(signed.ok).toBe(true);
			expect(missing.ok || missing.code === 'handover.state_changed').toBe(true);
			expect(await stateOf(id)).toBe('received');
		}
	});
});

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

describe('an ask', () => {
	it('is answered by a pledge; the pledger gives and the asker signs', async () => {
		const { li, wang } = await stairwell();
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			category: 'item',
			title: '充电宝',
			quantity: 1,
		});
		const id = await claimed(wang, ask.id);
		expect(await newsOf(li)).toEqual(['handover.pledged']);
		expect(await step(li, id, 'left')).toMatchObject({ code: 'handover.not_yours' });
		expect(await step(wang, id, 'left')).toMatchObject({ ok: true });
		expect(await step(li, id, 'receive')).toMatchObject({ ok: true });
	});

	it('in parts is pledged piece by piece, each part with its own line', async () => {
		const { li, wang, zhao } = await stairwell();
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			title: '生日蛋糕',
			parts: [
				{ title: '鸡蛋', quantity: 3, unit: '个' },
				{ title: '烤箱', quantity: 1, unit: '' },
			],
		});
		expect(ask.quantity).toBe(4);
		const [eggs, oven] = await database.db
			.select()
			.from(listingParts)
			.where(eq(listingParts.listingId, ask.id))
			.orderBy(asc(listingParts.position));
		const two = await claimed(wang, ask.id, 2, eggs!.id);
		const more = await claimed(zhao, ask.id, 2, eggs!.id);
		const oneOven = await claimed(zhao, ask.id, 1, oven!.id);
		expect([await stateOf(two), await stateOf(more), await stateOf(oneOven)]).toEqual([
			'reserved',
			'waiting',
			'reserved',
		]);
		expect((await findHandover(database.db, more))!.quantity).toBe(1);
		expect(
			await claim(database.db, wang, { listingId: ask.id, quantity: 2, part: oven!.id }, sends(wang)),
		).toMatchObject({ code: 'listing.more_than_there_is' });
		expect(
			await claim(database.db, wang, { listingId: ask.id, quantity: 1, part: li.id }, sends(wang)),
		).toMatchObject({ code: 'listing.part_missing' });
		await step(wang, two, 'release');
		expect(await stateOf(more)).toBe('reserved');
	});

	it('for medicine stays without a name until the asker chooses, and its household is as any neighbour to it', async () => {
		const { building, li, wang } = await stairwell();
		const wife = await aNeighbour(database.db, building, li.door);
		const ask = await aListing(database.db, li, {
			direction: 'ask',
			category: 'medicine',
			title: '布洛芬',
			quantity: 1,
			anonymous: true,
		});
		expect(ask.allocation).toBe('poster_chooses');
		const pledge = await claimed(wang, ask.id);
		expect(await stateOf(pledge)).toBe('waiting');
		expect(
			await claim(database.db, wife, { listingId: ask.id, quantity: 1, part: null }, sends(wife)),
		).toMatchObject({ ok: true });
		expect(
			await choose(database.db, wife, { listingId: ask.id, handoverId: pledge }, sends(wife)),
		).toMatchObject({ code: 'not_found' });
		expect(await choose(database.db, li, { listingId: ask.id, handoverId: pledge }, sends(li))).toMatchObject(
			{ ok: true },
		);
		await step(wang, pledge, 'left');
		expect(await step(wife, pledge, 'receive')).toMatchObject({ code: 'not_found' });
		expect(await step(li, pledge, 'receive')).toMatchObject({ ok: true });
		const [told] = await database.db.select().from(notifications).where(eq(notifications.residentId, li.id));
		expect(told!.detail).not.toHaveProperty('safeTitle');
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
