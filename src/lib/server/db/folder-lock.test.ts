import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Claim, isAlive, lockFolder } from './folder-lock.ts';
import { processView, startMarkOf } from './processes.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stairwell-lock-'));
	mkdirSync(join(folder, 'locks'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ours: Claim = {
	pid: process.pid,
	startMark: startMarkOf(process.pid),
	view: processView(),
	since: '2026-11-21T08:00:00.000Z',
	address: 'http://localhost:3000',
	held: true,
};

function leave(claim: Partial<Claim> | string): string {
	const file = join(folder, 'locks', 'left.json');
	writeFileSync(file, typeof claim === 'string' ? claim : JSON.stringify({ ...ours, ...claim }));
	return file;
}

describe('the lock on a data folder', () => {
	test('refuses a second process and names the first', async () => {
		leave({});
		await expect(lockFolder(folder, 'http://localhost:4000')).rejects.toThrow(
			`process ${process.pid}, since 2026-11-21 08:00:00 UTC, at http://localhost:3000`,
		);
		expect(readdirSync(join(folder, 'locks'))).toEqual(['left.json']);
	});

	test('is free again once let go', async () => {
		const letGo = await lockFolder(folder, 'one');
		letGo();
		const again = await lockFolder(folder, 'two');
		again();
		expect(readdirSync(join(folder, 'locks'))).toEqual([]);
	});

	test.each([
		['whose process has gone', { pid: spawnSync('true').pid }],
		['whose pid another program has got since', { startMark: '1' }],
		['from before a crash that left it half written', '{"pid": 12'],
	])('takes no notice of a claim %s', async (_, claim) => {
		leave(claim);
		const letGo = await lockFolder(folder, 'here');
		letGo();
		expect(readdirSync(join(folder, 'locks'))).toEqual([]);
	});

	test('goes to one only of many that start at the same moment', async () => {
		const tries = await Promise.allSettled(
			Array.from({ length: 5 }, (_, index) => lockFolder(folder, `no ${index}`)),
		);
		const won = tries.filter((each) => each.status === 'fulfilled');
		expect(won).toHaveLength(1);
		won[0]?.value();
	});
});

describe('a claim from where pids cannot be seen, such as another container', () => {
	const elsewhere = { ...ours, view: 'another container' };

	test('counts as long as its heart beats', async () => {
		const file = leave(elsewhere);
		const beating = setInterval(() => utimesSync(file, new Date(), new Date()), 50);
		expect(await isAlive(elsewhere, file, ours, 2000)).toBe(true);
		clearInterval(beating);
	});

	test('lapses when it has been silent for long, and after a wait when it just fell silent', async () => {
		const file = leave(elsewhere);
		expect(await isAlive(elsewhere, file, ours, 300)).toBe(false);
		utimesSync(file, 0, 0);
		expect(await isAlive(elsewhere, file, ours)).toBe(false);
	});
});
