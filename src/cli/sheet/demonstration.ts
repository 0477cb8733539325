import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { migrationsFolder } from '#lib/server/db/migrate.ts';

/** A demonstration building of one's own, on data that are thrown away afterwards. */
export async function ownDemonstration(): Promise<{ origin: string; stop(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'stairwell-sheet-'));
	// As root, the database runs as somebody else, who has to enter.
	await chmod(folder, 0o711);
	const port = await freePort();
	const demo = join(dirname(migrationsFolder()), 'build', 'cli', 'demo.js');
	const env = { ...process.env, STAIRWELL_DATA: join(folder, 'data'), PORT: String(port), HOST: '127.0.0.1' };
	const origin = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [demo], {
		env: { ...env, ORIGIN: origin, STAIRWELL_LIMITS: 'off' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise<void>((resolve, reject) => {
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes('Stairwell is open at')) resolve();
		});
		child.on('exit', () => reject(new Error(`the demonstration ended: ${said}`)));
	});
	return {
		origin,
		stop: async () => {
			child.kill('SIGTERM');
			await once(child, 'exit');
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (!address || typeof address === 'string') throw new Error('no port');
	return address.port;
}
