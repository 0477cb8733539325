import { createECDH, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { listDevices } from '../account/queries.ts';
import { residents } from '../account/table.ts';
import {
	closeSession,
	findSignedIn,
	hashToken,
	isSeen,
	markRightsChanged,
	markSeen,
	openSession,
	renewSession,
} from '../account/session.ts';
import { forgetDevices, forgetOld } from './outbox.ts';
import { listReceivers } from './queries.ts';
import {
	markPushLost,
	readAuthSecret,
	readPublicKey,
	removeDevice,
	subscribe,
	unsubscribe,
} from './subscribe.ts';
import { devices } from './table.ts';
import { vapidKeys, vapidSubject } from './vapid.ts';

const database = useDatabase();
let building: TestBuilding;
beforeAll(async () => {
	building = await aBuilding(database.db);
});
const at = new Date();
const neighbour = () => aNeighbour(database.db, building, '2-204');
const anEndpoint = () => `https://fcm.googleapis.com/fcm/send/${randomBytes(12).toString('base64url')}`;
const keys = {
	p256dh: createECDH('prime256v1').generateKeys('base64url'),
	auth: randomBytes(16).toString('base64url'),
};
const save = (by: Member, endpoint: string, session = randomBytes(8).toString('hex'), now = at) =>
	subscribe(database.db, by, { endpoint, ...keys }, { session, locale: 'en', allowed: [], now });
const receiving = async (who: Member) => (await listReceivers(database.db, who.id)).length;

describe('a browser that wants push', () => {
	it('belongs to whoever is signed in there now', async () => {
		const [before, now] = [await neighbour(), await neighbour()];
		const endpoint = anEndpoint();
		await save(before, endpoint);
		await save(now, endpoint);
		await save(now, endpoint);
		expect([await receiving(before), await receiving(now)]).toEqual([0, 1]);
	});
	it('has one subscription: a new one takes the place of the old', async () => {
		const who = await neighbour();
		await save(who, anEndpoint(), 'one-browser');
		await save(who, anEndpoint(), 'one-browser');
		expect(await receiving(who)).toBe(1);
	});
	it('is one of ten at most; the oldest goes', async () => {
		const who = await neighbour();
		const endpoints = Array.from({ length: 12 }, anEndpoint);
		for (const [i, endpoint] of endpoints.entries())
			await save(who, endpoint, undefined, new Date(at.getTime() + i * 1000));
		const kept = await database.db.select().from(devices).where(eq(devices.residentId, who.id));
		expect(new Set(kept.map((device) => device.endpoint))).toEqual(new Set(endpoints.slice(2)));
	});
	it('is refused at an address of its own invention', async () => {
		const who = await neighbour();
		for (const endpoint of ['https://evil.example/x', 'http://fcm.googleapis.com/x', 'https://127.0.0.1/x'])
			expect(await save(who, endpoint)).toMatchObject({ ok: false, code: 'push.endpoint_refused' });
		expect(await receiving(who)).toBe(0);
	});
	it('is let go by its own person alone', async () => {
		const [who, other] = [await neighbour(), await neighbour()];
		const endpoint = anEndpoint();
		const saved = await save(who, endpoint);
		await unsubscribe(database.db, other, endpoint);
		if (saved.ok) await removeDevice(database.db, other, saved.value.id);
		expect(await receiving(who)).toBe(1);
		await unsubscribe(database.db, who, endpoint);
		expect(await receiving(who)).toBe(0);
	});
	it('is forgotten with its session', async () => {
		const who = await neighbour();
		const [one, two] = [
			await openSession(database.db, who.id, at, { device: '' }),
			await openSession(database.db, who.id, at, { device: '' }),
		];
		await save(who, anEndpoint(), hashToken(one));
		await save(who, anEndpoint(), hashToken(two));
		await closeSession(database.db, one);
		expect(await receiving(who)).toBe(1);
		await database.sql`delete from sessions where id = ${hashToken(two)}`;
		await forgetOld(database.db, at);
		expect(await receiving(who)).toBe(0);
	});
	it('brings the language of whoever has chosen none', async () => {
		const who = await neighbour();
		await save(who, anEndpoint());
		const [row] = await database.db
			.select({ locale: residents.locale })
			.from(residents)
			.where(eq(residents.id, who.id));
		expect(row!.locale).toBe('en');
	});
});

describe('the list of devices', () => {
	const stateOf = async (who: Member) => {
		const [device, ...others] = await listDevices(database.db, who.id, at);
		expect(others).toEqual([]);
		return device!.pushSince ? 'on' : device!.pushLostAt ? 'lost' : 'off';
	};
	const signIn = async () => {
		const who = await neighbour();
		return { who, token: await openSession(database.db, who.id, at, { device: 'iPhone' }) };
	};

	it('says of each whether push is off, on, or was lost by its service or by the browser', async () => {
		const { who, token } = await signIn();
		expect(await stateOf(who)).toBe('off');
		const endpoint = anEndpoint();
		await save(who, endpoint, hashToken(token));
		expect(await stateOf(who)).toBe('on');
		await forgetDevices(database.db, [endpoint], at);
		expect(await stateOf(who)).toBe('lost');
		await save(who, anEndpoint(), hashToken(token));
		expect(await stateOf(who)).toBe('on');
		await markPushLost(database.db, who, hashToken(token), at);
		expect(await stateOf(who)).toBe('lost');
	});
	it('calls nothing lost that was switched off', async () => {
		const { who, token } = await signIn();
		const endpoint = anEndpoint();
		await save(who, endpoint, hashToken(token));
		await unsubscribe(database.db, who, endpoint);
		expect(await stateOf(who)).toBe('off');
	});
	it('lets nobody call another’s lost', async () => {
		const { who, token } = await signIn();
		await save(who, anEndpoint(), hashToken(token));
		await markPushLost(database.db, await neighbour(), hashToken(token), at);
		expect(await stateOf(who)).toBe('on');
	});
	it('knows to the hour when each was used, and keeps that over a new token', async () => {
		const { who, token } = await signIn();
		const seen = async () => (await listDevices(database.db, who.id, at))[0]!.seenAt?.getTime() ?? null;
		const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
		expect(await seen()).toBeNull();
		await markSeen(database.db, token, at);
		await markSeen(database.db, token, later(30));
		expect(await seen()).toBe(at.getTime());
		expect([isSeen(at, later(30)), isSeen(at, later(61)), isSeen(null, at)]).toEqual([true, false, false]);
		await markSeen(database.db, token, later(61));
		expect(await seen()).toBe(later(61).getTime());
		await markPushLost(database.db, who, hashToken(token), at);
		await markRightsChanged(database.db, who.id);
		const fresh = await renewSession(database.db, token, at);
		expect((await findSignedIn(database.db, fresh!, at))!.seenAt?.getTime()).toBe(later(61).getTime());
		expect(await stateOf(who)).toBe('lost');
	});
});

describe('the keys of a subscription', () => {
	it('are a point of the curve and a secret of 16 bytes', () => {
		expect(readPublicKey(keys.p256dh)).toBe(keys.p256dh);
		expect(readPublicKey(`${keys.p256dh}=`)).toBe(keys.p256dh);
		expect(readAuthSecret(`${keys.auth}==`)).toBe(keys.auth);
	});
	const point = Buffer.from(keys.p256dh, 'base64url');
	it.each([
		['too short', point.subarray(0, 64)],
		['too long', Buffer.concat([point, Buffer.from([0])])],
		['compressed', Buffer.from(createECDH('prime256v1').generateKeys('hex', 'compressed'), 'hex')],
		['no point of the curve', Buffer.from([4, ...Array.from({ length: 64 }, () => 1)])],
		['the point at infinity', Buffer.alloc(65)],
	])('are not one that is %s', (_what, bytes) =>
		expect(readPublicKey(bytes.toString('base64url'))).toBeNull(),
	);
	it.each(['', 'not base64!', 'a b', 'x'.repeat(22) + '\n'])('are not %j', (typed) => {
		expect(readPublicKey(typed)).toBeNull();
		expect(readAuthSecret(typed)).toBeNull();
	});
});

describe('who we are to a push service', () => {
	it('is made once, however many start together', async () => {
		const all = await Promise.all(database.connect(8).map(({ db }) => vapidKeys(db)));
		expect(new Set(all.map((made) => made.privateKey)).size).toBe(1);
		const curve = createECDH('prime256v1');
		curve.setPrivateKey(all[0]!.privateKey, 'base64url');
		expect(curve.getPublicKey('base64url')).toBe(all[0]!.publicKey);
	});
	it('can be turned to', async () => {
		const { db } = database;
		expect(await vapidSubject(db, { origin: 'http://localhost:3000' })).toBe(
			'mailto:operator@stairwell.invalid',
		);
		expect(await vapidSubject(db, { origin: 'https://stairwell.example' })).toBe('https://stairwell.example');
		expect(
			await vapidSubject(db, { origin: 'https://stairwell.example', contact: 'mailto:me@b.example' }),
		).toBe('mailto:me@b.example');
	});
});
