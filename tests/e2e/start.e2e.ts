import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { findPostmaster } from '#lib/server/db/postmaster.ts';
import { listProcessesIn } from '#lib/server/db/processes.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { App, freePort, type StartOptions, top } from './process.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
let dataFolder: string;
let port: number;
const apps: App[] = [];

function start(options: Partial<StartOptions> = {}): App {
	const app = new App({ dataFolder, port, ...options });
	apps.push(app);
	return app;
}

beforeAll(async () => {
	dataFolder = realpathSync(mkdtempSync(join(tmpdir(), 'stairwell-start-')));
	port = await freePort();
});
afterEach(async () => {
	for (const app of apps.splice(0)) await app.stop();
});
afterAll(() => rmSync(dataFolder, { recursive: true }));

const postgresOf = (folder: string): number[] => listProcessesIn(join(folder, 'database'));
const postmasterOf = (folder: string): number => findPostmaster(join(folder, 'database')) ?? 0;

/** One sentence, and no stack: something a person can act on. */
const refusal = (words: RegExp): RegExp => new RegExp(`^(?=[^\\n]*${words.source})[^\\n]+\\.\\n$`);

async function write(text: string): Promise<void> {
	const { sql, close } = connect(findRunningDatabase(dataFolder) ?? '', { max: 1 });
	await sql`create table if not exists kept (text text)`;
	await sql`insert into kept values (${text})`;
	await close();
}

async function kept(): Promise<string[]> {
	const { sql, close } = connect(findRunningDatabase(dataFolder) ?? '', { max: 1 });
	const rows = await sql<{ text: string }[]>`select text from kept order by text`;
	await close();
	return rows.map((row) => row.text);
}

test('a bare start sets up a database, answers, and ends cleanly when asked to', async () => {
	const app = await start().ready();
	expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
	await write('a cabbage');
	expect(await app.stop()).toBe(0);
	expect(postgresOf(dataFolder)).toEqual([]);
	expect(findRunningDatabase(dataFolder)).toBeNull();
});

test('a second process on the same data names the first and leaves', async () => {
	const first = await start().ready();
	const second = start({ port: await freePort() });
	expect(await second.ended()).toBe(1);
	expect(second.output).toMatch(
		refusal(new RegExp(`process ${first.child.pid}, since .* at http://localhost:${port}`)),
	);
	expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
});

test('a port that is taken is said in a sentence, and no database stays behind', async () => {
	await start().ready();
	const other = mkdtempSync(join(tmpdir(), 'stairwell-other-'));
	const second = start({ dataFolder: other });
	expect(await second.ended()).toBe(1);
	// Before it: the set-up link, since nobody has set this one up.
	const last = `${second.output.trim().split('\n').at(-1)}\n`;
	expect(last).toMatch(refusal(/another program listens there already/));
	expect(postgresOf(other)).toEqual([]);
	rmSync(other, { recursive: true });
});

test('after kill -9 of the app the next start takes over from the orphaned database', async () => {
	const first = await start().ready();
	await write('b potatoes');
	await first.stop('SIGKILL');
	const orphan = postmasterOf(dataFolder);
	expect(orphan).toBeGreaterThan(0);
	const second = await start().ready();
	expect(postmasterOf(dataFolder)).not.toBe(orphan);
	expect(await kept()).toEqual(['a cabbage', 'b potatoes']);
	expect(await second.stop()).toBe(0);
});

/** Its processes leave by themselves when the first of them is gone, some before it is their turn. */
function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

test('after kill -9 of everything the next start recovers what was written', async () => {
	const first = await start().ready();
	await write('c rice');
	await first.stop('SIGKILL');
	for (const pid of postgresOf(dataFolder)) killIfThere(pid);
	await start().ready();
	expect(await kept()).toEqual(['a cabbage', 'b potatoes', 'c rice']);
});

test('a database that dies is started again while the app runs', async () => {
	const app = await start().ready();
	const killed = postmasterOf(dataFolder);
	process.kill(killed, 'SIGKILL');
	await vi.waitFor(
		async () => {
			expect(postmasterOf(dataFolder)).not.toBe(killed);
			expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
			expect(await kept()).toContain('a cabbage');
		},
		{ timeout: 15_000, interval: 50 },
	);
	expect(await app.stop()).toBe(0);
	expect(postgresOf(dataFolder)).toEqual([]);
});

test('a request that is under way when it is asked to stop still gets its answer', async () => {
	const app = await start().ready();
	const headers = {
		'content-type': 'application/x-www-form-urlencoded',
		'content-length': '8',
		origin: `http://localhost:${port}`,
	};
	const sent = request(`${app.address}/sign-in`, { method: 'POST', headers });
	const answered = new Promise<number | undefined>((resolve, reject) => {
		sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
	});
	sent.write('login');
	await sleep(200);
	const stopped = app.stop();
	await sleep(300);
	sent.end('=li');
	expect(await answered).toBeLessThan(500);
	expect(await stopped).toBe(0);
});

test.runIf(isRoot)('root may keep data in a private folder of its own, but not below one', async () => {
	const closed = mkdtempSync(join(tmpdir(), 'stairwell-closed-'));
	const below = join(closed, 'data');
	mkdirSync(below);
	const refused = start({ dataFolder: below });
	expect(await refused.ended()).toBe(1);
	expect(refused.output).toMatch(refusal(new RegExp(`cannot enter ${closed}.* run "chmod o\\+x ${closed}"`)));
	rmSync(closed, { recursive: true });
});

test.runIf(isRoot)('an ordinary user runs it too, also where the path is too long for a socket', async () => {
	const home = mkdtempSync(join(tmpdir(), 'stairwell-home-'));
	chmodSync(home, 0o777);
	const folder = `${home}/checkout/`;
	for (const part of ['build', 'drizzle', 'package.json'])
		cpSync(join(top, part), join(folder, part), { recursive: true });
	symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'));
	const long = join(home, 'a-very-long-name-'.repeat(6), 'data');
	const app = await start({ dataFolder: long, folder, uid: NOBODY, port: await freePort() }).ready();
	expect((await fetch(`${app.address}/healthz`)).status).toBe(200);
	expect(existsSync(join(long, 'run'))).toBe(false);
	expect(await app.stop()).toBe(0);
	expect(postgresOf(long)).toEqual([]);
	rmSync(home, { recursive: true });
});
