import { connect, type Db, type Sql } from '#lib/server/db/connect.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import type { Env } from '#lib/server/env.ts';
import { findSetting, keepSetting } from '#lib/server/installation/settings.ts';
import { StartRefusal } from '#lib/server/start-refusal.ts';
import { fillDemonstration } from './fill.ts';

/** The row in `settings` that tells a demonstration from a house where people live. */
const MARK = 'demonstration';
type Mark = { begunAt: string; filledAt: string | null };

/** Where the demonstration keeps its data: beside the real ones, never among them. */
export function demoFolder(dataFolder: string): string {
	return `${dataFolder}-demo`;
}

export interface Wanted {
	/** Made anew even where there is a whole one. */
	fresh: boolean;
	/** Leaves off, and the database in good order. */
	stop: AbortSignal;
	say: (line: string) => void;
}

/**
 * Sees to it that the database holds a whole demonstration; one that was not finished is made anew. Throws a
 * StartRefusal, before anything is written, where there are data that are none.
 */
export async function prepareDemonstration(env: Env, { fresh, stop, say }: Wanted): Promise<void> {
	// An outside one before it is opened, because opening brings the schema up to date.
	const shared = env.databaseUrl ? await lookInto(env.databaseUrl) : false;
	const { db, sql, close } = await openDatabase(env);
	let closing: Promise<void> | undefined;
	const closeOnce = (): Promise<void> => (closing ??= close());
	stop.addEventListener('abort', () => void closeOnce());
	try {
		stop.throwIfAborted();
		await refuseInhabited(sql, `The data folder ${env.dataFolder}`);
		const mark = await findSetting<Mark>(db, MARK);
		if (mark?.filledAt && !fresh) return;
		if (shared)
			throw new StartRefusal(
				'Another Stairwell runs on the database of DATABASE_URL. Stop it first, then make the demonstration.',
			);
		say('Arranging the demonstration building, less than half a minute. 正在布置演示楼，请稍候。');
		if (mark) await empty(sql);
		await fill(db, new Date(Date.now() + env.clockShift));
	} finally {
		await closeOnce();
	}
}

async function fill(db: Db, now: Date): Promise<void> {
	const begun: Mark = { begunAt: now.toISOString(), filledAt: null };
	await keepSetting(db, MARK, begun);
	await fillDemonstration(db, now);
	await keepSetting(db, MARK, { ...begun, filledAt: new Date().toISOString() });
}

/** Refuses an outside database that is neither empty nor a demonstration; answers whether an app runs on it now. */
async function lookInto(url: string): Promise<boolean> {
	const { sql, close } = connect(url, { max: 1, name: 'stairwell demo' });
	try {
		const reached = await sql`select`.then(
			() => true,
			() => false,
		);
		// Opening it will say what is wrong.
		if (!reached) return false;
		await refuseInhabited(sql, 'The database of DATABASE_URL');
		const others = await sql`
			select from pg_stat_activity where datname = current_database() and application_name like 'stairwell%' and pid <> pg_backend_pid()`;
		return others.length > 0;
	} finally {
		await close();
	}
}

async function refuseInhabited(sql: Sql, where: string): Promise<void> {
	const tables = await listTables(sql);
	if (tables.length === 0) return;
	if (tables.includes('settings') && tables.includes('communities')) {
		const [seen] = await sql<{ marked: boolean; inhabited: boolean }[]>`
			select exists (select from settings where name = ${MARK}) as marked, exists (select from communities) as inhabited`;
		if (seen!.marked || !seen!.inhabited) return;
	}
	throw new StartRefusal(
		`${where} is not empty and holds no demonstration, so nothing was done: real data and made-up ones never mix. Use an empty database, or another STAIRWELL_DATA.`,
	);
}

async function listTables(sql: Sql): Promise<string[]> {
	const rows = await sql<
		{ name: string }[]
	>`select tablename as name from pg_tables where schemaname = 'public'`;
	return rows.map(({ name }) => name);
}

/** Everything goes at once: only ever called on what carries the mark. Truncating asks no trigger of the trail. */
async function empty(sql: Sql): Promise<void> {
	const tables = await listTables(sql);
	await sql.unsafe(
		`truncate ${tables.map((name) => `public."${name}"`).join(', ')} restart identity cascade`,
	);
}
