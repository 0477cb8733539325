import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { actFor, beginActing, findStoodInFor } from '../account/acting.ts';
import { findMemberById } from '../account/queries.ts';
import { findSignedIn, openSession } from '../account/session.ts';
import { claim } from '../listing/claim.ts';
import { recordKnock } from '../listing/knock.ts';
import { takeStep } from '../listing/step.ts';
import { findHandoverView } from '../listing/handover-view.ts';
import { findListingView } from '../listing/view.ts';
import { remindOfCare } from './care-due.ts';
import { addNeighbour, heardFrom, listCalls, recordCall, setCare } from './helping.ts';

const at = useDatabase();
const told = async (id: string) =>
	(await at.sql<{ code: string }[]>`select code from notifications where resident_id = ${id}`).map(
		({ code }) => code,
	);

async function aHouse() {
	const building = await aBuilding(at.db);
	const steward = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
	const li = await aNeighbour(at.db, building, '1-102', { name: '李', roles: ['volunteer'] });
	const other = await aNeighbour(at.db, building, '1-103');
	return { building, steward, li, other };
}

async function grannyOf(by: Member, alone = true): Promise<Member> {
	const input = { name: '吴奶奶', door: '1-301', agreed: 'door', phone: '', alone } as const;
	const added = await addNeighbour(at.db, by, input, sends(by));
	if (!added.ok) throw new Error(added.code);
	return (await findMemberById(at.db, added.value.id))!;
}

describe('a neighbour without a phone', () => {
	it('is added by a helper, with how they agreed, and their household is told', async () => {
		const { building, li, other } = await aHouse();
		const daughter = await aNeighbour(at.db, building, '1-301');
		const granny = await grannyOf(li);
		expect(granny).toMatchObject({ status: 'confirmed', door: '1-301', phoneless: true });
		expect(await told(daughter.id)).toEqual(['resident.joined_household']);
		const again = await addNeighbour(
			at.db,
			li,
			{ name: '吴奶奶', door: '1-301', agreed: 'phone', phone: '', alone: false },
			sends(li),
		);
		expect(again).toMatchObject({ code: 'people.already_there', field: 'name' });
		for (const by of [other, daughter])
			expect(
				await addNeighbour(
					at.db,
					by,
					{ name: 'x', door: '1-302', agreed: 'phone', phone: '', alone: false },
					sends(by),
				),
			).toMatchObject({ code: 'not_found' });
	});

	it('cannot be there without having agreed, nor hold an office, whoever writes it', async () => {
		const { other } = await aHouse();
		await expect(at.sql`update residents set phoneless = true where id = ${other.id}`).rejects.toMatchObject({
			constraint_name: 'resident_without_phone_agreed',
		});
		await expect(
			at.sql`update residents set phoneless = true, agreed_by = 'door', roles = '{steward}' where id = ${other.id}`,
		).rejects.toMatchObject({ constraint_name: 'resident_roles_need_a_home_and_a_phone' });
	});

	it('is acted for: the helper sees the handover and its trail, the giver only that a volunteer did it', async () => {
		const { building, li, other, steward } = await aHouse();
		const granny = await grannyOf(li);
		const listing = await aListing(at.db, other);
		const by = await actFor(at.db, li, granny.id);
		if (!by.ok) throw new Error(by.code);
		const claimed = await claim(
			at.db,
			by.value,
			{ listingId: listing.id, quantity: 1, part: null },
			sends(li),
		);
		if (!claimed.ok) throw new Error(claimed.code);
		const seen = (await findHandoverView(at.db, li, claimed.value.id))!;
		expect(seen.actingFor).toMatchObject({ id: granny.id, name: '吴奶奶', door: '1-301' });
		expect(seen.side).toBe('receiver');
		expect(seen.trail[0]).toMatchObject({ mine: true, helped: true, for: { name: '吴奶奶', door: '1-301' } });
		const giver = (await findHandoverView(at.db, other, claimed.value.id))!;
		expect(giver.trail[0]).toMatchObject({ name: null, helped: true, for: null });
		expect((await findHandoverView(at.db, steward, claimed.value.id))!.trail[0]!.for).not.toBeNull();
		// Another volunteer had no part in it.
		const second = await aNeighbour(at.db, building, '2-101', { roles: ['volunteer'] });
		expect(await findHandoverView(at.db, second, claimed.value.id)).toBeNull();
	});

	it('has a post written for them without being named to neighbours', async () => {
		const { li, other, steward } = await aHouse();
		const granny = await grannyOf(li);
		const listing = await aListing(at.db, { ...granny, actedBy: li.id });
		const seenBy = (viewer: Member) => findListingView(at.db, viewer, listing.id, MORNING);
		expect(await seenBy(other)).toMatchObject({ poster: null, helped: true, helper: null });
		expect(await seenBy(steward)).toMatchObject({ poster: { name: '吴奶奶', door: '1-301' }, helper: '李' });
	});
});

describe('standing in for somebody', () => {
	it('is for those who agreed, by helpers of their building, for half an hour', async () => {
		const { li, other, steward } = await aHouse();
		const granny = await grannyOf(li);
		expect(await findStoodInFor(at.db, li, granny.id)).toMatchObject({ id: granny.id, actedBy: li.id });
		// Whoever has a phone is nobody's to read the things of.
		for (const [by, whom] of [
			[li, other.id],
			[other, granny.id],
			[li, li.id],
		] as const)
			expect(await findStoodInFor(at.db, by, whom)).toBeNull();
		const stranger = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect(await findStoodInFor(at.db, stranger, granny.id)).toBeNull();
		const token = await openSession(at.db, li.id, MORNING, { device: '' });
		expect((await beginActing(at.db, li, granny.id, token, MORNING)).ok).toBe(true);
		expect((await findSignedIn(at.db, token, later(MORNING, 0.4)))!.actingFor).toBe(granny.id);
		expect((await findSignedIn(at.db, token, later(MORNING, 0.51)))!.actingFor).toBeNull();
		// With the role goes the place.
		await at.sql`update residents set roles = '{}' where id = ${li.id}`;
		expect((await findSignedIn(at.db, token, later(MORNING, 0.1)))!.actingFor).toBeNull();
		expect(steward.roles).toEqual(['steward']);
	});
});

describe('the call list', () => {
	it('keeps what came of each call, and who was on the line was heard from', async () => {
		const { li, other } = await aHouse();
		const granny = await grannyOf(li);
		const call = (outcome: 'agreed' | 'no_answer', hours: number) =>
			recordCall(at.db, li, { residentId: granny.id, outcome, note: '' }, sends(li, later(MORNING, hours)));
		await call('no_answer', 1);
		expect((await listCalls(at.db, li.buildingId))[0]).toMatchObject({
			outcome: 'no_answer',
			heardAt: MORNING,
		});
		await call('agreed', 2);
		expect((await listCalls(at.db, li.buildingId))[0]).toMatchObject({
			outcome: 'agreed',
			heardAt: later(MORNING, 2),
		});
		expect(
			await recordCall(at.db, other, { residentId: granny.id, outcome: 'agreed', note: '' }, sends(other)),
		).toMatchObject({ code: 'not_found' });
		await expect(at.sql`delete from calls`).rejects.toMatchObject({
			constraint_name: 'trail_is_append_only',
		});
	});
});

describe('somebody who lives alone', () => {
	it('has a buddy who is reminded once when nobody has heard from them, by two processes at once too', async () => {
		const { building, li, other } = await aHouse();
		const granny = await grannyOf(li);
		const care = { residentId: granny.id, alone: true, buddy: other.id, everyHours: 24 };
		expect((await setCare(at.db, li, care, sends(li))).ok).toBe(true);
		const [a, b] = at.connect(2);
		await remindOfCare(at.db, later(MORNING, 23));
		expect(await told(other.id)).toEqual([]);
		await Promise.all([remindOfCare(a!.db, later(MORNING, 25)), remindOfCare(b!.db, later(MORNING, 25))]);
		expect(await told(other.id)).toEqual(['resident.unheard']);
		// The buddy's one tap ends it; a neighbour who is not the buddy knows of nothing.
		const nobody = await aNeighbour(at.db, building, '2-202');
		expect(await heardFrom(at.db, nobody, granny.id, sends(nobody))).toMatchObject({ code: 'not_found' });
		expect((await heardFrom(at.db, other, granny.id, sends(other, later(MORNING, 26)))).ok).toBe(true);
		await remindOfCare(at.db, later(MORNING, 49));
		expect(await told(other.id)).toHaveLength(1);
		await remindOfCare(at.db, later(MORNING, 51));
		expect(await told(other.id)).toHaveLength(2);
	});

	it('is looked in on by the stewards where the buddy has left', async () => {
		const { li, other, steward } = await aHouse();
		const granny = await grannyOf(li);
		await setCare(
			at.db,
			li,
			{ residentId: granny.id, alone: true, buddy: other.id, everyHours: 12 },
			sends(li),
		);
		await at.sql`update residents set status = 'left' where id = ${other.id}`;
		await remindOfCare(at.db, later(MORNING, 13));
		expect(await told(steward.id)).toEqual(['resident.unheard']);
	});
});

describe('a knock where something stood unsigned', () => {
	async function leftMedicine() {
		const house = await aHouse();
		const asker = await aNeighbour(at.db, house.building, '2-101');
		const ask = await aListing(at.db, asker, { direction: 'ask', category: 'medicine', urgent: false });
		const pledge = await claim(
			at.db,
			house.other,
			{ listingId: ask.id, quantity: 1, part: null },
			sends(house.other),
		);
		if (!pledge.ok) throw new Error(pledge.code);
		const handoverId = pledge.value.id;
		const left = { handoverId, step: 'left', reason: '', photo: null } as const;
		const outcome = await takeStep(at.db, house.other, left, sends(house.other));
		if (!outcome.ok) throw new Error(outcome.code);
		return { ...house, asker, handoverId };
	}

	it('signs for it, brings it to the stewards, or calls it missing', async () => {
		for (const [found, state] of [
			['has_it', 'received'],
			['nobody', 'left'],
			['gone', 'missing'],
			['worried', 'left'],
		] as const) {
			const { li, steward, asker, handoverId } = await leftMedicine();
			expect((await recordKnock(at.db, li, { handoverId, found }, sends(li))).ok).toBe(true);
			const [row] = await at.sql<{ state: string }[]>`select state from handovers where id = ${handoverId}`;
			expect([found, row!.state]).toEqual([found, state]);
			const stewards = await told(steward.id);
			expect([found, stewards.includes('handover.nobody_opened')]).toEqual([found, state === 'left']);
			expect([found, stewards.includes('resident.worried')]).toEqual([found, found === 'worried']);
			if (state === 'received') {
				const [event] = await at.sql<{ by_id: string; for_id: string }[]>`
					select by_id, for_id from handover_events where handover_id = ${handoverId} and to_state = 'received'`;
				expect(event).toEqual({ by_id: li.id, for_id: asker.id });
			}
		}
	});

	it('is for helpers who have no part in it', async () => {
		const { other, asker, handoverId } = await leftMedicine();
		for (const by of [other, asker])
			expect(await recordKnock(at.db, by, { handoverId, found: 'has_it' }, sends(by))).toMatchObject({
				code: 'not_found',
			});
	});
});
