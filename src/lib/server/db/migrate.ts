import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { array, number, object, optional, parse, string } from 'valibot';
import { StartRefusal } from '../start-refusal.ts';
import { connect, type DatabaseTarget, type Sql } from './connect.ts';

const OLDEST_SERVER = 15;
// Any number does, as long as every version of the app takes the same one.
const MIGRATION_LOCK = 7_824_792_355;

const Package = object({ name: optional(string()) });
const Journal = object({ entries: array(object({ tag: string(), when: number() })) });

/**
 * Brings the schema up to this code's. Safe when several processes start at once: one works, the others wait.
 * Throws a StartRefusal when the server is too old or the schema is newer than the code.
 */
export async function migrate(target: DatabaseTarget, folder = migrationsFolder()): Promise<void> {
	const known = parse(Journal, readJson(join(folder, 'meta', '_journal.json'))).entries;
	// A lock belongs to its session, so there must be exactly one connection.
	const { sql, close } = connect(target, { max: 1, name: 'stairwell migrate' });
	try {
		await refuseOldServer(sql);
		await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
		const before = await listApplied(sql);
		const latest = known.at(-1)?.when ?? 0;
		if (before.length > known.length || before.some((when) => when > latest)) {
			throw new StartRefusal(
				`This database is newer than this Stairwell (${before.length} migrations there, ${known.length} here): start the newer version, or restore a backup made with this one.`,
			);
		}
		await applyMigrations(drizzle(sql), { migrationsFolder: folder });
		const after = await listApplied(sql);
		// Drizzle silently skips a migration that is dated before the last one applied.
		if (after.length !== known.length) {
			throw new Error(
				`${known.length} migrations known, ${after.length} applied: look at the dates in ${folder}/meta`,
			);
		}
	} finally {
		await close();
	}
}

/** The folder `drizzle` beside our package.json, wherever below it this code was built to. */
export function migrationsFolder(from = fileURLToPath(import.meta.url)): string {
	for (let folder = dirname(from); folder !== dirname(folder); folder = dirname(folder)) {
		const file = join(folder, 'package.json');
		if (existsSync(file) && parse(Package, readJson(file)).name === 'stairwell')
			return join(folder, 'drizzle');
	}
	throw new Error(`No package.json of Stairwell above ${from}`);
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}

async function refuseOldServer(sql: Sql): Promise<void> {
	const [server] = await sql<{ number: number; version: string }[]>`
		select current_setting('server_version_num')::int as number, current_setting('server_version') as version`;
	if (server && server.number >= OLDEST_SERVER * 10_000) return;
	throw new StartRefusal(
		`Stairwell needs PostgreSQL ${OLDEST_SERVER} or newer; this server is ${server?.version}.`,
	);
}

/** When each applied migration was made, in milliseconds; none where there is no schema yet. */
async function listApplied(sql: Sql): Promise<number[]> {
	const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
	if (!table?.exists) return [];
	const rows = await sql<{ when: string }[]>`select created_at as when from drizzle.__drizzle_migrations`;
	return rows.map((row) => Number(row.when));
}
