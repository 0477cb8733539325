import { sql as query } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { connect, type Connection, type Db } from './connect.ts';

const database = useDatabase();
let one: Connection;

beforeEach(async () => {
	await database.sql`create table if not exists written (what text)`;
	await database.sql`delete from written`;
	one = connect(database.target, { max: 1, name: 'one' });
});
afterEach(() => one.close());

const pidOf = async (db: Db) =>
	(await db.execute<{ pid: number }>(query`select pg_backend_pid() as pid`))[0]!.pid;
const cut = (pid: number) => database.sql`select pg_terminate_backend(${pid})`;
const write = (db: Db, what: string) => db.execute(query`insert into written values (${what})`);
const written = async () => (await database.sql`select what from written`).map((row) => row.what as string);
/** Asked meanwhile by others, so that the driver makes the connection anew at once. */
const others = () => Promise.allSettled([pidOf(one.db), pidOf(one.db), pidOf(one.db)]);

test('a transaction whose connection is lost between two statements writes nothing, and nothing after it', async () => {
	let asked: Promise<unknown> | undefined;
	const whole = one.db.transaction(async (tx) => {
		const pid = await pidOf(tx);
		await write(tx, 'before');
		asked = others();
		await cut(pid);
		await sleep(200);
		await write(tx, 'after');
	});
	await expect(whole).rejects.toThrow();
	await asked;
	await sleep(300);
	expect(await written()).toEqual([]);
	expect(await pidOf(one.db)).toBeGreaterThan(0);
});

test('nor does it end what another has begun in the connection made anew', async () => {
	let next: Promise<unknown> | undefined;
	const whole = one.db.transaction(async (tx) => {
		const pid = await pidOf(tx);
		next = one.db.transaction(async (other) => {
			await write(other, 'of another');
			await sleep(400);
			throw new Error('changed my mind');
		});
		next.catch(() => undefined);
		await cut(pid);
		await sleep(300);
	});
	await expect(whole).rejects.toThrow();
	await expect(next).rejects.toThrow('changed my mind');
	expect(await written()).toEqual([]);
});

test('connections lost in the middle of statements, again and again, are all of use afterwards', async () => {
	const three = connect(database.target, { max: 3, name: 'three' });
	const clients = Array.from({ length: 12 }, async () => {
		for (let n = 0; n < 30; n++)
			await three.db
				.transaction(async (tx) => {
					await write(tx, 'x');
					await tx.execute(query`select pg_sleep(0.01)`);
					await write(tx, 'y');
				})
				.catch(() => undefined);
	});
	let busy = true;
	const cutting = (async () => {
		while (busy) {
			await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'three'`;
			await sleep(60);
		}
	})();
	await sleep(2000);
	busy = false;
	await cutting;
	await Promise.all(clients);
	const counted =
		await database.sql`select what, count(*)::int as many from written group by what order by what`;
	if (counted.length > 0) expect(counted[0]!.many).toBe(counted[1]!.many);
	const pids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => three.db.transaction((tx) => pidOf(tx))));
	expect(pids.every((pid) => pid > 0)).toBe(true);
	await three.close();
});
