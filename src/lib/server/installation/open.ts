import type { Db } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import type { Env } from '../env.ts';
import { readEnv } from '../env.ts';
import { onStop } from '../lifecycle.ts';
import { Live } from '../live/live.ts';
import { announceSetup } from '../account/set-up.ts';
import { log } from '../log.ts';

/** Everything that runs behind the requests of this process. */
export type Installation = { env: Env; db: Db; live: Live; now: () => Date };

/** Opens the database, brings it up to date and starts what runs by itself. Called once, by the init hook. */
export async function openInstallation(): Promise<Installation> {
	const env = readEnv();
	if (!env.limits) log.warn('RATE LIMITS ARE OFF (STAIRWELL_LIMITS=off): for tests only');
	const now = () => new Date(Date.now() + env.clockShift);
	const { db, sql, close } = await openDatabase(env);
	onStop('database', close);
	const live = new Live(sql);
	await live.open();
	onStop('streams', () => live.close());
	await announceSetup(db, env, now());
	return { env, db, live, now };
}
