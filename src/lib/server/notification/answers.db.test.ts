import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { useSending } from '../../../../tests/sending.ts';
import { devices } from './table.ts';

const database = useDatabase();
const push = useSending(database);

describe('what the push service answers', () => {
	it.each([404, 410])('%i: the phone is forgotten', async (status) => {
		const reader = await push.neighbour();
		await push.withPhone(reader);
		push.service.reply(() => ({ status }));
		await push.tell([reader]);
		await push.start().settled();
		expect(await push.states()).toEqual(['gone']);
		expect(await database.db.select().from(devices).where(eq(devices.residentId, reader.id))).toEqual([]);
	});

	it.each([400, 403, 413])('%i: not tried again', async (status) => {
		const reader = await push.neighbour();
		await push.withPhone(reader);
		push.service.reply(() => ({ status }));
		await push.tell([reader]);
		await push.start().settled();
		expect(await push.rows()).toMatchObject([{ state: 'failed', lastStatus: status, attempts: 1 }]);
	});

	it('429: tried again when it says so', async () => {
		const reader = await push.neighbour();
		const phone = await push.withPhone(reader);
		push.service.reply((_to, attempt) =>
			attempt === 0 ? { status: 429, headers: { 'retry-after': '90' } } : {},
		);
		await push.tell([reader]);
		const sending = push.start();
		await sending.settled();
		expect(await push.rows()).toMatchObject([
			{ state: 'due', lastStatus: 429, attempts: 1, dueAt: new Date(push.at.getTime() + 90_000) },
		]);
		push.at = new Date(push.at.getTime() + 89_000);
		await sending.settled();
		expect(phone.received).toHaveLength(1);
		push.at = new Date(push.at.getTime() + 1000);
		await sending.settled();
		expect(await push.states()).toEqual(['sent']);
	});

	it('500: tried again, later and later, until it is no news any more', async () => {
		const reader = await push.neighbour();
		await push.withPhone(reader);
		push.service.reply(() => ({ status: 500 }));
		await push.tell([reader], { topic: 'ask', code: 'handover.knock' });
		const sending = push.start();
		const waits: number[] = [];
		for (let i = 0; i < 20; i++) {
			await sending.settled();
			const [row] = await push.rows();
			if (row!.state !== 'due') break;
			waits.push((row!.dueAt.getTime() - push.at.getTime()) / 1000);
			push.at = row!.dueAt;
			await new Promise((resolve) => setTimeout(resolve, 320)); // the lane stays shut for a while after some failures
		}
		expect(waits.slice(0, 4)).toEqual([10, 20, 40, 80]);
		expect(await push.states()).toEqual(['failed']);
	}, 30_000);

	it('a service that is slow or down delays nobody else', async () => {
		const [slow, quick] = [await push.another(), await push.another()];
		slow.reply(() => ({ silent: true }));
		const readers = await Promise.all(Array.from({ length: 20 }, () => push.neighbour()));
		for (const reader of readers) for (let i = 0; i < 20; i++) await push.withPhone(reader, slow);
		const phones = await Promise.all(readers.map((reader) => push.withPhone(reader, quick)));
		await push.tell(readers);
		const began = performance.now();
		const sending = push.start({ timeout: 2000 });
		while (phones.some((phone) => phone.received.length === 0) && performance.now() - began < 5000)
			await new Promise((resolve) => setTimeout(resolve, 10));
		expect(performance.now() - began).toBeLessThan(1000);
		expect(phones.every((phone) => phone.received.length === 1)).toBe(true);
		expect(slow.busiest()).toBeLessThanOrEqual(50);
		await sending.settled();
		// Shut after the first ones that did not answer: the others were not tried, and are due again later.
		expect(slow.received.length).toBeLessThanOrEqual(60);
		const waiting = (await push.rows()).filter((row) => row.state === 'due');
		expect(waiting).toHaveLength(400);
		expect(waiting.every((row) => row.leasedUntil === null)).toBe(true);
	}, 30_000);

	it('503 with a time: nothing more is sent there until then', async () => {
		push.service.reply(() => ({ status: 503, headers: { 'retry-after': '60' } }));
		const readers = await Promise.all(Array.from({ length: 4 }, () => push.neighbour()));
		for (const reader of readers) await push.withPhone(reader);
		await push.tell(readers);
		await push.start({ concurrency: 1 }).settled();
		expect(push.service.received).toHaveLength(1);
		expect(
			(await push.rows()).every(
				(row) => row.state === 'due' && row.dueAt.getTime() - push.at.getTime() >= 59_000,
			),
		).toBe(true);
	});
});
