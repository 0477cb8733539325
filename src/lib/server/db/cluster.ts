import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartRefusal } from '../start-refusal.ts';
import type { Engine } from './binaries.ts';
import { type DatabaseUser, giveTree, makeFolderOf } from './database-user.ts';
import { writePrivate } from './private-file.ts';

/** The name of the database, and of the only user who may enter it. */
export const DATABASE = 'stairwell';

/** Makes the folder PostgreSQL keeps its data in, unless it is there; answers the password of its only user. */
export async function prepareCluster(
	dataFolder: string,
	engine: Engine,
	user: DatabaseUser | null,
): Promise<string> {
	const cluster = join(dataFolder, 'database');
	const secret = join(dataFolder, 'database.password');
	for (const name of readdirSync(dataFolder)) {
		if (name.startsWith('database.new-')) rmSync(join(dataFolder, name), { recursive: true });
	}
	if (!existsSync(cluster)) {
		if (!existsSync(secret)) writePrivate(secret, randomBytes(24).toString('base64url'));
		await initialise(dataFolder, cluster, engine, user, readFileSync(secret, 'utf8'));
	}
	if (!existsSync(secret))
		throw new StartRefusal(
			`The password of the database is missing: put back ${secret}, or restore a backup into an empty folder.`,
		);
	if (user && statSync(cluster).uid === 0) giveTree(cluster, user);
	refuseOtherMajor(cluster, engine);
	return readFileSync(secret, 'utf8');
}

/** In a folder with another name first, so that a crash half way leaves nothing that looks finished. */
async function initialise(
	dataFolder: string,
	cluster: string,
	engine: Engine,
	user: DatabaseUser | null,
	password: string,
): Promise<void> {
	const unfinished = makeFolderOf(user, mkdtempSync(join(dataFolder, 'database.new-')));
	const fresh = join(unfinished, 'database');
	const passwordFile = join(unfinished, 'password');
	writePrivate(passwordFile, password, user);
	const args = [
		'-D',
		fresh,
		'-U',
		DATABASE,
		'--auth=scram-sha-256',
		`--pwfile=${passwordFile}`,
		'--encoding=UTF8',
		...LOCALE,
	];
	try {
		await promisify(execFile)(join(engine.folder, 'bin', 'initdb'), args, {
			...user,
			cwd: unfinished,
			env: { LC_ALL: 'C' },
		});
	} catch (error) {
		const said =
			(error as { stderr?: string }).stderr?.trim().split('\n').slice(-3).join(' ') ?? String(error);
		throw new StartRefusal(
			`The embedded database cannot be set up in ${dataFolder} (${said}): mend that, or set DATABASE_URL to a PostgreSQL of your own.`,
		);
	}
	renameSync(fresh, cluster);
	rmSync(unfinished, { recursive: true });
}

// macOS has no C.UTF-8 of its own everywhere; PostgreSQL's built-in one sorts and folds alike.
const LOCALE =
	process.platform === 'darwin'
		? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
		: ['--locale=C.UTF-8'];

function refuseOtherMajor(cluster: string, engine: Engine): void {
	const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
	if (made === engine.major) return;
	throw new StartRefusal(
		`The database in ${cluster} was made by PostgreSQL ${made}, this Stairwell brings ${engine.major}: back it up with the Stairwell that made it, and restore the backup with this one.`,
	);
}
