import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as v from 'valibot';
import { StartRefusal } from '../start-refusal.ts';

/** Counted up when an older Stairwell could not read what a newer one writes. */
export const FORMAT = 1;

const Header = v.object({
	stairwell: v.literal('backup'),
	format: v.number(),
	createdAt: v.string(),
	/** Applied when it was made, oldest first; `when` in milliseconds. */
	migrations: v.array(v.object({ when: v.number(), hash: v.string() })),
	/** In an order in which each comes after those it points to. */
	tables: v.array(
		v.object({ name: v.string(), columns: v.array(v.string()), rows: v.number(), checksum: v.string() }),
	),
	/** Numbers are texts: they may be larger than a JavaScript number can be. */
	sequences: v.array(
		v.object({ table: v.string(), column: v.string(), last: v.string(), called: v.boolean() }),
	),
});
export type Header = v.InferOutput<typeof Header>;

/**
 * What a backup is made of, within gzip: a header, then for each table its name and its rows as COPY writes them, then
 * an end, so that a file that was cut between two pieces is not taken for a whole one.
 */
export type Piece =
	| { kind: 'header'; header: Header }
	| { kind: 'table'; name: string }
	| { kind: 'rows'; bytes: Buffer }
	| { kind: 'end' };

const LETTERS = { header: 'H', table: 'T', rows: 'R', end: 'Z' } as const;
/** Letter and length before each piece. */
const PREFIX = 5;

function encode(piece: Piece): Buffer {
	const payload =
		piece.kind === 'header'
			? Buffer.from(JSON.stringify(piece.header))
			: piece.kind === 'table'
				? Buffer.from(piece.name)
				: piece.kind === 'rows'
					? piece.bytes
					: Buffer.alloc(0);
	const prefix = Buffer.alloc(PREFIX);
	prefix.write(LETTERS[piece.kind], 'latin1');
	prefix.writeUInt32BE(payload.length, 1);
	return Buffer.concat([prefix, payload]);
}

async function* encodeAll(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
	for await (const piece of pieces) yield encode(piece);
}

/** Whole or not at all: the name appears when everything is on the disk. Only its owner may read it. */
export async function writePieces(file: string, pieces: AsyncIterable<Piece>): Promise<void> {
	const unfinished = `${file}.unfinished`;
	try {
		await pipeline(
			Readable.from(encodeAll(pieces), { objectMode: false }),
			createGzip({ level: 5 }),
			createWriteStream(unfinished, { mode: 0o600 }),
		);
		await flush(unfinished);
		await rename(unfinished, file);
		await flush(dirname(file));
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}

async function flush(path: string): Promise<void> {
	const handle = await open(path);
	await handle.sync();
	await handle.close();
}

/** Reads a backup piece by piece; throws a StartRefusal where the file is none or is damaged. */
export async function* readPieces(file: string): AsyncGenerator<Piece> {
	const bytes = createGunzip();
	const reading = pipeline(createReadStream(file), bytes);
	// Told to whoever reads `bytes`, too.
	reading.catch(() => undefined);
	let left: Buffer = Buffer.alloc(0);
	let last: Piece | undefined;
	try {
		for await (const chunk of bytes as AsyncIterable<Buffer>) {
			left = left.length === 0 ? chunk : Buffer.concat([left, chunk]);
			for (let size = sizeOf(left); left.length >= size; size = sizeOf(left)) {
				last = decode(left.subarray(0, size));
				left = left.subarray(size);
				yield last;
			}
		}
	} catch (error) {
		throw explain(error, file);
	}
	if (left.length > 0 || last?.kind !== 'end') throw damaged(file);
}

function sizeOf(bytes: Buffer): number {
	return bytes.length < PREFIX ? PREFIX : PREFIX + bytes.readUInt32BE(1);
}

class Unreadable extends Error {}

function decode(bytes: Buffer): Piece {
	const payload = bytes.subarray(PREFIX);
	switch (bytes.toString('latin1', 0, 1)) {
		case LETTERS.header:
			return { kind: 'header', header: readHeader(payload.toString()) };
		case LETTERS.table:
			return { kind: 'table', name: payload.toString() };
		case LETTERS.rows:
			return { kind: 'rows', bytes: payload };
		case LETTERS.end:
			return { kind: 'end' };
		default:
			throw new Unreadable('no piece of a backup begins like this');
	}
}

function readHeader(text: string): Header {
	const said = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ format: v.number() })), text);
	if (said.success && said.output.format > FORMAT)
		throw new StartRefusal(
			'This backup was made by a newer Stairwell, which writes it in another way: restore it with that one.',
		);
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Header), text);
	if (!read.success) throw new Unreadable('the header cannot be read');
	return read.output;
}

function damaged(file: string): StartRefusal {
	return new StartRefusal(
		`${file} is no whole backup of Stairwell: it is damaged, cut short or something else. Nothing was changed.`,
	);
}

function explain(error: unknown, file: string): unknown {
	const { code = '' } = error as NodeJS.ErrnoException;
	if (code === 'ENOENT') return new StartRefusal(`There is no file ${file}.`);
	if (code === 'EISDIR' || code === 'EACCES') return new StartRefusal(`${file} cannot be read (${code}).`);
	return error instanceof Unreadable || code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE'
		? damaged(file)
		: error;
}

/** Reads a whole backup without keeping it, so that a damaged one is refused before anything is changed; answers its header. */
export async function checkFile(file: string): Promise<Header> {
	let header: Header | undefined;
	const found: string[] = [];
	for await (const piece of readPieces(file)) {
		if (piece.kind === 'header') header ??= piece.header;
		else if (!header) throw damaged(file);
		else if (piece.kind === 'table') found.push(piece.name);
	}
	if (!header || found.join() !== header.tables.map((table) => table.name).join()) throw damaged(file);
	return header;
}
