// node src/cli/run.mjs <command> [arguments]: runs a built command, and builds first where there is no build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const [, , command = '', ...rest] = process.argv;
const built = `${top}build/cli/${command}.js`;

if (!/^[a-z]+$/.test(command) || !existsSync(`${top}src/cli/${command}.ts`)) {
	console.error(`There is no command "${command}" in src/cli.`);
	process.exit(1);
}

if (!existsSync(`${top}build/handler.js`) || !existsSync(built)) {
	console.log('There is no build yet, building first.');
	const { status, error } = spawnSync('npm', ['run', 'build'], { cwd: top, stdio: 'inherit' });
	if (error) throw error;
	if (status !== 0) process.exit(status ?? 1);
}

// The command finds its arguments where it would find them had it been started by itself.
process.argv = [process.execPath, built, ...rest];
await import(pathToFileURL(built).href);
