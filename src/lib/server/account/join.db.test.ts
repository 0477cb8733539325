import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { replaceJoinCode } from '../building/replace-code.ts';
import { transact } from '../db/transact.ts';
import type { Sent } from '../installation/once.ts';
import { join, joinBuilding, type JoinForm } from './join.ts';
import { findMemberById } from './queries.ts';
import { signIn } from './sign-in.ts';

const at = useDatabase();
const sent = (more: Partial<Sent> = {}): Sent => ({
	actor: 'guest',
	key: randomUUID(),
	fingerprint: 'the form',
	at: new Date(),
	...more,
});
const form = (building: TestBuilding, more: Partial<JoinForm> = {}): JoinForm => ({
	joinCode: building.joinCode,
	name: '小李',
	door: '2-101',
	login: '',
	password: '',
	locale: 'zh-CN',
	...more,
});

async function joined(building: TestBuilding, more: Partial<JoinForm> = {}) {
	const outcome = await join(at.db, form(building, more), sent());
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value;
}
const toldOf = async (residentId: string) =>
	(
		await at.sql<
			{ code: string; detail: { name?: string } }[]
		>`select code, detail from notifications where resident_id = ${residentId}`
	).map(({ code, detail }) => `${code} ${detail.name ?? ''}`.trim());

describe('a building that lets in by hand', () => {
	it('lets everybody wait and tells its stewards', async () => {
		const building = await aBuilding(at.db);
		const steward = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
		const other = await aNeighbour(at.db, building, '1-102');
		const { residentId, status, returnCode } = await joined(building);
		expect(status).toBe('waiting');
		expect(returnCode).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
		expect(await toldOf(steward.id)).toEqual(['resident.waiting 小李']);
		expect(await toldOf(other.id)).toEqual([]);
		expect(await findMemberById(at.db, residentId)).toMatchObject({
			status: 'waiting',
			roles: [],
			door: '2-101',
			locale: 'zh-CN',
		});
	});
});

describe('a building that lets in by its poster', () => {
	it('lets the first of a household in at once; the next waits for their yes, and they are told', async () => {
		const building = await aBuilding(at.db, { joining: 'by_code' });
		const first = await joined(building, { name: '妈妈' });
		expect(first.status).toBe('confirmed');
		const second = await joined(building, { name: '孩子' });
		expect(second.status).toBe('waiting');
		expect(await toldOf(first.residentId)).toEqual(['resident.waiting 孩子']);
	});

	it('lets in one of twenty who claim the same empty household at once', async () => {
		const building = await aBuilding(at.db, { joining: 'by_code' });
		const outcomes = await Promise.all(at.connect(20).map(({ db }) => join(db, form(building), sent())));
		const statuses = outcomes.map((outcome) => (outcome.ok ? outcome.value.status : outcome.code));
		expect(statuses.filter((status) => status === 'confirmed')).toHaveLength(1);
		expect(statuses.filter((status) => status === 'waiting')).toHaveLength(19);
	});

	it('takes a link from the chat for no poster', async () => {
		const building = await aBuilding(at.db, { joining: 'by_code' });
		const outcome = await transact(at.db, (tx) =>
			joinBuilding(
				tx,
				{ way: { buildingId: building.id }, name: '路人', door: '1-101', login: null, locale: 'en' },
				new Date(),
			),
		);
		expect(outcome).toMatchObject({ ok: true, value: { status: 'waiting' } });
	});
});

describe('what is typed', () => {
	it.each([
		['the second floor', 'door.unreadable'],
		['9-999', 'door.unknown'],
	])('the door %j is refused as %s, at its field', async (door, code) => {
		const building = await aBuilding(at.db);
		expect(await join(at.db, form(building, { door }), sent())).toMatchObject({
			ok: false,
			code,
			field: 'door',
		});
	});

	it('a door may be written as people write it', async () => {
		const building = await aBuilding(at.db);
		const { residentId } = await joined(building, { door: ' ２单元１０１室 ' });
		expect((await findMemberById(at.db, residentId))!.door).toBe('2-101');
	});

	it('a login is kept in small letters, belongs to one person, and needs no return code', async () => {
		const building = await aBuilding(at.db);
		const { returnCode } = await joined(building, { login: 'XiaoLi', password: 'geheimnis' });
		expect(returnCode).toBeNull();
		expect(
			await join(at.db, form(building, { login: 'xiaoli', password: 'anderes wort' }), sent()),
		).toMatchObject({ code: 'login.taken', field: 'login' });
		expect((await signIn(at.db, { login: 'xiaoli', password: 'geheimnis' })).ok).toBe(true);
	});

	it('a replaced code lets nobody in', async () => {
		const building = await aBuilding(at.db);
		const steward = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
		expect(await replaceJoinCode(at.db, await aNeighbour(at.db, building, '1-102'), sent())).toMatchObject({
			code: 'not_found',
		});
		expect((await replaceJoinCode(at.db, steward, sent())).ok).toBe(true);
		expect(await join(at.db, form(building), sent())).toMatchObject({ ok: false, code: 'join.code_unknown' });
	});
});

describe('the same form again', () => {
	it('is one newcomer, and never shows the return code twice', async () => {
		const building = await aBuilding(at.db);
		const once = sent();
		const outcomes = await Promise.all(at.connect(6).map(({ db }) => join(db, form(building), once)));
		const values = outcomes.map((outcome) => (outcome.ok ? outcome.value : null));
		expect(new Set(values.map((value) => value?.residentId)).size).toBe(1);
		expect(values.filter((value) => value?.returnCode)).toHaveLength(1);
		const [kept] = await at.sql`select answer from requests where key = ${once.key}`;
		expect(Object.keys(kept!.answer as object).sort()).toEqual(['at', 'residentId', 'status']);
	});
	it('signs nobody in with another body, or after ten minutes', async () => {
		const building = await aBuilding(at.db);
		const once = sent();
		expect((await join(at.db, form(building), once)).ok).toBe(true);
		expect(await join(at.db, form(building), { ...once, fingerprint: 'other' })).toMatchObject({
			code: 'key.reused',
		});
		const later = new Date(once.at.getTime() + 11 * 60_000);
		expect(await join(at.db, form(building), { ...once, at: later })).toMatchObject({ code: 'key.reused' });
	});
});

describe('the return code', () => {
	it('brings its owner back with their door or name, as people type it; nobody else', async () => {
		const building = await aBuilding(at.db);
		const { residentId, returnCode } = await joined(building);
		const code = returnCode!;
		for (const login of ['2-101', '2单元101', '小李'])
			expect(
				await signIn(at.db, { login, password: `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}` }),
			).toEqual({ ok: true, value: { residentId } });
		expect((await signIn(at.db, { login: '2-102', password: code })).ok).toBe(false);
	});
	it('is kept as something that does not sign in', async () => {
		const building = await aBuilding(at.db);
		const { residentId, returnCode } = await joined(building);
		const [row] = await at.sql`select return_code_hash as hash from residents where id = ${residentId}`;
		expect(row!.hash).not.toContain(returnCode);
		expect((await signIn(at.db, { login: '2-101', password: row!.hash as string })).ok).toBe(false);
	});
});
