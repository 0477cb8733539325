import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { listDevices } from './queries.ts';
import {
	closeOtherSessions,
	closeSession,
	findSignedIn,
	forgetSessions,
	hashToken,
	markRightsChanged,
	openSession,
	renewSession,
} from './session.ts';

const at = useDatabase();
const DAY = 86_400_000;
const start = new Date();
const after = (days: number) => new Date(start.getTime() + days * DAY);

async function signedIn() {
	const member = await aNeighbour(at.db, await aBuilding(at.db), '1-101');
	const token = await openSession(at.db, member.id, start, { device: 'iPhone · WeChat' });
	return { member, token };
}
const who = async (token: string | undefined, now = start) =>
	(await findSignedIn(at.db, token, now))?.member.id ?? null;

describe('a session', () => {
	it('is found by its token, and not by what the table keeps', async () => {
		const { member, token } = await signedIn();
		const [row] = await at.sql`select id from sessions where resident_id = ${member.id}`;
		expect(await who(token)).toBe(member.id);
		expect(row!.id).not.toBe(token);
		expect(await who(row!.id as string)).toBeNull();
		expect(await who((row!.id as string).slice(0, 40))).toBeNull();
	});

	it('has a token of at least 128 bits', async () => {
		const { token } = await signedIn();
		expect(token).toMatch(/^[a-z0-9]{40}$/);
	});

	it('ends after sixty days without use, and goes on with it', async () => {
		const { member, token } = await signedIn();
		expect(await who(token, after(59))).toBe(member.id);
		expect(await who(token, after(118))).toBe(member.id);
		expect(await who(token, after(118 + 61))).toBeNull();
		const idle = await signedIn();
		expect(await who(idle.token, after(61))).toBeNull();
	});

	it('ends after four hundred days however much it was used', async () => {
		const { member, token } = await signedIn();
		for (let day = 40; day < 400; day += 40) expect(await who(token, after(day))).toBe(member.id);
		expect(await who(token, after(399.9))).toBe(member.id);
		expect(await who(token, after(400))).toBeNull();
	});

	it('ends when another one replaces it, or at signing out with its device', async () => {
		const { member, token } = await signedIn();
		const fresh = await openSession(at.db, member.id, start, { device: '', replaces: token });
		expect(await who(token)).toBeNull();
		await at.sql`insert into devices (resident_id, session_id, endpoint, p256dh, auth, created_at)
			values (${member.id}, ${hashToken(fresh)}, ${`https://push.example/${member.id}`}, 'p', 'a', now())`;
		await closeSession(at.db, fresh);
		expect(await who(fresh)).toBeNull();
		expect(await at.sql`select from devices where resident_id = ${member.id}`).toHaveLength(0);
	});

	it('of other devices can be ended from one', async () => {
		const { member, token } = await signedIn();
		const other = await openSession(at.db, member.id, start, { device: 'Windows · Edge' });
		expect((await listDevices(at.db, member.id, start)).map(({ device }) => device)).toContain(
			'Windows · Edge',
		);
		await closeOtherSessions(at.db, member.id, token);
		expect([await who(token), await who(other)]).toEqual([member.id, null]);
	});
});

describe('a change of rights', () => {
	it('gives the next page one new token, and the old one ends soon', async () => {
		const { member, token } = await signedIn();
		expect((await findSignedIn(at.db, token, start))?.stale).toBe(false);
		await markRightsChanged(at.db, member.id);
		expect((await findSignedIn(at.db, token, start))?.stale).toBe(true);
		const fresh = await Promise.all(at.connect(6).map(({ db }) => renewSession(db, token, start)));
		const [one, ...more] = fresh.filter((each) => each !== null);
		expect(more).toEqual([]);
		const soon = new Date(start.getTime() + 60_000);
		const later = new Date(start.getTime() + 6 * 60_000);
		expect([await who(token, soon), await who(one, soon)]).toEqual([member.id, member.id]);
		expect([await who(token, later), await who(one, later)]).toEqual([null, member.id]);
		expect(await listDevices(at.db, member.id, start)).toHaveLength(1);
	});
});

it('ten thousand malformed cookies are nobody', async () => {
	const seeds = [
		'',
		' ',
		'\u0000',
		"'; drop table sessions; --",
		'%',
		'%00',
		'a'.repeat(39),
		'a'.repeat(41),
		'A'.repeat(40),
		'楼'.repeat(40),
		'a'.repeat(100_000),
	];
	for (let i = 0; i < 10_000; i++) {
		const cookie = i < seeds.length ? seeds[i] : randomBytes(i % 64).toString(i % 2 ? 'latin1' : 'base64');
		if ((await findSignedIn(at.db, cookie, start)) !== null)
			throw new Error(`let in by ${JSON.stringify(cookie)}`);
	}
	expect(await who(undefined)).toBeNull();
});

it('what is over is forgotten', async () => {
	const { member, token } = await signedIn();
	await forgetSessions(at.db, after(59));
	expect(await who(token, after(59))).toBe(member.id);
	await forgetSessions(at.db, after(200));
	expect(await at.sql`select from sessions where resident_id = ${member.id}`).toHaveLength(0);
});
