import { mkdtempSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { migrate } from './migrate.ts';

const database = useDatabase();
let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'stairwell-migrations-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of migrations that make tables of these names, one a day. */
function migrationsOf(...tables: string[]): string {
	const made = join(folder, tables.join('-'));
	mkdirSync(join(made, 'meta'), { recursive: true });
	const entries = tables.map((tag, index) => ({
		idx: index,
		version: '7',
		when: 1e12 + index,
		tag,
		breakpoints: true,
	}));
	for (const tag of tables) writeFileSync(join(made, `${tag}.sql`), `create table ${tag} (id int);`);
	writeFileSync(
		join(made, 'meta', '_journal.json'),
		JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
	);
	return made;
}

test('processes that start at once migrate one after the other', async () => {
	await database.sql`drop schema drizzle cascade`;
	const stairs = migrationsOf('stairs', 'lift');
	await Promise.all(Array.from({ length: 6 }, () => migrate(database.target, stairs)));
	const [found] = await database.sql`select count(*)::int as rows from drizzle.__drizzle_migrations`;
	expect(found).toEqual({ rows: 2 });
});

test('an older Stairwell leaves a newer database alone, and says so', async () => {
	await migrate(database.target, migrationsOf('stairs', 'lift', 'cellar'));
	await expect(migrate(database.target, migrationsOf('stairs', 'lift'))).rejects.toThrow(
		/^This database is newer than this Stairwell \(3 migrations there, 2 here\)/,
	);
});

test('a migration dated before the last one is not skipped in silence', async () => {
	const late = migrationsOf('stairs', 'lift', 'cellar', 'roof');
	const journal = {
		entries: ['stairs', 'lift', 'roof', 'cellar'].map((tag, index) => ({
			idx: index,
			when: 1e12 + Math.min(index, 2),
			tag,
			breakpoints: true,
		})),
	};
	writeFileSync(join(late, 'meta', '_journal.json'), JSON.stringify(journal));
	await expect(migrate(database.target, late)).rejects.toThrow(/4 migrations known, 3 applied/);
});
