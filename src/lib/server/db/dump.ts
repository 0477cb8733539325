import type postgres from 'postgres';
import type { Readable } from 'node:stream';
import { connect, type DatabaseTarget } from './connect.ts';
import { FORMAT, type Header, type Piece, writePieces } from './dump-file.ts';

export type Tx = postgres.TransactionSql;

/** How values are written down; the same on every server, or checksums would differ. */
export async function writeAlike(tx: Tx): Promise<void> {
	await tx.unsafe(
		`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
		set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8'`,
	);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const list = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/**
 * Writes everything into one file: one moment of it, however long it takes and whatever is written meanwhile. By COPY,
 * as there is no pg_dump among the embedded binaries. Answers what is in it.
 */
export async function backUp(target: DatabaseTarget, file: string, now: Date): Promise<Header> {
	const { sql, close } = connect(target, { max: 1, name: 'stairwell backup' });
	let reason: unknown;
	try {
		return await sql.begin('isolation level repeatable read read only', async (tx) => {
			try {
				const header = await describe(tx, now);
				await writePieces(file, pieces(tx, header));
				return header;
			} catch (error) {
				reason = error;
				throw error;
			}
		});
	} catch (error) {
		// The driver cannot roll back while rows are still coming, and would tell of that instead of the full disk.
		throw reason ?? error;
	} finally {
		await close();
	}
}

async function* pieces(tx: Tx, header: Header): AsyncGenerator<Piece> {
	yield { kind: 'header', header };
	for (const { name, columns } of header.tables) {
		yield { kind: 'table', name };
		const rows = await tx.unsafe(`copy ${quoted(name)} (${list(columns)}) to stdout`).readable();
		for await (const bytes of gathered(rows)) yield { kind: 'rows', bytes };
	}
	yield { kind: 'end' };
}

const ENOUGH = 64 * 1024;

/** Rows come one by one; many together pack better and go faster. */
async function* gathered(rows: Readable): AsyncGenerator<Buffer> {
	let waiting: Buffer[] = [];
	let size = 0;
	for await (const row of rows as AsyncIterable<Buffer>) {
		waiting.push(row);
		size += row.length;
		if (size < ENOUGH) continue;
		yield Buffer.concat(waiting);
		[waiting, size] = [[], 0];
	}
	if (size > 0) yield Buffer.concat(waiting);
	// Where the last rows came faster than they were read, the driver has paused its socket and would never hear of the
	// end. (postgres.js 3.4, connection.js, CopyData.)
	rows._read(0);
}

async function describe(tx: Tx, now: Date): Promise<Header> {
	await writeAlike(tx);
	const migrations = await tx<{ when: string; hash: string }[]>`
		select created_at as when, hash from drizzle.__drizzle_migrations order by id`;
	const tables: Header['tables'] = [];
	for (const { name, columns } of inOrder(await listTables(tx)))
		tables.push({ name, columns, ...(await sumUp(tx, name, columns)) });
	return {
		stairwell: 'backup',
		format: FORMAT,
		createdAt: now.toISOString(),
		migrations: migrations.map(({ when, hash }) => ({ when: Number(when), hash })),
		tables,
		sequences: await listSequences(tx),
	};
}

type Table = { name: string; columns: string[]; pointsTo: string[] };

/** From the catalogue, so that a table made by a later migration is never forgotten. */
async function listTables(tx: Tx): Promise<Table[]> {
	return tx<Table[]>`
		select c.relname::text as name,
			array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped
				and attgenerated = '' order by attnum) as columns,
			array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
				where f.conrelid = c.oid and f.contype = 'f' and t.oid <> c.oid) as "pointsTo"
		from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by name`;
}

/** Each after those it points to. */
export function inOrder(tables: readonly Table[]): Table[] {
	const done = new Map<string, Table>();
	while (done.size < tables.length) {
		const ready = tables.filter(
			(table) => !done.has(table.name) && table.pointsTo.every((name) => done.has(name)),
		);
		if (ready.length === 0)
			throw new Error('tables point to each other in a circle: backup and restore need another way');
		for (const table of ready) done.set(table.name, table);
	}
	return [...done.values()];
}

/** How many rows, and a sum over all of them that does not depend on their order. */
export async function sumUp(
	tx: Tx,
	name: string,
	columns: readonly string[],
): Promise<{ rows: number; checksum: string }> {
	const [sum] = await tx.unsafe<{ rows: number; checksum: string }[]>(
		`select count(*)::float8 as rows, coalesce(sum(
			('x' || left(encode(sha256(convert_to(row(${list(columns)})::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint
		), 0)::text as checksum from ${quoted(name)}`,
	);
	return sum!;
}

/** Sequences know no snapshot; read after it was taken, they are never behind it. */
async function listSequences(tx: Tx): Promise<Header['sequences']> {
	const found = await tx<{ table: string; column: string; sequence: string }[]>`
		select c.relname::text as "table", a.attname::text as "column", s.oid::regclass::text as sequence
		from pg_class s
		join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
		join pg_class c on c.oid = d.refobjid and c.relnamespace = 'public'::regnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
		where s.relkind = 'S' order by 1, 2`;
	const sequences: Header['sequences'] = [];
	for (const { table, column, sequence } of found) {
		const [at] = await tx.unsafe<{ last: string; called: boolean }[]>(
			`select last_value::text as last, is_called as called from ${sequence}`,
		);
		sequences.push({ table, column, ...at! });
	}
	return sequences;
}
