import { expect, test, vi } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { listen } from './listen.ts';

const database = useDatabase();

test('what is said on a channel is heard, also after the connection was lost', async () => {
	const heard: string[] = [];
	const onConnected = vi.fn();
	const close = listen(database.target, { board: (payload) => heard.push(payload) }, onConnected);
	await vi.waitFor(() => expect(onConnected).toHaveBeenCalledTimes(1));
	await database.sql`select pg_notify('board', 'a cabbage')`;
	await vi.waitFor(() => expect(heard).toEqual(['a cabbage']));

	await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stairwell listen' and datname = current_database()`;
	await vi.waitFor(() => expect(onConnected).toHaveBeenCalledTimes(2), { timeout: 5_000 });
	await database.sql`select pg_notify('board', 'a potato')`;
	await vi.waitFor(() => expect(heard).toEqual(['a cabbage', 'a potato']));
	await close();

	const [left] =
		await database.sql`select count(*)::int as listeners from pg_stat_activity where application_name = 'stairwell listen' and datname = current_database()`;
	expect(left).toEqual({ listeners: 0 });
});
