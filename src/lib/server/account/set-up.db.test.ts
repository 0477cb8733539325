import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { findBuilding, listDoors } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import type { Sent } from '../installation/once.ts';
import { findSetting } from '../installation/settings.ts';
import { findMemberById } from './queries.ts';
import { readContact, setUp, type SetUpInput } from './set-up.ts';
import { findSetupToken, isSameToken } from './setup-token.ts';
import { signIn } from './sign-in.ts';

const at = useDatabase();

const input: SetUpInput = {
	community: '佳成小区',
	building: '3 号楼',
	doors: '1-201..1-612\n302',
	timeZone: 'Asia/Shanghai',
	joining: 'by_hand',
	name: '王楼长',
	door: '1单元601室',
	login: 'Wang',
	password: 'correct horse',
	contact: 'wang@example.org',
	locale: 'zh-CN',
};
const sent = (): Sent => ({ actor: 'guest', key: randomUUID(), fingerprint: 'the form', at: new Date() });

beforeEach(async () => {
	await at.sql`truncate communities, settings, requests, limits cascade`;
});

describe('setting up, once', () => {
	it('makes community, building, doors and the first steward', async () => {
		const outcome = await setUp(at.db, input, sent());
		if (!outcome.ok) throw new Error(outcome.code);
		const member = (await findMemberById(at.db, outcome.value.residentId))!;
		expect(member).toMatchObject({
			name: '王楼长',
			door: '1-601',
			status: 'confirmed',
			roles: ['operator', 'steward'],
			zone: 'Asia/Shanghai',
		});
		expect(await listDoors(at.db, member.buildingId)).toHaveLength(61);
		expect((await findBuilding(at.db, member.buildingId))!.joinCode).toMatch(/^[\w-]{22}$/);
		expect(await findSetting(at.db, 'contact')).toBe('mailto:wang@example.org');
		expect((await signIn(at.db, { login: 'WANG', password: 'correct horse' })).ok).toBe(true);
	});

	it('happens once when eight send the form at the same moment', async () => {
		const connections = at.connect(8);
		const outcomes = await Promise.all(connections.map(({ db }) => setUp(db as Db, input, sent())));
		expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
		expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'setup.done')).toHaveLength(7);
		const [{ count }] = (await at.sql`select count(*)::int from residents`) as unknown as [{ count: number }];
		expect(count).toBe(1);
	});

	it('a second tap on the same form finds the first', async () => {
		const form = sent();
		const first = await setUp(at.db, input, form);
		expect(await setUp(at.db, input, form)).toEqual(first);
	});

	it.each([
		[{ doors: '1-201..1-612\nzweiter Stock' }, 'doors.unreadable', 'doors'],
		[{ doors: '1-101..99-999999' }, 'doors.unreadable', 'doors'],
		[{ doors: '101..99950' }, 'doors.too_many', 'doors'],
		[{ timeZone: 'Asia/Jiacheng' }, 'setup.time_zone_unknown', 'timeZone'],
		[{ contact: 'call me' }, 'setup.contact_unreadable', 'contact'],
		[{ door: 'upstairs' }, 'door.unreadable', 'door'],
		[{ door: '1-701' }, 'door.unknown', 'door'],
	] as const)('%j is refused as %s, and nothing is kept', async (wrong, code, field) => {
		expect(await setUp(at.db, { ...input, ...wrong }, sent())).toMatchObject({ ok: false, code, field });
		expect((await setUp(at.db, input, sent())).ok).toBe(true);
	});
});

describe('the one-time link', () => {
	it('is the same at each start, and gone once it was used', async () => {
		const token = (await findSetupToken(at.db, undefined))!;
		expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
		expect(await findSetupToken(at.db, undefined)).toBe(token);
		expect(isSameToken(token, token)).toBe(true);
		expect(isSameToken(token, `${token}x`)).toBe(false);
		await setUp(at.db, input, sent());
		expect(await findSetupToken(at.db, undefined)).toBeNull();
		expect(await findSetupToken(at.db, 'fixed')).toBeNull();
		expect(await findSetting(at.db, 'setup_token')).toBeNull();
	});
	it('is what the operator fixed, where they did', async () =>
		expect(await findSetupToken(at.db, 'fixed')).toBe('fixed'));
});

it.each([
	['', ''],
	['a@b.example', 'mailto:a@b.example'],
	['MAILTO:a@b.example', 'mailto:a@b.example'],
	['https://b.example/contact', 'https://b.example/contact'],
	['http://b.example', null],
	['someone', null],
	['a@b', null],
])('the contact %j is kept as %j', (typed, kept) => expect(readContact(typed)).toBe(kept));
