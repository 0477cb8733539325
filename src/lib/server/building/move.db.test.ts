import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { anOpenBuy } from '../../../../tests/group-buys.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aHouse, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { findMemberById } from '../account/queries.ts';
import { findSignedIn, openSession } from '../account/session.ts';
import { claim } from '../listing/claim.ts';
import { admit } from './admit.ts';
import { moveHouse } from './move.ts';
import { moveAway } from './move-away.ts';
import { listPeopleFor } from './people.ts';

const at = useDatabase();

describe('moving house', () => {
	it('by a steward is done; by oneself it waits for a yes at the new door', async () => {
		const { steward, wang, li, building } = await aHouse(at.db);
		const there = await aNeighbour(at.db, building, '2-301');
		const to = (residentId: string) => ({ residentId, door: '2单元301' });
		expect(await moveHouse(at.db, li, to(wang.id), sends(li))).toMatchObject({ code: 'not_found' });
		expect(await moveHouse(at.db, steward, to(wang.id), sends(steward))).toMatchObject({
			value: { waits: false },
		});
		expect(await findMemberById(at.db, wang.id)).toMatchObject({ door: '2-301', status: 'confirmed' });
		expect(await moveHouse(at.db, li, to(li.id), sends(li))).toMatchObject({ value: { waits: true } });
		const moved = (await findMemberById(at.db, li.id))!;
		expect(moved).toMatchObject({ door: '2-301', status: 'waiting' });
		expect(await listPeopleFor(at.db, moved)).toEqual([]);
		const news =
			await at.sql`select from notifications where resident_id = ${there.id} and code = 'resident.waiting'`;
		expect(news).toHaveLength(1);
	});

	it('is written in the log, and gives every browser of that person a new token', async () => {
		const { steward, wang } = await aHouse(at.db);
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		await moveHouse(at.db, steward, { residentId: wang.id, door: '2-302' }, sends(steward));
		const log = at.sql`select detail from building_events where about_id = ${wang.id} and kind = 'moved' and by_id = ${steward.id}`;
		expect(await log).toEqual([{ detail: { from: '1-102', to: '2-302' } }]);
		expect((await findSignedIn(at.db, token, MORNING))!.stale).toBe(true);
	});

	it('ends an office until somebody there has said yes', async () => {
		const { building } = await aHouse(at.db);
		const ma = await aNeighbour(at.db, building, '1-201', { roles: ['volunteer'] });
		await moveHouse(at.db, ma, { residentId: ma.id, door: '2-302' }, sends(ma));
		expect(await findMemberById(at.db, ma.id)).toMatchObject({ status: 'waiting', roles: [] });
	});

	it('is not for whoever still waits to be let in, nor to the door where one lives', async () => {
		const { steward, wang, building } = await aHouse(at.db);
		const newcomer = await aNeighbour(at.db, building, '1-201', { status: 'waiting' });
		for (const by of [steward, newcomer])
			expect(await moveHouse(at.db, by, { residentId: newcomer.id, door: '2-302' }, sends(by))).toMatchObject(
				{ code: 'not_found' },
			);
		expect(
			await moveHouse(at.db, steward, { residentId: wang.id, door: '1-102' }, sends(steward)),
		).toMatchObject({ code: 'people.already_there', field: 'door' });
	});
});

describe('moving to another building of the community', () => {
	const away = async (by: Member, buildingId: string, door = '2-204') =>
		moveAway(at.db, by, { buildingId, door }, sends(by));

	it('is arriving as a newcomer there and leaving here; phone, password and passkeys go along', async () => {
		const { building, wang, li, steward } = await aHouse(at.db);
		const next = await aBuilding(at.db, { community: building.communityId, name: '隔壁楼' });
		const zhao = await aNeighbour(at.db, next, '2-101', { roles: ['steward'] });
		const family = await aNeighbour(at.db, next, '2-204');
		await at.sql`update residents set login = 'wang', password_hash = 'x', phone = '139', suspended_until = now() where id = ${wang.id}`;
		await at.sql`insert into passkeys (id, resident_id, public_key, counter, created_at) values ('pk', ${wang.id}, 'x', 0, now())`;
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		const own = await aListing(at.db, wang);
		const theirs = await aListing(at.db, li, { quantity: 1, perHousehold: 1 });
		const mine = await claim(at.db, wang, { listingId: theirs.id, quantity: 1, part: null }, sends(wang));
		const second = await claim(
			at.db,
			steward,
			{ listingId: theirs.id, quantity: 1, part: null },
			sends(steward),
		);
		const moved = await away(wang, next.id);
		if (!moved.ok || !mine.ok || !second.ok) throw new Error('not moved');
		const { member: signedIn, stale } = (await findSignedIn(at.db, token, MORNING))!;
		expect(stale).toBe(true);
		expect(signedIn).toMatchObject({ id: moved.value.id, name: '王姐', door: '2-204', status: 'waiting' });
		expect(signedIn.buildingId).toBe(next.id);
		expect(await listPeopleFor(at.db, signedIn)).toEqual([]);
		expect(await findMemberById(at.db, wang.id)).toBeNull();
		const [row] =
			await at.sql`select login, password_hash, phone, suspended_until is not null as suspended from residents where id = ${moved.value.id}`;
		expect(row).toEqual({ login: 'wang', password_hash: 'x', phone: '139', suspended: true });
		expect(await at.sql`select from passkeys where resident_id = ${moved.value.id}`).toHaveLength(1);
		const state = async (id: string) =>
			(await at.sql<{ state: string }[]>`select state from handovers where id = ${id}`)[0]!.state;
		expect([await state(mine.value.id), await state(second.value.id)]).toEqual(['released', 'reserved']);
		const [post] = await at.sql`select status from listings where id = ${own.id}`;
		expect(post).toEqual({ status: 'withdrawn' });
		for (const { id } of [zhao, family]) {
			const news = at.sql`select from notifications where resident_id = ${id} and code = 'resident.waiting'`;
			expect(await news).toHaveLength(1);
		}
		expect((await admit(at.db, zhao, { residentId: moved.value.id }, sends(zhao))).ok).toBe(true);
		expect(await findMemberById(at.db, moved.value.id)).toMatchObject({ status: 'confirmed' });
	});

	it('is not for the last steward, the operator, a door that is not there, or a building of strangers', async () => {
		const { building, wang, steward } = await aHouse(at.db);
		const next = await aBuilding(at.db, { community: building.communityId });
		const other = await aBuilding(at.db);
		expect(await away(steward, next.id)).toMatchObject({ code: 'people.operator' });
		expect(await away(wang, next.id, '9-999')).toMatchObject({ code: 'door.unknown' });
		expect(await away(wang, other.id)).toMatchObject({ code: 'not_found' });
		expect(await away({ ...wang, status: 'waiting' }, next.id)).toMatchObject({ code: 'not_found' });
		const lone = await aNeighbour(at.db, next, '1-101', { roles: ['steward'] });
		await aNeighbour(at.db, next, '1-102');
		expect(await away(lone, building.id)).toMatchObject({ code: 'people.last_leaves' });
		const organiser = await aNeighbour(at.db, building, '1-202', { roles: ['steward'] });
		await anOpenBuy(at.db, organiser);
		expect(await away(organiser, next.id)).toMatchObject({ code: 'people.organises' });
		// Refused, nobody has moved: all of it or nothing.
		expect(await findMemberById(at.db, wang.id)).toMatchObject({ door: '1-102', status: 'confirmed' });
	});
});
