import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { top } from './process.ts';

/** The journeys go through the built app, as people get it: built here unless the gate has just done so. */
export default function setup(): void {
	if (existsSync(`${top}build/cli/start.js`)) return;
	// Vitest's own NODE_ENV would make it a build for development, with all that the frameworks check there.
	const env = { ...process.env, NODE_ENV: 'production' };
	execFileSync('npm', ['run', 'build'], { cwd: top, stdio: 'inherit', env });
}
