import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { useSending } from '../../../../tests/sending.ts';

const database = useDatabase();
const push = useSending(database);

type Payload = { notification: { title: string; body: string; navigate: string; actions?: unknown } };
const read = (text: string) => (JSON.parse(text) as Payload).notification;

describe('many at once', () => {
	it('of the night are one message in the morning', async () => {
		const reader = await push.neighbour({ quiet: { from: 22 * 60, to: 7 * 60 } });
		const phone = await push.withPhone(reader);
		push.at = new Date('2026-11-03T15:00:00Z'); // eleven at night in Shanghai
		for (let i = 0; i < 6; i++) await push.tell([reader], { href: `/handovers/${i}` });
		await push.tell([reader], { code: 'handover.on_the_way' });
		const sending = push.start();
		await sending.settled();
		expect(phone.received).toEqual([]);
		push.at = new Date('2026-11-03T23:00:01Z');
		await sending.settled();
		expect(phone.received).toHaveLength(1);
		expect(read(phone.received[0]!.text)).toMatchObject({
			title: '7 条新消息',
			body: '给你送来了\n东西放好了',
			navigate: 'https://stairwell.example/inbox',
		});
		expect(new Set(await push.states())).toEqual(new Set(['sent']));
	});

	it('in a minute: three ring, the rest waits for its end and comes as one', async () => {
		const reader = await push.neighbour();
		const phone = await push.withPhone(reader);
		const sending = push.start();
		for (let i = 0; i < 9; i++) {
			await push.tell([reader], { href: `/handovers/${i}` });
			await sending.settled();
		}
		expect(phone.received).toHaveLength(3);
		push.at = new Date(push.at.getTime() + 60_000);
		await sending.settled();
		expect(phone.received).toHaveLength(4);
		expect(read(phone.received[3]!.text).title).toBe('6 条新消息');
	});

	it('never hold up what is urgent, and it stands alone', async () => {
		const reader = await push.neighbour();
		const phone = await push.withPhone(reader);
		for (let i = 0; i < 5; i++) await push.tell([reader], { href: `/handovers/${i}` });
		await push.tell([reader], { topic: 'ask', code: 'handover.knock' });
		await push.start().settled();
		expect(phone.received).toHaveLength(2);
		expect(phone.received.map((it) => it.headers.urgency).sort()).toEqual(['high', 'normal']);
	});

	it('are tried again together when the service has none of it', async () => {
		const reader = await push.neighbour();
		const phone = await push.withPhone(reader);
		for (let i = 0; i < 5; i++) await push.tell([reader], { href: `/handovers/${i}` });
		push.service.reply((_to, attempt) => (attempt === 0 ? { status: 500 } : {}));
		const sending = push.start();
		await sending.settled();
		expect(new Set(await push.states())).toEqual(new Set(['due']));
		push.at = new Date(push.at.getTime() + 60_000);
		await sending.settled();
		expect(phone.received).toHaveLength(2);
		expect(new Set(await push.states())).toEqual(new Set(['sent']));
	});
});
