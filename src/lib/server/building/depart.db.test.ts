import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, aHouse } from '../../../../tests/people.ts';
import { findMemberById } from '../account/queries.ts';
import { findSignedIn, openSession } from '../account/session.ts';
import { claim } from '../listing/claim.ts';
import { comment } from '../listing/talk.ts';
import { findHandoverView } from '../listing/handover-view.ts';
import { changeRole } from './change-role.ts';
import { deleteAccount, handOverOffice, removeNeighbour } from './depart.ts';
import { listStewards } from './queries.ts';

const at = useDatabase();

describe('the last steward', () => {
	it('cannot go, by whatever hand writes it, while neighbours are there', async () => {
		const { steward } = await aHouse(at.db);
		for (const change of [
			at.sql`update residents set roles = '{}' where id = ${steward.id}`,
			at.sql`update residents set status = 'left' where id = ${steward.id}`,
			at.sql`delete from residents where id = ${steward.id}`,
		])
			await expect(change).rejects.toMatchObject({ constraint_name: 'building_has_a_steward' });
	});

	it('is one of two who resign at the same moment by raw SQL, twenty times over', async () => {
		const [a, b] = at.connect(2);
		for (let i = 0; i < 20; i++) {
			const { building, steward } = await aHouse(at.db);
			const second = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
			const gone = await Promise.allSettled([
				a!.sql`update residents set roles = '{}' where id = ${steward.id}`,
				b!.sql`update residents set roles = '{}' where id = ${second.id}`,
			]);
			expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			expect(await listStewards(at.db, building.id)).toHaveLength(1);
		}
	});

	it('deletes the account only with a successor, and goes freely when nobody is left', async () => {
		const { steward, wang } = await aHouse(at.db);
		expect(await deleteAccount(at.db, steward, { successor: null }, sends(steward))).toMatchObject({
			code: 'people.last_leaves',
		});
		expect(await deleteAccount(at.db, steward, { successor: randomUUID() }, sends(steward))).toMatchObject({
			code: 'people.successor_unfit',
		});
		expect((await deleteAccount(at.db, steward, { successor: wang.id }, sends(steward))).ok).toBe(true);
		expect(await listStewards(at.db, steward.buildingId)).toEqual([wang.id]);
		const alone = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect((await deleteAccount(at.db, alone, { successor: null }, sends(alone))).ok).toBe(true);
	});

	it('hands the office over in one step', async () => {
		const { steward, wang, li } = await aHouse(at.db);
		expect(await handOverOffice(at.db, li, wang.id, sends(li))).toMatchObject({ code: 'not_found' });
		expect((await handOverOffice(at.db, steward, wang.id, sends(steward))).ok).toBe(true);
		expect(await listStewards(at.db, steward.buildingId)).toEqual([wang.id]);
		const former = (await findMemberById(at.db, steward.id))!;
		const role = { residentId: li.id, role: 'steward', give: true } as const;
		expect(await changeRole(at.db, former, role, sends(former))).toMatchObject({ code: 'not_found' });
	});
});

describe('deleting an account', () => {
	it('leaves an anonymous trace with others and nothing else', async () => {
		const { wang, li } = await aHouse(at.db);
		const given = await aListing(at.db, li);
		const claimed = await claim(at.db, wang, { listingId: given.id, quantity: 1, part: null }, sends(wang));
		if (!claimed.ok) throw new Error(claimed.code);
		await at.sql`update handovers set state = 'received', changed_by = ${wang.id}, changed_at = now() where id = ${claimed.value.id}`;
		await comment(at.db, wang, { listingId: given.id, text: '谢谢' }, sends(wang));
		const own = await aListing(at.db, wang);
		const held = await claim(at.db, li, { listingId: own.id, quantity: 1, part: null }, sends(li));
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		expect((await deleteAccount(at.db, wang, { successor: null }, sends(wang))).ok).toBe(true);
		expect(await findSignedIn(at.db, token, MORNING)).toBeNull();
		const view = (await findHandoverView(at.db, li, claimed.value.id))!;
		expect(view).toMatchObject({ state: 'received', receiver: undefined });
		expect(JSON.stringify(view)).not.toContain('王姐');
		const [mine] = await at.sql<
			{ state: string }[]
		>`select state from handovers where id = ${held.ok ? held.value.id : ''}`;
		expect(mine!.state).toBe('released');
		const [row] =
			await at.sql`select name, phone, login, return_code_hash, status from residents where id = ${wang.id}`;
		expect(row).toEqual({ name: '', phone: '', login: null, return_code_hash: null, status: 'left' });
		expect(await at.sql`select from comments where written_by = ${wang.id}`).toHaveLength(0);
		expect(await at.sql`select from notifications where detail::text like '%王姐%'`).toHaveLength(0);
		await expect(at.sql`update residents set name = 'x' where id = ${wang.id}`).rejects.toMatchObject({
			constraint_name: 'resident_erased_is_nobody',
		});
	});
});

describe('somebody who does not live here any more', () => {
	it('is taken off the list by a steward: what they held goes to the next in line', async () => {
		const { steward, wang, li, building } = await aHouse(at.db);
		const listing = await aListing(at.db, steward, { quantity: 1, perHousehold: 1 });
		const first = await claim(at.db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang));
		const second = await claim(at.db, li, { listingId: listing.id, quantity: 1, part: null }, sends(li));
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		const why = { residentId: wang.id, reason: '搬走了' };
		expect(await removeNeighbour(at.db, li, why, sends(li))).toMatchObject({ code: 'not_found' });
		expect((await removeNeighbour(at.db, steward, why, sends(steward))).ok).toBe(true);
		expect(await findSignedIn(at.db, token, MORNING)).toBeNull();
		const states = await at.sql<
			{ id: string; state: string }[]
		>`select id, state from handovers where listing_id = ${listing.id}`;
		const of = (claimed: typeof first) =>
			states.find(({ id }) => claimed.ok && id === claimed.value.id)!.state;
		expect([of(first), of(second)]).toEqual(['released', 'reserved']);
		// Nobody takes out the one who runs the installation.
		const other = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
		expect(
			await removeNeighbour(at.db, other, { residentId: steward.id, reason: 'x' }, sends(other)),
		).toMatchObject({ code: 'people.operator' });
	});
});
