import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { CODES, levelOf, TOPICS, type Level } from '../../domain/notification.ts';
import { transact } from '../db/transact.ts';
import { claim } from '../listing/claim.ts';
import { takeStep } from '../listing/step.ts';
import { readCursor, readInbox, readMatters } from './inbox.ts';
import { notify } from './notify.ts';
import { chooseLevel, chooseQuietHours, chooseTopic } from './preferences.ts';
import { findPreferences } from './queries.ts';
import { markRead } from './read.ts';
import { deliveries, devices, notifications } from './table.ts';
import { sendTestPush } from './test-push.ts';
import { countUnread } from './unread.ts';

const database = useDatabase();
let building: TestBuilding;
beforeAll(async () => {
	building = await aBuilding(database.db);
});
const at = new Date('2026-11-03T02:00:00Z');
const tell = (to: string, when = at, more = {}) =>
	transact(database.db, (tx) =>
		notify(
			tx,
			{
				to: [to],
				topic: 'handover',
				code: 'handover.left',
				detail: { title: '白菜' },
				href: '/handovers/1',
				...more,
			},
			when,
		),
	);

describe('an inbox', () => {
	it('is read newest first, page by page, in the reader’s language', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		const listing = await aListing(database.db, reader);
		for (let i = 0; i < 65; i++)
			await tell(reader.id, new Date(at.getTime() + Math.floor(i / 2) * 1000), { listingId: listing.id });
		await tell((await aNeighbour(database.db, building, '2-203')).id);
		const seen: string[] = [];
		let before: string | null = null;
		const sizes: number[] = [];
		do {
			const page: Awaited<ReturnType<typeof readInbox>> = await readInbox(
				database.db,
				reader,
				'zh-CN',
				before === null ? null : readCursor(before),
			);
			seen.push(...page.notifications.map((it) => it.id));
			sizes.push(page.notifications.length);
			const times = page.notifications.map((it) => it.createdAt);
			expect(times).toEqual([...times].sort().reverse());
			expect(page.notifications[0]).toMatchObject({
				topic: 'handover',
				text: '「白菜」放好了，拿到后签收一下。',
				href: '/handovers/1',
				listing: listing.id,
				readAt: null,
			});
			before = page.next;
		} while (before !== null);
		expect(sizes).toEqual([30, 30, 5]);
		expect(new Set(seen).size).toBe(65);
	});

	it('walks down its index', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		await database.sql`
			insert into notifications (resident_id, topic, code, href, created_at)
			select ${reader.id}, 'handover', 'handover.left', '/', now() - i * interval '1 minute' from generate_series(1, 5000) i`;
		await database.sql`analyze notifications`;
		const plan = await database.sql`explain select id from notifications where resident_id = ${reader.id}
			and (created_at, id) < (now(), ${randomUUID()}) order by created_at desc nulls last, id desc nulls last limit 31`;
		const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
		expect(text).toContain('notifications_inbox');
		expect(text).not.toContain('Sort');
	});

	it('is marked as read by its reader alone, one by one or as a whole, and a repeat changes nothing', async () => {
		const [reader, other] = [
			await aNeighbour(database.db, building, '2-204'),
			await aNeighbour(database.db, building, '2-203'),
		];
		for (let i = 0; i < 3; i++) await tell(reader.id);
		const [first] = await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.residentId, reader.id));
		expect(await markRead(database.db, other, first!.id, sends(other))).toMatchObject({ value: { read: 0 } });
		expect(await countUnread(database.db, reader.id)).toBe(3);
		const sent = sends(reader);
		expect(await markRead(database.db, reader, first!.id, sent)).toMatchObject({ value: { read: 1 } });
		expect(await markRead(database.db, reader, first!.id, sent)).toMatchObject({ value: { read: 1 } });
		expect(await countUnread(database.db, reader.id)).toBe(2);
		expect(await markRead(database.db, reader, null, sends(reader))).toMatchObject({ value: { read: 2 } });
		expect(await countUnread(database.db, reader.id)).toBe(0);
	});

	it('counts no further than 99+', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		await database.sql`
			insert into notifications (resident_id, topic, code, href, created_at)
			select ${reader.id}, 'handover', 'handover.left', '/', now() from generate_series(1, 150)`;
		expect(await countUnread(database.db, reader.id)).toBe(100);
	});

	it.each(CODES)('has a sentence for %s', async (code) => {
		const reader = await aNeighbour(database.db, building, '2-204');
		await tell(reader.id, at, { code });
		const { notifications: news } = await readInbox(database.db, reader, 'en', null);
		expect(news[0]!.text.length).toBeGreaterThan(4);
	});
});

describe('what somebody wants to hear', () => {
	it('is one of three levels, each of which only sets the switches', async () => {
		const reader = await aNeighbour(database.db, building, '2-205');
		const topics = TOPICS.filter((it) => it !== 'test' && it !== 'line');
		const choose = (level: Level) => chooseLevel(database.db, reader, { level, topics }, sends(reader));
		const set = async () => (await findPreferences(database.db, reader.id))!;
		const now = async () => {
			const { muted, follows } = await set();
			return levelOf(
				topics.map((topic) => ({
					topic,
					on: topic === 'post' ? follows.includes(topic) : !muted.includes(topic),
				})),
			);
		};
		expect(await now()).toBe('mine');
		for (const level of ['all', 'urgent', 'mine', 'urgent'] as const) {
			await choose(level);
			expect(await now()).toBe(level);
		}
		expect((await set()).muted).not.toEqual(expect.arrayContaining(['handover']));
		await chooseTopic(database.db, reader, { topic: 'handover', on: false }, sends(reader));
		expect(await now()).toBeNull();
	});

	it('is chosen topic by topic; new posts only when asked for', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		const choose = (topic: 'post' | 'ask', on: boolean) =>
			chooseTopic(database.db, reader, { topic, on }, sends(reader));
		await choose('ask', false);
		await choose('ask', false);
		await choose('post', true);
		await choose('post', true);
		expect(await findPreferences(database.db, reader.id)).toMatchObject({
			muted: ['ask'],
			follows: ['post'],
		});
		await tell(reader.id, at, { topic: 'post', code: 'listing.posted' });
		await choose('ask', true);
		await choose('post', false);
		expect(await findPreferences(database.db, reader.id)).toMatchObject({ muted: [], follows: [] });
		await tell(reader.id, at, { topic: 'post', code: 'listing.posted' });
		expect(await countUnread(database.db, reader.id)).toBe(1);
	});

	it('has quiet hours', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		await chooseQuietHours(database.db, reader, { from: 1410, to: 375 }, sends(reader));
		expect((await findPreferences(database.db, reader.id))!.quiet).toEqual({ from: 1410, to: 375 });
	});

	it('can be tried out with a push to all of one’s own devices, once a tap', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		for (const endpoint of ['https://fcm.googleapis.com/a', 'https://fcm.googleapis.com/b'])
			await database.db
				.insert(devices)
				.values({ residentId: reader.id, endpoint, p256dh: 'x', auth: 'y', createdAt: at });
		const before = await database.db.$count(deliveries);
		const sent = sends(reader);
		await sendTestPush(database.db, reader, sent);
		await sendTestPush(database.db, reader, sent);
		expect((await database.db.$count(deliveries)) - before).toBe(2);
	});
});

describe('an inbox as people read it', () => {
	it('has one row a matter with its title cut short, and pages of as many matters as fit', async () => {
		const reader = await aNeighbour(database.db, building, '2-204');
		const listing = await aListing(database.db, reader);
		const title = '木头小火车，想要的人里抽签';
		const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
		await tell(reader.id, later(0), { href: '/building/people' });
		await tell(reader.id, later(1), { listingId: listing.id, detail: { title } });
		await tell(reader.id, later(2), { href: '/me/devices' });
		await tell(reader.id, later(3), { listingId: listing.id, detail: { title } });
		const page = (before: string | null, most: number) =>
			readMatters(database.db, reader, {
				...{ locale: 'zh-CN', now: later(4), most },
				before: before === null ? null : readCursor(before),
			});
		const whole = await page(null, 8);
		expect(whole.todo).toEqual([]);
		expect(whole.rest.map((of) => of.length)).toEqual([2, 1, 1]);
		expect(whole.rest[0]![0].text).toContain('「木头小火车…」');
		expect(whole.next).toBeNull();
		const first = await page(null, 2);
		expect(first.rest.map((of) => of.length)).toEqual([2, 1]);
		const second = await page(first.next, 2);
		expect(second.rest.map((of) => of[0].href)).toEqual(['/building/people']);
		// Scripts have all of it, as it is.
		const { notifications: all } = await readInbox(database.db, reader, 'zh-CN', null);
		expect(all).toHaveLength(4);
		expect(all[0]!.text).toContain(title);
		expect(all[0]).not.toHaveProperty('toAct');
	});

	it('has what waits for the reader before the rest, as long as it does', async () => {
		const [gives, gets] = [
			await aNeighbour(database.db, building, '2-203'),
			await aNeighbour(database.db, building, '2-204'),
		];
		const listing = await aListing(database.db, gives);
		const claimed = await claim(
			database.db,
			gets,
			{ listingId: listing.id, quantity: 1, part: null },
			sends(gets),
		);
		if (!claimed.ok) throw new Error(claimed.code);
		const step = (by: typeof gives, name: 'left' | 'receive') =>
			takeStep(
				database.db,
				by,
				{ handoverId: claimed.value.id, step: name, reason: '', photo: null },
				sends(by),
			);
		const read = () =>
			readMatters(database.db, gets, { locale: 'zh-CN', now: MORNING, before: null, most: null });
		await step(gives, 'left');
		expect((await read()).todo.map(([it]) => it.handover)).toEqual([claimed.value.id]);
		await step(gets, 'receive');
		expect((await read()).todo).toEqual([]);
	});
});
