import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { startHookReceiver, type HookReceiver } from '../../../../tests/hook-receiver.ts';
import { aListing, later, MORNING } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { withdraw } from '../listing/close.ts';
import { setWebhook } from './set-webhook.ts';
import { startPost } from './send.ts';
import { letters } from './table.ts';
import { webhooksOut } from './webhook.ts';

const database = useDatabase();
let building: TestBuilding;
let steward: Member;
let robot: HookReceiver;
let at = MORNING;

beforeAll(async () => {
	building = await aBuilding(database.db);
	steward = await aNeighbour(database.db, building, '1-101', { roles: ['steward'], name: '陈楼长' });
	robot = await startHookReceiver();
});
afterAll(() => robot.close());
beforeEach(async () => {
	at = MORNING;
	robot.answer(() => ({}));
	const sent = { actor: steward.id, key: randomUUID(), fingerprint: 'x', at };
	const input = { kind: 'wecom', url: robot.url, secret: '' } as const;
	expect((await setWebhook(database.db, steward, input, [robot.host], sent)).ok).toBe(true);
	await database.db.delete(letters);
	robot.received.length = 0;
});

async function work(db: Db = database.db): Promise<void> {
	const post = startPost({
		db,
		env: { origin: 'https://stairwell.example' },
		now: () => at,
		mail: null,
		hooks: webhooksOut({ allowed: [robot.host] }),
		random: () => 0.5,
		every: 3_600_000,
	});
	await post.round();
	await post.stop();
}

describe('the building’s group', () => {
	it('hears of a new post once, with a link and without names or doors', async () => {
		await aListing(database.db, steward);
		await Promise.all(database.connect(5).map(({ db }) => work(db)));
		expect(robot.received).toHaveLength(1);
		const said = JSON.stringify(robot.received[0]!.body);
		expect(said).toMatch(/半棵白菜/);
		expect(said).toMatch(/https:\/\/stairwell\.example\/s\/[\w-]{22}/);
		expect(said).not.toMatch(/陈楼长|1-101/);
	});

	it.each([
		[
			'medicine',
			{ category: 'medicine', unopened: true, prescription: 'otc', bestBefore: '2030-01-01', photoCount: 1 },
		],
		['an anonymous ask', { direction: 'ask', anonymous: true }],
		['what is for one entrance', { scope: 'entrance' }],
		['a title with a door in it', { title: '放在1102门口的米' }],
		['help', { direction: 'ask', category: 'help' }],
	] as const)('hears nothing of %s', async (_what, wish) => {
		await aListing(database.db, steward, { ...wish, parts: [] });
		expect(await database.db.select().from(letters)).toEqual([]);
	});

	it('hears nothing of what is over before it was told', async () => {
		const listing = await aListing(database.db, steward);
		const sent = { actor: steward.id, key: randomUUID(), fingerprint: 'x', at };
		await withdraw(database.db, steward, { listingId: listing.id, reason: '' }, sent);
		await work();
		expect(robot.received).toEqual([]);
		expect(await database.db.select().from(letters)).toMatchObject([{ state: 'stale' }]);
	});

	it('is tried again when its robot has had too much, and not when it says no', async () => {
		robot.answer(() => ({ body: { errcode: 45009 } }));
		await aListing(database.db, steward);
		await work();
		expect(await database.db.select().from(letters)).toMatchObject([{ state: 'due', lastStatus: 45009 }]);
		robot.answer(() => ({ body: { errcode: 93000 } }));
		at = later(at, 0.1);
		await work();
		expect(await database.db.select().from(letters)).toMatchObject([{ state: 'failed', attempts: 2 }]);
	});

	it('is never led elsewhere by a redirect', async () => {
		robot.answer(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
		await aListing(database.db, steward);
		await work();
		expect(await database.db.select().from(letters)).toMatchObject([{ state: 'failed', lastStatus: 302 }]);
	});

	it('has one receiver for each letter, also against raw SQL', async () => {
		await expect(
			database.sql`insert into letters (via, kind, once_key, created_at, due_at) values ('mail', 'test', 'x', now(), now())`,
		).rejects.toThrow('letter_has_one_receiver');
		const listing = await aListing(database.db, steward);
		await expect(
			database.db.insert(letters).values({
				via: 'webhook',
				kind: 'posted',
				onceKey: `posted:${listing.id}`,
				buildingId: building.id,
				createdAt: at,
				dueAt: at,
			}),
		).rejects.toMatchObject({ cause: { message: expect.stringContaining('letter_once') as string } });
		expect(await database.db.select().from(letters).where(eq(letters.kind, 'posted'))).toHaveLength(1);
	});
});
