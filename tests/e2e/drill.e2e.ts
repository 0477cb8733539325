import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { top } from './process.ts';

it('killed three times under load, app and database each: every answer that said done is still true', () => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[`${top}build/cli/drill.js`, '--times', '3'],
		{ cwd: top, encoding: 'utf8', timeout: 110_000 },
	);
	process.stdout.write(stdout);
	expect(`${stdout}${stderr}`).toContain('every answer that said done is still true');
	expect(status).toBe(0);
});
