import type { Env } from '../env.ts';
import { StartRefusal } from '../start-refusal.ts';
import { connect, type Connection, type DatabaseTarget } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabase extends Connection {
	kind: 'embedded' | 'outside';
	/** For those who need a pool of their own beside this one. */
	target: DatabaseTarget;
}

// The development server loads the server's modules anew in the same process; the database stays.
const key = Symbol.for('stairwell.database');
const shared = globalThis as { [key]?: Promise<OpenDatabase> | undefined };

/** The database of this process, migrated and ready. `close` ends the pool and then the embedded PostgreSQL. */
export function openDatabase(env: Env): Promise<OpenDatabase> {
	return (shared[key] ??= (env.databaseUrl ? openOutside(env.databaseUrl, env) : openEmbedded(env)).catch(
		(error: unknown) => {
			shared[key] = undefined;
			throw error;
		},
	));
}

async function openEmbedded(env: Env): Promise<OpenDatabase> {
	const { target, stop } = await startEmbedded(env.dataFolder, { address: env.origin });
	try {
		await migrate(target);
	} catch (error) {
		await stop();
		throw error;
	}
	return ready('embedded', target, env, stop);
}

async function openOutside(url: string, env: Env): Promise<OpenDatabase> {
	try {
		await migrate(url);
	} catch (error) {
		throw explain(error, url);
	}
	return ready('outside', url, env);
}

function ready(
	kind: OpenDatabase['kind'],
	target: DatabaseTarget,
	env: Env,
	after?: () => Promise<void>,
): OpenDatabase {
	// Three keep two cores busy; with ten, each claim cost the database half as much again (README, decisions).
	const connection = connect(target, { max: env.connections });
	async function close(): Promise<void> {
		shared[key] = undefined;
		await connection.close();
		await after?.();
	}
	return { ...connection, kind, target, close };
}

const REASONS: Record<string, string> = {
	ECONNREFUSED: 'nothing answers there',
	ENOTFOUND: 'no such host',
	ENOENT: 'no such socket',
	CONNECT_TIMEOUT: 'no answer within 10 s',
	'28P01': 'wrong password',
	'28000': 'that user may not enter',
	'3D000': 'no such database',
	'42501': 'that user may not create tables there',
	'57P03': 'it is still starting',
};

function explain(error: unknown, url: string): unknown {
	const cause = error instanceof Error && error.cause ? error.cause : error;
	const reason = REASONS[(cause as { code?: string }).code ?? ''];
	// Without the password.
	const place = URL.canParse(url) ? new URL(url).host + new URL(url).pathname : 'that address';
	return reason
		? new StartRefusal(`The database of DATABASE_URL, ${place}, cannot be used: ${reason}.`)
		: error;
}
