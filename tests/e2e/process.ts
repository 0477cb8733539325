import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../../', import.meta.url));

export interface StartOptions {
	dataFolder: string;
	port: number;
	/** Where the built project is; this checkout if absent. */
	folder?: string;
	/** Whom it runs as, if not as ourselves. */
	uid?: number;
	env?: Record<string, string>;
}

/** The built app as a process of its own, as `npm start` runs it. */
export class App {
	readonly child: ChildProcess;
	output = '';

	constructor(readonly options: StartOptions) {
		const { dataFolder, port, uid, folder = top } = options;
		this.child = spawn(process.execPath, [`${folder}build/cli/start.js`], {
			cwd: folder,
			uid,
			gid: uid,
			env: {
				PATH: process.env.PATH,
				STAIRWELL_DATA: dataFolder,
				PORT: String(port),
				HOST: '127.0.0.1',
				...options.env,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
		}
	}

	get address(): string {
		return `http://127.0.0.1:${this.options.port}`;
	}

	/** Waits until it answers; fails with what it said when it ends before that. */
	async ready(): Promise<this> {
		for (;;) {
			if (this.child.exitCode !== null)
				throw new Error(`it ended with ${this.child.exitCode}: ${this.output}`);
			if (this.output.includes('Stairwell is open at')) return this;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	async ended(): Promise<number | NodeJS.Signals | null> {
		if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
		return this.child.exitCode ?? this.child.signalCode;
	}

	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
		this.child.kill(signal);
		return this.ended();
	}
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
