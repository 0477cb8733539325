import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { findMemberById, findRefusal } from '../account/queries.ts';
import { findSignedIn, hashToken, openSession } from '../account/session.ts';
import type { Sent } from '../installation/once.ts';
import { admit, refuseNewcomer } from './admit.ts';
import { changeRole } from './change-role.ts';
import { listPeopleFor } from './people.ts';
import { listDoors } from './queries.ts';

const at = useDatabase();
const sentBy = (by: Member): Sent => ({
	actor: by.id,
	key: randomUUID(),
	fingerprint: 'the form',
	at: new Date(),
});
const told = async (residentId: string) =>
	(await at.sql<{ code: string }[]>`select code from notifications where resident_id = ${residentId}`).map(
		({ code }) => code,
	);

async function aHouse() {
	const building = await aBuilding(at.db);
	const steward = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
	const newcomer = await aNeighbour(at.db, building, '2-201', { name: '新来的', status: 'waiting' });
	return { building, steward, newcomer };
}

describe('letting in', () => {
	it('by a steward: the newcomer and their household are told', async () => {
		const { building, steward, newcomer } = await aHouse();
		const mother = await aNeighbour(at.db, building, '2-201');
		expect((await admit(at.db, steward, { residentId: newcomer.id }, sentBy(steward))).ok).toBe(true);
		expect((await findMemberById(at.db, newcomer.id))!.status).toBe('confirmed');
		expect(await told(newcomer.id)).toEqual(['resident.admitted']);
		expect(await told(mother.id)).toEqual(['resident.joined_household']);
	});

	it('by somebody of the household, by nobody else', async () => {
		const { building, newcomer } = await aHouse();
		const others = [
			await aNeighbour(at.db, building, '2-202'),
			await aNeighbour(at.db, building, '2-202', { roles: ['volunteer'] }),
			await aNeighbour(at.db, building, '2-201', { status: 'waiting' }),
			await aNeighbour(at.db, await aBuilding(at.db), '2-201', { roles: ['steward'] }),
			newcomer,
		];
		for (const by of others)
			expect(await admit(at.db, by, { residentId: newcomer.id }, sentBy(by))).toMatchObject({
				code: 'not_found',
			});
		const mother = await aNeighbour(at.db, building, '2-201');
		expect((await admit(at.db, mother, { residentId: newcomer.id }, sentBy(mother))).ok).toBe(true);
	});

	it('happens once when two stewards tap at the same moment, ten times over', async () => {
		const { building, steward } = await aHouse();
		const second = await aNeighbour(at.db, building, '1-102', { roles: ['steward'] });
		const [a, b] = at.connect(2);
		for (let i = 0; i < 10; i++) {
			const newcomer = await aNeighbour(at.db, building, '2-301', { status: 'waiting' });
			const outcomes = await Promise.all([
				admit(a!.db, steward, { residentId: newcomer.id }, sentBy(steward)),
				i % 2
					? admit(b!.db, second, { residentId: newcomer.id }, sentBy(second))
					: refuseNewcomer(b!.db, second, { residentId: newcomer.id, reason: '' }, sentBy(second)),
			]);
			expect(outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.code)).sort()).toEqual([
				'done',
				'people.not_waiting',
			]);
			expect(await told(newcomer.id)).toHaveLength(1);
		}
	});

	it('one tap twice is one change and the same answer', async () => {
		const { steward, newcomer } = await aHouse();
		const sent = sentBy(steward);
		const first = await admit(at.db, steward, { residentId: newcomer.id }, sent);
		expect(await admit(at.db, steward, { residentId: newcomer.id }, sent)).toEqual(first);
		expect(await told(newcomer.id)).toEqual(['resident.admitted']);
	});
});

describe('not letting in', () => {
	it('ends their sessions, frees their login, and their browser still hears why', async () => {
		const { steward, newcomer } = await aHouse();
		await at.sql`update residents set login = 'newcomer' where id = ${newcomer.id}`;
		const token = await openSession(at.db, newcomer.id, new Date(), { device: '' });
		expect(
			(
				await refuseNewcomer(
					at.db,
					steward,
					{ residentId: newcomer.id, reason: '2-201 没有这位' },
					sentBy(steward),
				)
			).ok,
		).toBe(true);
		expect(await findSignedIn(at.db, token, new Date())).toBeNull();
		expect(await findMemberById(at.db, newcomer.id)).toBeNull();
		expect(await findRefusal(at.db, hashToken(token))).toEqual({
			building: steward.buildingName,
			reason: '2-201 没有这位',
		});
		expect(await told(newcomer.id)).toEqual(['resident.refused']);
		expect(await at.sql`select from residents where login = 'newcomer'`).toHaveLength(0);
	});
});

describe('the list of neighbours', () => {
	it('shows each viewer what is theirs to see', async () => {
		const { building, steward, newcomer } = await aHouse();
		const mother = await aNeighbour(at.db, building, '2-201');
		const other = await aNeighbour(at.db, building, '10-101');
		const gone = await aNeighbour(at.db, building, '1-202', { status: 'waiting' });
		await refuseNewcomer(at.db, steward, { residentId: gone.id, reason: '' }, sentBy(steward));
		await aNeighbour(at.db, await aBuilding(at.db, { community: building.communityId }), '1-101');
		const seen = async (viewer: Member) =>
			(await listPeopleFor(at.db, viewer)).map(({ id, status }) => [id, status]);
		const confirmed = [
			[steward.id, 'confirmed'],
			[mother.id, 'confirmed'],
			[other.id, 'confirmed'],
		];
		expect(await seen(other)).toEqual(confirmed);
		expect(await seen(mother)).toEqual([
			[steward.id, 'confirmed'],
			[newcomer.id, 'waiting'],
			[mother.id, 'confirmed'],
			[other.id, 'confirmed'],
		]);
		expect(await seen(steward)).toEqual([
			[steward.id, 'confirmed'],
			[gone.id, 'left'],
			[newcomer.id, 'waiting'],
			[mother.id, 'confirmed'],
			[other.id, 'confirmed'],
		]);
		expect(await seen(newcomer)).toEqual([]);
	});
});

it('a window is lit where somebody who was let in lives', async () => {
	const { building, steward } = await aHouse();
	const doors = await listDoors(at.db, building.id);
	expect(doors).toHaveLength(24);
	expect(doors.filter(({ here }) => here).map(({ door }) => door)).toEqual([steward.door]);
});

describe('roles', () => {
	const change = (by: Member, who: Member, role: 'steward' | 'volunteer', give: boolean, db = at.db) =>
		changeRole(db, by, { residentId: who.id, role, give }, sentBy(by));

	it('are given by stewards, twice comes to once, and browsers get a new token', async () => {
		const { building, steward } = await aHouse();
		const helper = await aNeighbour(at.db, building, '1-201');
		const token = await openSession(at.db, helper.id, new Date(), { device: '' });
		expect(await change(helper, helper, 'steward', true)).toMatchObject({ code: 'not_found' });
		await change(steward, helper, 'volunteer', true);
		await change(steward, helper, 'volunteer', true);
		expect((await findMemberById(at.db, helper.id))!.roles).toEqual(['volunteer']);
		expect((await findSignedIn(at.db, token, new Date()))?.stale).toBe(true);
		await change(steward, helper, 'volunteer', false);
		expect((await findMemberById(at.db, helper.id))!.roles).toEqual([]);
	});

	it('go to people of the building who have been let in', async () => {
		const { steward, newcomer } = await aHouse();
		const stranger = await aNeighbour(at.db, await aBuilding(at.db), '1-101');
		expect(await change(steward, newcomer, 'volunteer', true)).toMatchObject({
			code: 'people.not_confirmed',
		});
		expect(await change(steward, stranger, 'volunteer', true)).toMatchObject({ code: 'not_found' });
	});

	it('never leave a building without a steward, even when two resign at once', async () => {
		const [a, b] = at.connect(2);
		for (let i = 0; i < 10; i++) {
			const { building, steward } = await aHouse();
			expect(await change(steward, steward, 'steward', false)).toMatchObject({ code: 'people.last_steward' });
			const second = await aNeighbour(at.db, building, '1-102', { roles: ['steward'] });
			const outcomes = await Promise.all([
				change(steward, steward, 'steward', false, a!.db),
				change(second, second, 'steward', false, b!.db),
			]);
			expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
			const left =
				await at.sql`select from residents where building_id = ${building.id} and 'steward' = any(roles)`;
			expect(left).toHaveLength(1);
		}
	});

	it('of one who has just lost theirs change nothing any more', async () => {
		const { building, steward } = await aHouse();
		const second = await aNeighbour(at.db, building, '1-102', { roles: ['steward'] });
		await change(steward, second, 'steward', false);
		expect(await change(second, steward, 'steward', false)).toMatchObject({ code: 'not_found' });
	});
});
