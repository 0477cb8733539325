import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import { useSending } from '../../../../tests/sending.ts';
import type { Member } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import { transact } from '../db/transact.ts';
import { withdraw } from '../listing/close.ts';
import { notify } from './notify.ts';
import { deliveries, devices, notifications } from './table.ts';

const database = useDatabase();
const push = useSending(database);

describe('the outbox', () => {
	it('has a row for each phone exactly when the change was kept', async () => {
		const reader = await push.neighbour();
		await Promise.all([push.withPhone(reader), push.withPhone(reader)]);
		await push.tell([reader]);
		expect(await push.states()).toEqual(['due', 'due']);
		const lost = transact(database.db, async (tx) => {
			await notify(tx, push.news([reader]), push.at);
			throw new Error('the change did not happen');
		});
		await expect(lost).rejects.toThrow('the change did not happen');
		expect(await push.states()).toHaveLength(2);
		const inbox = await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, reader.id));
		expect(inbox).toHaveLength(1);
	});

	it('reaches a phone, readable, soon after the commit', async () => {
		const reader = await push.neighbour();
		const phone = await push.withPhone(reader);
		const sending = push.start();
		await sending.settled();
		const before = performance.now();
		await push.tell([reader]);
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
				actions: [
					{
						action: 'open',
						title: '去签收',
						navigate: `https://stairwell.example/handovers/1#read=${row!.id}`,
					},
					{
						action: 'read',
						title: '知道了',
						navigate: `https://stairwell.example/handovers/1#read=${row!.id}`,
					},
				],
				data: { id: row!.id },
			},
			app_badge: 1,
		});
		expect(phone.received[0]!.headers).toMatchObject({ ttl: String(24 * 3600), urgency: 'normal' });
		expect(phone.received[0]!.headers.topic).toMatch(/^[\w-]{22}$/);
		expect(await push.states()).toEqual(['sent']);
	});

	it('is emptied by two workers at once with every message sent exactly once', async () => {
		const readers = await Promise.all(Array.from({ length: 30 }, () => push.neighbour()));
		const phones = await Promise.all(
			readers.flatMap((reader) => Array.from({ length: 10 }, () => push.withPhone(reader))),
		);
		for (let i = 0; i < 3; i++) await push.tell(readers, { href: `/handovers/${i}` });
		const workers = [push.start(), push.start({ db: database.connect(1)[0]!.db })];
		await Promise.all(workers.map((it) => it.settled()));
		await Promise.all(workers.map((it) => it.settled()));
		expect(phones.map((phone) => phone.received.length)).toEqual(phones.map(() => 3));
		expect(new Set(await push.states())).toEqual(new Set(['sent']));
	});

	it('is taken over when whoever took it died', async () => {
		const phone = await push.withPhone(await push.neighbour());
		const reader = (await database.db.select().from(devices).where(eq(devices.endpoint, phone.endpoint)))[0]!
			.residentId;
		await push.tell([{ id: reader } as Member]);
		await database.db.update(deliveries).set({ leasedUntil: new Date(push.at.getTime() + 60_000) });
		const sending = push.start();
		await sending.settled();
		expect(phone.received).toHaveLength(0);
		push.at = new Date(push.at.getTime() + 61_000);
		await sending.settled();
		expect(phone.received).toHaveLength(1);
	});
});

describe('before it is sent', () => {
	it('is not sent any more when it was read, or muted, or the neighbour has left', async () => {
		const [read, muted, left] = [await push.neighbour(), await push.neighbour(), await push.neighbour()];
		const phones = await Promise.all([push.withPhone(read), push.withPhone(muted), push.withPhone(left)]);
		await push.tell([read, muted, left]);
		await database.db
			.update(notifications)
			.set({ readAt: push.at })
			.where(eq(notifications.residentId, read.id));
		await database.db
			.update(residents)
			.set({ muted: ['handover'] })
			.where(eq(residents.id, muted.id));
		await database.db.update(residents).set({ status: 'left' }).where(eq(residents.id, left.id));
		await push.start().settled();
		expect(await push.states()).toEqual(['stale', 'stale', 'stale']);
		expect(phones.flatMap((phone) => phone.received)).toEqual([]);
	});

	it('is not sent any more when the handover has moved on, or the post is gone', async () => {
		const [poster, reader] = [await aNeighbour(database.db, push.building, '1-101'), await push.neighbour()];
		const phone = await push.withPhone(reader);
		const listing = await aListing(database.db, poster, { at: push.at });
		await push.tell([reader], { topic: 'ask', code: 'listing.urgent', listingId: listing.id });
		const sent = { actor: poster.id, key: randomUUID(), fingerprint: 'x', at: push.at };
		await withdraw(database.db, poster, { listingId: listing.id, reason: '' }, sent);
		const [handover] = await database.db.execute<{ id: string }>(sql`
			insert into handovers (listing_id, claimant_id, claimant_household_id, quantity, state)
			values (${listing.id}, ${reader.id}, ${reader.householdId}, 1, 'waiting') returning id`);
		await push.tell([reader], { handoverId: handover!.id, whileState: 'reserved' });
		await push.tell([reader], { handoverId: handover!.id, whileState: 'waiting' });
		await push.start().settled();
		expect(await push.states()).toEqual(['stale', 'stale', 'sent']);
		expect(phone.received).toHaveLength(1);
	});

	it('waits for the morning, except for what may wake somebody', async () => {
		push.at = new Date('2026-11-03T15:30:00Z'); // 23:30 in Shanghai
		const reader = await push.neighbour({ quiet: { from: 22 * 60, to: 7 * 60 } });
		const phone = await push.withPhone(reader);
		const ask = await aListing(database.db, reader, {
			at: push.at,
			direction: 'ask',
			urgent: true,
			reason: 'ill',
			neededBy: new Date(push.at.getTime() + 3_600_000),
		});
		await push.tell([reader]);
		await push.tell([reader], { topic: 'ask', code: 'handover.knock' });
		await push.tell([reader], { code: 'handover.pledged', listingId: ask.id });
		const sending = push.start();
		await sending.settled();
		expect(await push.states()).toEqual(['due', 'sent', 'sent']);
		expect((await push.rows())[0]!.dueAt).toEqual(new Date('2026-11-03T23:00:00Z'));
		push.at = new Date('2026-11-03T23:00:00Z');
		await sending.settled();
		expect(await push.states()).toEqual(['sent', 'sent', 'sent']);
		expect(phone.received).toHaveLength(3);
	});

	it('goes to nobody else when the phone is somebody else’s by now', async () => {
		const [before, after] = [await push.neighbour(), await push.neighbour()];
		const phone = await push.withPhone(before);
		await push.tell([before]);
		await database.db
			.update(devices)
			.set({ residentId: after.id })
			.where(eq(devices.endpoint, phone.endpoint));
		await push.start().settled();
		expect(await push.states()).toEqual(['gone']);
		expect(phone.received).toEqual([]);
		expect(await database.db.select().from(devices).where(eq(devices.residentId, after.id))).toHaveLength(1);
	});
});

it('is stopped without losing or doubling anything', async () => {
	push.service.reply(() => ({ after: 50 }));
	const readers = await Promise.all(Array.from({ length: 15 }, () => push.neighbour()));
	const phones = await Promise.all(
		readers.flatMap((reader) => Array.from({ length: 10 }, () => push.withPhone(reader))),
	);
	await push.tell(readers);
	const first = push.start();
	await new Promise((resolve) => setTimeout(resolve, 120));
	await first.stop();
	expect(push.service.received.length).toBeGreaterThan(0);
	expect(push.service.received.length).toBeLessThan(150);
	await push.start().settled();
	expect(phones.map((phone) => phone.received.length)).toEqual(phones.map(() => 1));
});
