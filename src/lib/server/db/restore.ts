import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StartRefusal } from '../start-refusal.ts';
import { connect, type DatabaseTarget } from './connect.ts';
import { list, quoted, sumUp, type Tx, writeAlike } from './dump.ts';
import { checkFile, type Header, readPieces } from './dump-file.ts';
import { migrate, migrationsFolder } from './migrate.ts';

export type RestoreOptions = {
	/** Somebody lives there already, and is to be thrown out. */
	replace?: boolean;
	/** Of the migrations of this code. */
	folder?: string;
};

/**
 * Puts a backup into a database where nobody lives yet, then brings it up to this code's version. All of it in one
 * transaction: until it is there and every sum is right, nothing has changed.
 */
export async function restore(
	target: DatabaseTarget,
	file: string,
	options: RestoreOptions = {},
): Promise<Header> {
	const folder = options.folder ?? migrationsFolder();
	const header = await checkFile(file);
	const migrations = migrationsOf(header, readMigrationFiles({ migrationsFolder: folder }));
	const { sql, close } = connect(target, { max: 1, name: 'stairwell restore' });
	try {
		await sql.begin(async (tx) => {
			await refuseInUse(tx, options.replace ?? false);
			await clear(tx);
			await build(tx, migrations);
			await writeAlike(tx);
			await withoutTriggers(tx, header, () => load(tx, file, header));
			for (const { table, column, last, called } of header.sequences)
				await tx`select setval(pg_get_serial_sequence(${quoted(table)}, ${column}), ${last}::bigint, ${called}::boolean)`;
			await refuseOtherSums(tx, header);
		});
	} finally {
		await close();
	}
	await migrate(target, folder);
	return header;
}

/** Those that the backup had; it must have none that this code does not know. */
function migrationsOf(header: Header, known: MigrationMeta[]): MigrationMeta[] {
	const unknown = header.migrations.findIndex(({ when }, index) => known[index]?.folderMillis !== when);
	if (unknown === -1) return known.slice(0, header.migrations.length);
	throw new StartRefusal(
		`This backup is of a newer Stairwell (${header.migrations.length} migrations there, ${known.length} here): restore it with that one, or update first.`,
	);
}

async function refuseInUse(tx: Tx, replace: boolean): Promise<void> {
	const others = await tx`
		select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
			and application_name like 'stairwell%'`;
	if (others.length > 0)
		throw new StartRefusal('Stairwell runs on this database: stop it first, then restore.');
	const [found] = await tx<{ ours: boolean; tables: number; homes: boolean }[]>`
		select to_regclass('drizzle.__drizzle_migrations') is not null as ours, to_regclass('public.communities') is not null as homes,
			(select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as tables`;
	if (!found!.ours && found!.tables > 0)
		throw new StartRefusal('In this database are tables that are not of Stairwell: name an empty one.');
	const living = found!.ours && found!.homes ? await tx`select from communities limit 1` : [];
	if (living.length > 0 && !replace)
		throw new StartRefusal(
			'Somebody lives in this database already: restore into an empty one, or say --replace to lose what is there.',
		);
}

/** Takes away an earlier schema of ours with all that is in it. */
async function clear(tx: Tx): Promise<void> {
	await tx.unsafe('drop schema if exists drizzle cascade');
	const tables = await tx<{ name: string }[]>`
		select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
	if (tables.length > 0) await tx.unsafe(`drop table ${list(tables.map(({ name }) => name))} cascade`);
	const functions = await tx<{ signature: string }[]>`
		select p.oid::regprocedure::text as signature from pg_proc p
		where pronamespace = 'public'::regnamespace and prokind = 'f'
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
	for (const { signature } of functions) await tx.unsafe(`drop function if exists ${signature} cascade`);
}

/** The schema of the backup's time. Drizzle's own migrator wants to open the transaction itself; its table is made alike. */
async function build(tx: Tx, migrations: MigrationMeta[]): Promise<void> {
	await tx.unsafe('create schema drizzle');
	await tx.unsafe(
		'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
	);
	for (const { sql, hash, folderMillis } of migrations) {
		for (const statement of sql) await tx.unsafe(statement);
		await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
	}
}

/** What they wrote is in the backup already. Foreign keys stay and are checked, so nothing points to what is not there. */
async function withoutTriggers(tx: Tx, { tables }: Header, act: () => Promise<void>): Promise<void> {
	const switchAll = async (how: 'disable' | 'enable'): Promise<void> => {
		for (const { name } of tables) await tx.unsafe(`alter table ${quoted(name)} ${how} trigger user`);
	};
	await switchAll('disable');
	await act();
	await tx.unsafe('set constraints all immediate');
	await switchAll('enable');
}

async function load(tx: Tx, file: string, header: Header): Promise<void> {
	const columnsOf = new Map(header.tables.map(({ name, columns }) => [name, columns]));
	let copy: Copy | undefined;
	for await (const piece of readPieces(file)) {
		if (piece.kind === 'rows') await write(copy!, piece.bytes);
		else if (copy) await finish(copy);
		if (piece.kind === 'table') copy = await copyInto(tx, piece.name, columnsOf.get(piece.name) ?? []);
	}
}

type Copy = { stream: Writable; done: Promise<void> };

async function copyInto(tx: Tx, name: string, columns: readonly string[]): Promise<Copy> {
	const query = tx.unsafe(`copy ${quoted(name)} (${list(columns)}) from stdin`);
	const stream = await query.writable();
	// Rows that the database refuses after the last one was sent are told to the query, which the driver has answered by
	// then, so that nobody would hear and everybody wait. (postgres.js 3.4, connection.js, CopyInResponse.)
	Object.assign(query, { reject: (error: Error) => stream.destroy(error) });
	const done = finished(stream);
	// It is looked at with each write; a failure between two of them is no unhandled one.
	done.catch(() => undefined);
	return { stream, done };
}

async function write({ stream, done }: Copy, bytes: Buffer): Promise<void> {
	if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done]);
}

async function finish({ stream, done }: Copy): Promise<void> {
	stream.end();
	await done;
}

async function refuseOtherSums(tx: Tx, { tables }: Header): Promise<void> {
	for (const { name, columns, rows, checksum } of tables) {
		const found = await sumUp(tx, name, columns);
		if (found.rows !== rows || found.checksum !== checksum)
			throw new Error(
				`${name} is not what was backed up: ${rows} rows (${checksum}) there, ${found.rows} (${found.checksum}) here`,
			);
	}
}
