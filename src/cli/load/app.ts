import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrationsFolder } from '#lib/server/db/migrate.ts';

export type AppOptions = { port: number; dataFolder: string; env?: Record<string, string> };

export const SETUP_TOKEN = 'measured-by-stairwell-itself';

/** The heap's sizes in MB, as package.json gives them. */
const HEAP = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--max-old-space-size=1536'];

/** The built app as a process of its own, as `npm start` runs it. */
export class App {
	child: ChildProcess;
	output = '';

	constructor(readonly options: AppOptions) {
		this.child = this.spawn();
	}

	private spawn(): ChildProcess {
		const { port, dataFolder, env } = this.options;
		const child = spawn(process.execPath, [...HEAP, builtCommand('start')], {
			env: {
				PATH: process.env.PATH,
				STAIRWELL_DATA: dataFolder,
				STAIRWELL_LIMITS: 'off',
				STAIRWELL_SETUP_TOKEN: SETUP_TOKEN,
				PORT: String(port),
				HOST: '127.0.0.1',
				...env,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000)));
		return child;
	}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	get ended(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** Waits for the first healthy answer; answers how many milliseconds it took. */
	async ready(): Promise<number> {
		const from = performance.now();
		while (!(await this.answers())) {
			if (this.ended) throw new Error(`the app ended: ${this.output}`);
			await sleep(10);
		}
		return performance.now() - from;
	}

	private async answers(): Promise<boolean> {
		try {
			return (await fetch(`http://127.0.0.1:${this.options.port}/healthz`)).ok;
		} catch (error) {
			if (error instanceof TypeError) return false; // nobody listens yet
			throw error;
		}
	}

	/** What the log says beside an id that somebody was told. */
	logged(id: string | undefined): string {
		return this.output.split('\n').find((line) => id !== undefined && line.includes(id)) ?? '';
	}

	/** Starts it anew, as a supervisor would. */
	again(): void {
		this.output = '';
		this.child = this.spawn();
	}

	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		if (this.ended) return;
		this.child.kill(signal);
		await once(this.child, 'close');
	}
}

/** The built program behind `npm start` or `npm run demo`. */
export const builtCommand = (name: 'start' | 'demo'): string =>
	join(dirname(migrationsFolder()), 'build', 'cli', `${name}.js`);

/** Resident memory of a process in MB. */
export function memoryOf(pid: number): number {
	const status = `/proc/${pid}/status`;
	const kb = existsSync(status)
		? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
		: execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
	return Number(kb) / 1024;
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (!address || typeof address === 'string') throw new Error('no port');
	return address.port;
}
