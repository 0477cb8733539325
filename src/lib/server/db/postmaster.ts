import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';
import { commandOf, listProcessesIn, startMarkOf } from './processes.ts';

/** Lines of postmaster.pid, PostgreSQL's own lock: the first is the pid, the eighth its state. */
function readPidFile(cluster: string): string[] {
	const file = join(cluster, 'postmaster.pid');
	return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/** The pid of the running PostgreSQL of exactly this folder, or null. A pid somebody else has got since does not count. */
export function findPostmaster(cluster: string): number | null {
	const pid = Number(readPidFile(cluster)[0]);
	return pid > 0 && isPostmaster(pid, cluster) ? pid : null;
}

export function isReady(cluster: string, pid: number): boolean {
	const lines = readPidFile(cluster);
	return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function isPostmaster(pid: number, cluster: string): boolean {
	return startMarkOf(pid) !== null && `${commandOf(pid)} `.includes(`postgres -D ${cluster} `);
}

/** Stops it fast (running transactions are rolled back, everything is flushed), and by force if that does not help. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
	// PostgreSQL's own meanings: INT fast, QUIT immediate (recovery at the next start).
	const steps = [
		['SIGINT', 20_000],
		['SIGQUIT', 5_000],
		['SIGKILL', 5_000],
	] as const;
	for (const [signal, patience] of steps) {
		if (!isPostmaster(pid, cluster)) return;
		if (signal !== 'SIGINT') log.warn('the database does not stop', { pid, signal });
		send(pid, signal);
		for (let waited = 0; waited < patience && isPostmaster(pid, cluster); waited += 20) await sleep(20);
	}
}

/** What an app killed without warning leaves behind: its database still running, or pieces of it. */
export async function clearLeftovers(cluster: string): Promise<void> {
	const orphan = findPostmaster(cluster);
	if (orphan !== null) {
		log.warn('stopping the database an earlier process left behind', { pid: orphan });
		await stopPostmaster(cluster, orphan);
	}
	await clearBackends(cluster);
	// PostgreSQL refuses to start when the pid in here is anybody's: another program's by now, or a zombie's.
	if (findPostmaster(cluster) === null) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Without a postmaster its children end after their current statement; until then no new one can start. */
async function clearBackends(cluster: string): Promise<void> {
	for (const [signal, patience] of [
		['SIGQUIT', 2_000],
		['SIGKILL', 5_000],
	] as const) {
		for (let waited = 0; waited <= patience; waited += 50) {
			const left = listProcessesIn(cluster).filter((pid) => commandOf(pid).startsWith('postgres: '));
			if (left.length === 0) return;
			if (waited === 500 || signal === 'SIGKILL') left.forEach((pid) => send(pid, signal));
			await sleep(50);
		}
	}
}

function send(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
