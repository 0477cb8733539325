import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefusal } from '../start-refusal.ts';
import { installEngine } from './binaries.ts';
import { DATABASE, prepareCluster } from './cluster.ts';
import { connect, type DatabaseTarget } from './connect.ts';
import {
	canEnter,
	chooseDatabaseUser,
	type DatabaseUser,
	makeFolderOf,
	prepareDataFolder,
} from './database-user.ts';
import { lockFolder } from './folder-lock.ts';
import { keepRunning } from './postgres-process.ts';
import { postgresSettings } from './postgres-settings.ts';
import { clearLeftovers } from './postmaster.ts';
import { readTarget, removeTarget, type SocketTarget, writeTarget } from './running.ts';

export interface Embedded {
	target: DatabaseTarget;
	/** Stops PostgreSQL in good order and lets go of the folder. */
	stop(): Promise<void>;
}

export interface EmbeddedOptions {
	/** What a second process on the same folder is told about this one. */
	address: string;
	/** PostgreSQL settings over ours. */
	settings?: Record<string, string>;
}

const PORT = 5432;

/**
 * Runs a real PostgreSQL on a folder: sets it up the first time, recovers what a crash left, starts it again if it
 * dies. Throws a StartRefusal for what the person at the keyboard can mend.
 */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions): Promise<Embedded> {
	try {
		const user = chooseDatabaseUser(join(dataFolder, 'database'));
		const folder = prepareDataFolder(dataFolder, user);
		const unlock = await lockFolder(folder, options.address);
		try {
			return await run(folder, user, options, unlock);
		} catch (error) {
			unlock();
			throw error;
		}
	} catch (error) {
		throw explain(error, dataFolder);
	}
}

async function run(
	folder: string,
	user: DatabaseUser | null,
	options: EmbeddedOptions,
	unlock: () => void,
): Promise<Embedded> {
	const cluster = join(folder, 'database');
	// First of all, as an orphan may still run the programs that an update is about to replace.
	await clearLeftovers(cluster);
	removeFarSocket(readTarget(folder)?.host);
	const engine = installEngine(folder);
	const password = await prepareCluster(folder, engine, user);
	makeFolderOf(user, join(folder, 'logs'));
	const socketFolder = makeSocketFolder(folder, user);
	const settings = { ...postgresSettings(folder, socketFolder), ...options.settings };
	const stopPostgres = await keepRunning({
		dataFolder: folder,
		cluster,
		engine,
		user,
		socketFolder,
		settings,
	});
	const target: SocketTarget = {
		host: socketFolder,
		port: PORT,
		user: DATABASE,
		password,
		database: DATABASE,
	};
	async function stop(): Promise<void> {
		await stopPostgres();
		removeTarget(folder);
		removeFarSocket(socketFolder);
		unlock();
	}
	try {
		await createDatabase(target);
		writeTarget(folder, target);
	} catch (error) {
		await stop();
		throw error;
	}
	return { target, stop };
}

async function createDatabase(target: SocketTarget): Promise<void> {
	const { sql, close } = connect({ ...target, database: 'postgres' }, { max: 1 });
	try {
		const found = await sql`select from pg_database where datname = ${DATABASE}`;
		if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
	} finally {
		await close();
	}
}

const FAR = 'stairwell-socket-';

/** Within the data folder where the path of a socket may be that long (about 104 bytes on macOS, 108 on Linux). */
function makeSocketFolder(dataFolder: string, user: DatabaseUser | null): string {
	const near = join(dataFolder, 'run');
	if (Buffer.byteLength(join(near, `.s.PGSQL.${PORT}`)) <= 100) return makeFolderOf(user, near);
	const shared = user && !canEnter(tmpdir(), user) ? '/tmp' : tmpdir();
	return makeFolderOf(user, mkdtempSync(join(shared, FAR)));
}

function removeFarSocket(folder: string | undefined): void {
	if (folder?.includes(`/${FAR}`)) rmSync(folder, { recursive: true, force: true });
}

function explain(error: unknown, dataFolder: string): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	const mendable = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST'].includes(code ?? '');
	return mendable
		? new StartRefusal(`Stairwell cannot use its data folder ${dataFolder} (${message}).`)
		: error;
}
