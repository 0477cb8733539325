import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect as dial, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded, type Embedded } from '#lib/server/db/embedded.ts';
import { readPieces, type Header } from '#lib/server/db/dump-file.ts';
import { App, freePort, top } from './process.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, Visitor } from './visitor.ts';

const stairwell = useStairwell();
const folder = mkdtempSync(join(tmpdir(), 'stairwell-backup-'));
let building: Building;
let li: Visitor;
let listing: string;
let outside: { server: Embedded; door: Server; url: string };

beforeAll(async () => {
	// The database's own user has to get through.
	chmodSync(folder, 0o711);
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	const wang = await building.neighbour('2-303', '王姐');
	const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#9a4' } })
		.jpeg()
		.toBuffer();
	const photos = new Blob([new Uint8Array(picture)], { type: 'image/jpeg' });
	const offer = { direction: 'offer', category: 'food', title: '半棵白菜', quantity: 4, photos };
	listing = madeId(await li.send('/listings/new', offer));
	await wang.send(`/listings/${listing}?/claim`, { quantity: 1 });
	outside = await anOutsideServer();
});
afterAll(async () => {
	outside.door.close();
	await outside.server.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** A PostgreSQL that is reached by an address, as an installation of many app servers has one. */
async function anOutsideServer() {
	const server = await startEmbedded(mkdtempSync(join(folder, 'outside-')), { address: 'the drill' });
	const { target } = server;
	if (typeof target === 'string') throw new Error('the embedded database is reached by a socket');
	const door = createServer((socket) => {
		const inner = dial(join(target.host, `.s.PGSQL.${target.port}`));
		socket.pipe(inner).pipe(socket);
		// Whichever side ends first, the other has nothing more to say.
		socket.on('error', () => inner.destroy());
		inner.on('error', () => socket.destroy());
	}).listen(await freePort(), '127.0.0.1');
	await once(door, 'listening');
	const address = door.address();
	if (!address || typeof address === 'string') throw new Error('no port');
	const url = `postgres://${target.user}:${target.password}@127.0.0.1:${address.port}/${target.database}`;
	return { server, door, url };
}

/** Beside us, because the way to the outside server leads through this process. Fails where the command does. */
async function command(name: 'backup' | 'restore', words: string[], env: Record<string, string>) {
	const { stdout } = await promisify(execFile)(process.execPath, [`${top}build/cli/${name}.js`, ...words], {
		cwd: top,
		env: { PATH: process.env.PATH, ...env },
		timeout: 60_000,
	});
	return stdout;
}

/** Rows and sums of every table, as the file's own header has them. */
async function sums(file: string): Promise<Header['tables']> {
	for await (const piece of readPieces(file)) if (piece.kind === 'header') return piece.header.tables;
	throw new Error('no header');
}

/** The app on what was restored: the same people see the same things with the cookies they had. */
async function expectTheSame(env: Record<string, string>, before: unknown): Promise<void> {
	const port = await freePort();
	const settings = { STAIRWELL_LIMITS: 'off', ORIGIN: `http://127.0.0.1:${port}`, ...env };
	const app = await new App({
		dataFolder: mkdtempSync(join(folder, 'app-')),
		port,
		env: settings,
	}).ready();
	const again = new Visitor(`http://127.0.0.1:${port}`);
	for (const [name, value] of li.cookies) again.cookies.set(name, value);
	expect(await again.read(`/listings/${listing}`)).toEqual(before);
	await app.stop();
}

describe('backup and restore by their commands', () => {
	it('from the embedded database that runs to an outside one and back: the same rows, the same sums', async () => {
		const before = await li.read(`/listings/${listing}`);
		const first = join(folder, 'first.backup');
		const said = await command('backup', [first], { STAIRWELL_DATA: stairwell.app.options.dataFolder });
		expect(said).toMatch(/\d+ rows of \d+ tables are in/);

		const elsewhere = { DATABASE_URL: outside.url, STAIRWELL_DATA: mkdtempSync(join(folder, 'none-')) };
		expect(await command('restore', [first], elsewhere)).toContain('every sum checked');
		await expectTheSame(elsewhere, before);

		const second = join(folder, 'second.backup');
		await command('backup', [second], elsewhere);
		expect(await sums(second)).toEqual(await sums(first));

		const back = { STAIRWELL_DATA: mkdtempSync(join(folder, 'back-')) };
		expect(await command('restore', [second], back)).toContain('every sum checked');
		await expectTheSame(back, before);
	});
});
