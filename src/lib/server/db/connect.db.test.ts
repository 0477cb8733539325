import { sql as query } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { connect } from './connect.ts';

const database = useDatabase();

const odd = ['卷心菜', 'a "b" c', 'back\\slash', '{,}', '', 'NULL', 'two\nlines', ' '];

test('lists of any text come back as they went', async () => {
	const [row] =
		await database.sql`select ${odd}::text[] as list, array['a', null] as gap, '{}'::text[] as none`;
	expect(row).toEqual({ list: odd, gap: ['a', null], none: [] });
});

test('the same through drizzle, as a parameter', async () => {
	const [row] = await database.db.execute(
		query`select ${query.param(odd)}::text[] as list, ${2} = any(${query.param([1, 2])}::int[]) as found`,
	);
	expect(row).toEqual({ list: odd, found: true });
});

test('lists of numbers and of ids have their own kind', async () => {
	const id = '0190c0de-0000-7000-8000-000000000001';
	const [row] = await database.sql`select ${[1, 2]}::int[] as numbers, ${[id]}::uuid[] as ids`;
	expect(row).toEqual({ numbers: [1, 2], ids: [id] });
});

test('connections cut off by the server are made anew', async () => {
	const { sql, close } = connect(database.target, { max: 2 });
	const [before] = await sql`select pg_backend_pid() as pid`;
	await database.sql`select pg_terminate_backend(${before?.pid as number})`;
	// What was under way fails; soon everything goes on by itself.
	await vi.waitFor(async () => {
		const [after] = await sql`select pg_backend_pid() as pid`;
		expect(after?.pid).not.toBe(before?.pid);
	});
	await close();
});
