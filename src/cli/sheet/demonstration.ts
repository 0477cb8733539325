import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCommand, freePort } from '../load/app.ts';

/** A demonstration building of one's own, on data that are thrown away afterwards. */
export async function ownDemonstration(): Promise<{ origin: string; stop(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'stairwell-sheet-'));
	// As root, the database runs as somebody else, who has to enter.
	await chmod(folder, 0o711);
	const port = await freePort();
	const env = { ...process.env, STAIRWELL_DATA: join(folder, 'data'), PORT: String(port), HOST: '127.0.0.1' };
	const origin = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [builtCommand('demo')], {
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
