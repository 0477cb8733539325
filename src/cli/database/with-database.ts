import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseTarget } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { type Env, readEnv } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { isStartRefusal, StartRefusal } from '#lib/server/start-refusal.ts';

type Act = (target: DatabaseTarget) => Promise<void>;

/** The database as it is at the moment: outside, that of the running app, or started for this alone. Never a new one. */
export async function withDatabaseAsItIs(env: Env, command: string, act: Act): Promise<void> {
	const running = env.databaseUrl ?? findRunningDatabase(env.dataFolder);
	if (running) return act(running);
	if (!existsSync(join(env.dataFolder, 'database')))
		throw new StartRefusal(
			`There is no database in ${env.dataFolder}: set STAIRWELL_DATA to the folder it is in, or DATABASE_URL to its address.`,
		);
	return withDatabaseAlone(env, command, act);
}

/** The database with nobody else in it: an embedded one is started, which refuses where the app runs. */
export async function withDatabaseAlone(env: Env, command: string, act: Act): Promise<void> {
	if (env.databaseUrl) return act(env.databaseUrl);
	const { target, stop } = await startEmbedded(env.dataFolder, { address: `npm run ${command}` });
	try {
		await act(target);
	} finally {
		await stop();
	}
}

/** A path as it was typed: npm goes to the folder of package.json, whoever typed it was somewhere else. */
export function typedPath(path: string): string {
	return resolve(process.env.INIT_CWD ?? '.', path);
}

/** Runs a command to its end; what a person can mend is said in a sentence. */
export async function run(command: (env: Env, words: string[]) => Promise<void>): Promise<never> {
	// On leaving, a database that was started for this is told to stop (see postgres-process.ts).
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
	try {
		await command(readEnv(), process.argv.slice(2));
	} catch (error) {
		if (isStartRefusal(error)) process.stderr.write(`${error.message}\n`);
		else log.error('this did not work', { error });
		process.exit(1);
	}
	process.exit(0);
}
