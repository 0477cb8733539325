import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';
import { StartRefusal } from '../start-refusal.ts';
import type { Engine } from './binaries.ts';
import type { DatabaseUser } from './database-user.ts';
import { clearLeftovers, isReady, stopPostmaster } from './postmaster.ts';

export interface Launch {
	dataFolder: string;
	cluster: string;
	engine: Engine;
	user: DatabaseUser | null;
	socketFolder: string;
	settings: Record<string, string>;
}

/** Starts PostgreSQL and keeps it running until the answer is called, which stops it. */
export async function keepRunning(launch: Launch): Promise<() => Promise<void>> {
	let stopping = false;
	let running: Promise<ChildProcess | null> = start(launch);
	let latest = await running;
	// Should the app fall over with an error, the database still ends in good order.
	const onExit = (): void => void latest?.kill('SIGINT');
	process.on('exit', onExit);

	async function watch(): Promise<void> {
		while (latest) {
			const { code, signal } = await ended(latest);
			if (stopping) return;
			log.error('the database ended unexpectedly and is started again', { code, signal });
			running = startAgain(launch, () => stopping);
			latest = await running;
		}
	}
	const watching = watch();

	return async () => {
		stopping = true;
		const child = await running;
		if (child?.pid) await stopPostmaster(launch.cluster, child.pid);
		await watching;
		process.off('exit', onExit);
	};
}

async function startAgain(launch: Launch, stopping: () => boolean): Promise<ChildProcess | null> {
	while (!stopping()) {
		try {
			await clearLeftovers(launch.cluster);
			return await start(launch);
		} catch (error) {
			// A full disk, say: it comes back by itself as soon as it can.
			log.error('the database does not start, trying again', { error });
			await sleep(1000);
		}
	}
	return null;
}

/** Resolves when connections are taken. Recovery after a crash takes what it takes. */
async function start(launch: Launch): Promise<ChildProcess> {
	const said = join(launch.dataFolder, 'logs', 'start.log');
	// What a crash left of the socket, with the same trouble as in clearLeftovers.
	rmSync(join(launch.socketFolder, `.s.PGSQL.${launch.settings.port}.lock`), { force: true });
	const output = openSync(said, 'w', 0o600);
	const settings = Object.entries(launch.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const child = spawn(join(launch.engine.folder, 'bin', 'postgres'), ['-D', launch.cluster, ...settings], {
		uid: launch.user?.uid,
		gid: launch.user?.gid,
		cwd: launch.dataFolder,
		env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
		stdio: ['ignore', output, output],
		// A group of its own: Ctrl-C reaches the app only, which stops the database after its last request.
		detached: true,
	});
	closeSync(output);
	await once(child, 'spawn');
	const pid = child.pid ?? 0;
	while (!hasEnded(child)) {
		if (isReady(launch.cluster, pid)) return child;
		await sleep(15);
	}
	const reason = lastFailure(launch.cluster, said) ?? `it ended with ${child.exitCode ?? child.signalCode}`;
	throw new StartRefusal(
		`The embedded database does not start: ${reason}. More is in ${join(launch.dataFolder, 'logs')}.`,
	);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
	if (!hasEnded(child)) await once(child, 'exit');
	return { code: child.exitCode, signal: child.signalCode };
}

/** PostgreSQL complains where it was started from at first, and in its own log later on. */
function lastFailure(cluster: string, said: string): string | undefined {
	const list = join(cluster, 'current_logfiles');
	const current = existsSync(list) ? readFileSync(list, 'utf8').trim().replace('stderr ', '') : '';
	const text = [said, current].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n');
	return [...text.matchAll(/(?:FATAL|PANIC|error): +(.*)/g)].at(-1)?.[1];
}
