import { createECDH, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { startPushService, type Browser, type PushService } from '../../../../tests/web-push-receiver.ts';
import type { Member } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import { transact } from '../db/transact.ts';
import { withdraw } from '../listing/close.ts';
import { notify, type News } from './notify.ts';
import { startSending, type Sending, type SendingOptions } from './send.ts';
import { deliveries, devices, notifications } from './table.ts';
import { webPush } from './web-push.ts';

const database = useDatabase();
const curve = createECDH('prime256v1');
const keys = { publicKey: curve.generateKeys('base64url'), privateKey: curve.getPrivateKey('base64url') };

let building: TestBuilding;
let service: PushService;
let running: Sending[] = [];
let services: PushService[] = [];
let at = new Date('2026-11-03T02:00:00Z');

beforeAll(async () => {
	building = await aBuilding(database.db);
});
beforeEach(async () => {
	at = new Date('2026-11-03T02:00:00Z');
	service = await another();
	await database.db.delete(deliveries);
});
afterEach(async () => {
	for (const sending of running) await sending.stop();
	for (const it of services) await it.close();
	[running, services] = [[], []];
});

async function another(): Promise<PushService> {
	const made = await startPushService();
	services.push(made);
	return made;
}
async function withPhone(who: Member, on = service): Promise<Browser> {
	const browser = on.browser();
	await database.db
		.insert(devices)
		.values({ residentId: who.id, endpoint: browser.endpoint, ...browser.keys, createdAt: at });
	return browser;
}
function start(more: Partial<SendingOptions> & { timeout?: number } = {}): Sending {
	const transport = webPush({
		keys,
		subject: 'mailto:a@b.example',
		pushHosts: services.map((it) => it.host),
		timeout: more.timeout ?? 10_000,
	});
	const options = {
		db: database.db,
		env: { origin: 'https://stairwell.example' },
		now: () => at,
		random: () => 0.5,
		every: 200,
		pause: 300,
	};
	const sending = startSending({ ...options, transport, ...more });
	running.push(sending);
	return sending;
}
const news = (to: Member[], more: Partial<News> = {}): News => ({
	to: to.map((it) => it.id),
	topic: 'handover',
	code: 'handover.left',
	detail: { title: 'Rice', safeTitle: 'Rice' },
	href: '/handovers/1',
	...more,
});
const tell = (to: Member[], more: Partial<News> = {}) =>
	transact(database.db, (tx) => notify(tx, news(to, more), at));
const states = async () =>
	(await database.db.select().from(deliveries).orderBy(deliveries.id)).map((row) => row.state);
const rows = () => database.db.select().from(deliveries).orderBy(deliveries.id);
const neighbour = (wish = {}) => aNeighbour(database.db, building, '2-204', wish);

describe('the outbox', () => {
	it('has a row for each phone exactly when the change was kept', async () => {
		const reader = await neighbour();
		await Promise.all([withPhone(reader), withPhone(reader)]);
		await tell([reader]);
		expect(await states()).toEqual(['due', 'due']);
		const lost = transact(database.db, async (tx) => {
			await notify(tx, news([reader]), at);
			throw new Error('the change did not happen');
		});
		await expect(lost).rejects.toThrow('the change did not happen');
		expect(await states()).toHaveLength(2);
		const inbox = await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, reader.id));
		expect(inbox).toHaveLength(1);
	});

	it('reaches a phone, readable, soon after the commit', async () => {
		const reader = await neighbour();
		const phone = await withPhone(reader);
		const sending = start();
		await sending.settled();
		const before = performance.now();
		await tell([reader]);
		await sending.settled();
		expect(phone.received).toHaveLength(1);
		expect(phone.received[0]!.at - before).toBeLessThan(500);
		const [row] = await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, reader.id));
		expect(JSON.parse(phone.received[0]!.text)).toEqual({
			web_push: 8030,
			notification: {
				title: '东西放好了',
				body: '「Rice」\n拿到后签收一下。',
				lang: 'zh-CN',
				tag: row!.id,
				navigate: `https://stairwell.example/handovers/1#read=${row!.id}`,
				app_badge: 1,
				data: { id: row!.id },
			},
			app_badge: 1,
		});
		expect(phone.received[0]!.headers).toMatchObject({ ttl: String(24 * 3600), urgency: 'normal' });
		expect(phone.received[0]!.headers.topic).toMatch(/^[\w-]{22}$/);
		expect(await states()).toEqual(['sent']);
	});

	it('is emptied by two workers at once with every message sent exactly once', async () => {
		const readers = await Promise.all(Array.from({ length: 30 }, () => neighbour()));
		const phones = await Promise.all(
			readers.flatMap((reader) => Array.from({ length: 10 }, () => withPhone(reader))),
		);
		for (let i = 0; i < 3; i++) await tell(readers, { href: `/handovers/${i}` });
		const workers = [start(), start({ db: database.connect(1)[0]!.db })];
		await Promise.all(workers.map((it) => it.settled()));
		await Promise.all(workers.map((it) => it.settled()));
		expect(phones.map((phone) => phone.received.length)).toEqual(phones.map(() => 3));
		expect(new Set(await states())).toEqual(new Set(['sent']));
	});

	it('is taken over when whoever took it died', async () => {
		const phone = await withPhone(await neighbour());
		const reader = (await database.db.select().from(devices).where(eq(devices.endpoint, phone.endpoint)))[0]!
			.residentId;
		await tell([{ id: reader } as Member]);
		await database.db.update(deliveries).set({ leasedUntil: new Date(at.getTime() + 60_000) });
		const sending = start();
		await sending.settled();
		expect(phone.received).toHaveLength(0);
		at = new Date(at.getTime() + 61_000);
		await sending.settled();
		expect(phone.received).toHaveLength(1);
	});
});

describe('before it is sent', () => {
	it('is not sent any more when it was read, or muted, or the neighbour has left', async () => {
		const [read, muted, left] = [await neighbour(), await neighbour(), await neighbour()];
		const phones = await Promise.all([withPhone(read), withPhone(muted), withPhone(left)]);
		await tell([read, muted, left]);
		await database.db.update(notifications).set({ readAt: at }).where(eq(notifications.residentId, read.id));
		await database.db
			.update(residents)
			.set({ muted: ['handover'] })
			.where(eq(residents.id, muted.id));
		await database.db.update(residents).set({ status: 'left' }).where(eq(residents.id, left.id));
		await start().settled();
		expect(await states()).toEqual(['stale', 'stale', 'stale']);
		expect(phones.flatMap((phone) => phone.received)).toEqual([]);
	});

	it('is not sent any more when the handover has moved on, or the post is gone', async () => {
		const [poster, reader] = [await aNeighbour(database.db, building, '1-101'), await neighbour()];
		const phone = await withPhone(reader);
		const listing = await aListing(database.db, poster, { at });
		await tell([reader], { topic: 'ask', code: 'listing.urgent', listingId: listing.id });
		const sent = { actor: poster.id, key: randomUUID(), fingerprint: 'x', at };
		await withdraw(database.db, poster, { listingId: listing.id, reason: '' }, sent);
		const [handover] = await database.db.execute<{ id: string }>(sql`
			insert into handovers (listing_id, claimant_id, claimant_household_id, quantity, state)
			values (${listing.id}, ${reader.id}, ${reader.householdId}, 1, 'waiting') returning id`);
		await tell([reader], { handoverId: handover!.id, whileState: 'reserved' });
		await tell([reader], { handoverId: handover!.id, whileState: 'waiting' });
		await start().settled();
		expect(await states()).toEqual(['stale', 'stale', 'sent']);
		expect(phone.received).toHaveLength(1);
	});

	it('waits for the morning, except for what may wake somebody', async () => {
		at = new Date('2026-11-03T15:30:00Z'); // 23:30 in Shanghai
		const reader = await neighbour({ quiet: { from: 22 * 60, to: 7 * 60 } });
		const phone = await withPhone(reader);
		const ask = await aListing(database.db, reader, {
			at,
			direction: 'ask',
			urgent: true,
			reason: 'ill',
			neededBy: new Date(at.getTime() + 3_600_000),
		});
		await tell([reader]);
		await tell([reader], { topic: 'ask', code: 'handover.knock' });
		await tell([reader], { code: 'handover.pledged', listingId: ask.id });
		const sending = start();
		await sending.settled();
		expect(await states()).toEqual(['due', 'sent', 'sent']);
		expect((await rows())[0]!.dueAt).toEqual(new Date('2026-11-03T23:00:00Z'));
		at = new Date('2026-11-03T23:00:00Z');
		await sending.settled();
		expect(await states()).toEqual(['sent', 'sent', 'sent']);
		expect(phone.received).toHaveLength(3);
	});

	it('goes to nobody else when the phone is somebody else’s by now', async () => {
		const [before, after] = [await neighbour(), await neighbour()];
		const phone = await withPhone(before);
		await tell([before]);
		await database.db
			.update(devices)
			.set({ residentId: after.id })
			.where(eq(devices.endpoint, phone.endpoint));
		await start().settled();
		expect(await states()).toEqual(['gone']);
		expect(phone.received).toEqual([]);
		expect(await database.db.select().from(devices).where(eq(devices.residentId, after.id))).toHaveLength(1);
	});
});

describe('what the push service answers', () => {
	it.each([404, 410])('%i: the phone is forgotten', async (status) => {
		const reader = await neighbour();
		await withPhone(reader);
		service.reply(() => ({ status }));
		await tell([reader]);
		await start().settled();
		expect(await states()).toEqual(['gone']);
		expect(await database.db.select().from(devices).where(eq(devices.residentId, reader.id))).toEqual([]);
	});

	it.each([400, 403, 413])('%i: not tried again', async (status) => {
		const reader = await neighbour();
		await withPhone(reader);
		service.reply(() => ({ status }));
		await tell([reader]);
		await start().settled();
		expect(await rows()).toMatchObject([{ state: 'failed', lastStatus: status, attempts: 1 }]);
	});

	it('429: tried again when it says so', async () => {
		const reader = await neighbour();
		const phone = await withPhone(reader);
		service.reply((_to, attempt) => (attempt === 0 ? { status: 429, headers: { 'retry-after': '90' } } : {}));
		await tell([reader]);
		const sending = start();
		await sending.settled();
		expect(await rows()).toMatchObject([
			{ state: 'due', lastStatus: 429, attempts: 1, dueAt: new Date(at.getTime() + 90_000) },
		]);
		at = new Date(at.getTime() + 89_000);
		await sending.settled();
		expect(phone.received).toHaveLength(1);
		at = new Date(at.getTime() + 1000);
		await sending.settled();
		expect(await states()).toEqual(['sent']);
	});

	it('500: tried again, later and later, until it is no news any more', async () => {
		const reader = await neighbour();
		await withPhone(reader);
		service.reply(() => ({ status: 500 }));
		await tell([reader], { topic: 'ask', code: 'handover.knock' });
		const sending = start();
		const waits: number[] = [];
		for (let i = 0; i < 20; i++) {
			await sending.settled();
			const [row] = await rows();
			if (row!.state !== 'due') break;
			waits.push((row!.dueAt.getTime() - at.getTime()) / 1000);
			at = row!.dueAt;
			await new Promise((resolve) => setTimeout(resolve, 320)); // the lane stays shut for a while after some failures
		}
		expect(waits.slice(0, 4)).toEqual([10, 20, 40, 80]);
		expect(await states()).toEqual(['failed']);
	}, 30_000);

	it('a service that is slow or down delays nobody else', async () => {
		const [slow, quick] = [await another(), await another()];
		slow.reply(() => ({ silent: true }));
		const readers = await Promise.all(Array.from({ length: 20 }, () => neighbour()));
		for (const reader of readers) for (let i = 0; i < 20; i++) await withPhone(reader, slow);
		const phones = await Promise.all(readers.map((reader) => withPhone(reader, quick)));
		await tell(readers);
		const began = performance.now();
		const sending = start({ timeout: 2000 });
		while (phones.some((phone) => phone.received.length === 0) && performance.now() - began < 5000)
			await new Promise((resolve) => setTimeout(resolve, 10));
		expect(performance.now() - began).toBeLessThan(1000);
		expect(phones.every((phone) => phone.received.length === 1)).toBe(true);
		expect(slow.busiest()).toBeLessThanOrEqual(50);
		await sending.settled();
		// Shut after the first ones that did not answer: the others were not tried, and are due again later.
		expect(slow.received.length).toBeLessThanOrEqual(60);
		const waiting = (await rows()).filter((row) => row.state === 'due');
		expect(waiting).toHaveLength(400);
		expect(waiting.every((row) => row.leasedUntil === null)).toBe(true);
	}, 30_000);

	it('503 with a time: nothing more is sent there until then', async () => {
		service.reply(() => ({ status: 503, headers: { 'retry-after': '60' } }));
		const readers = await Promise.all(Array.from({ length: 4 }, () => neighbour()));
		for (const reader of readers) await withPhone(reader);
		await tell(readers);
		await start({ concurrency: 1 }).settled();
		expect(service.received).toHaveLength(1);
		expect(
			(await rows()).every((row) => row.state === 'due' && row.dueAt.getTime() - at.getTime() >= 59_000),
		).toBe(true);
	});
});

it('is stopped without losing or doubling anything', async () => {
	service.reply(() => ({ after: 50 }));
	const readers = await Promise.all(Array.from({ length: 15 }, () => neighbour()));
	const phones = await Promise.all(
		readers.flatMap((reader) => Array.from({ length: 10 }, () => withPhone(reader))),
	);
	await tell(readers);
	const first = start();
	await new Promise((resolve) => setTimeout(resolve, 120));
	await first.stop();
	expect(service.received.length).toBeGreaterThan(0);
	expect(service.received.length).toBeLessThan(150);
	await start().settled();
	expect(phones.map((phone) => phone.received.length)).toEqual(phones.map(() => 1));
});
