import { sql as query } from 'drizzle-orm';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { notify } from '../notification/notify.ts';
import { devices } from '../notification/table.ts';
import { watchHealth } from './health.ts';
import { keepSetting } from './settings.ts';

const database = useDatabase();
const NOW = new Date('2026-11-21T02:00:00Z');
let now = NOW;
let round: Date | null = null;
let health: ReturnType<typeof watchHealth>;

beforeAll(() => {
	const timers = { settling: { lastAt: () => round, clock: () => now } };
	health = watchHealth({ target: database.target, dataFolder: tmpdir(), now: () => now, timers });
});
afterAll(() => health.close());

const later = (ms: number) => new Date(NOW.getTime() + ms);

async function looks(expected: object): Promise<void> {
	// Within half a second everybody hears the same answer.
	await vi.waitFor(async () => expect(await health.look()).toMatchObject(expected), {
		timeout: 5000,
		interval: 100,
	});
}

test('a house where everything runs is well; that nobody has made a backup is only said', async () => {
	await looks({
		status: 'ok',
		checks: { database: { status: 'ok' }, disk: { status: 'ok' }, backup: { status: 'warning' } },
	});
	await keepSetting(database.db, 'backup_at', later(-7 * 86_400_000).toISOString());
	await looks({ status: 'ok', checks: { backup: { status: 'ok' } } });
	now = later(2 * 86_400_000);
	await looks({
		status: 'ok',
		checks: { backup: { status: 'warning', reason: 'the last backup is 9 days old: npm run backup' } },
	});
	now = NOW;
});

test('a message that has been due for more than a minute is not well, one for later is', async () => {
	const building = await aBuilding(database.db);
	const { id } = await aNeighbour(database.db, building, '1-101');
	await database.db
		.insert(devices)
		.values({ residentId: id, endpoint: 'https://push.example/1', p256dh: '', auth: '', createdAt: NOW });
	await notify(database.db, { to: [id], topic: 'test', code: 'test.push', href: '/' }, later(30_000));
	now = later(80_000);
	await looks({ status: 'ok', checks: { outbox: { status: 'ok' } } });
	now = later(100_000);
	await looks({
		status: 'failing',
		checks: { outbox: { status: 'failing', reason: 'the oldest message has been due for 70 s' } },
	});
	await database.db.execute(
		query`update deliveries set due_at = ${later(3_600_000).toISOString()}::timestamptz`,
	);
	await looks({ status: 'ok' });
});

test('a timer that has not come round for half a minute is named', async () => {
	round = NOW;
	now = later(40_000);
	await looks({
		status: 'failing',
		checks: { timers: { status: 'failing', reason: 'no round for 30 s: settling' } },
	});
	round = now;
	await looks({ status: 'ok' });
});

test('without its database it says so within seconds, and is well again by itself', async () => {
	const { sql } = database;
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stairwell health'`;
	await looks({ status: 'ok' });
	// Held up inside the database instead of refused: no answer is an answer after two seconds.
	const [holding] = database.connect(1);
	let letGo = (): void => {};
	const held = holding!.sql.begin(async (tx) => {
		await tx`lock table settings in access exclusive mode`;
		await new Promise<void>((resolve) => (letGo = resolve));
	});
	await looks({
		status: 'failing',
		checks: { database: { status: 'failing' }, outbox: { status: 'unknown' } },
	});
	letGo();
	await held;
	await looks({ status: 'ok' });
});
