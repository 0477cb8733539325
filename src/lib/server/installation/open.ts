import type { Db } from '../db/connect.ts';
import { openDatabase } from '../db/open.ts';
import type { Env } from '../env.ts';
import { readEnv } from '../env.ts';
import { onStop } from '../lifecycle.ts';
import { Live } from '../live/live.ts';
import { announceSetup } from '../account/set-up.ts';
import { startSettling } from '../listing/due-timer.ts';
import { log } from '../log.ts';
import { openPost } from '../letter/open.ts';
import { openPush } from '../notification/open.ts';
import { startHousekeeping } from './housekeeping.ts';
import { watchHealth, type Health } from './health.ts';

/** Everything that runs behind the requests of this process. */
export type Installation = { env: Env; db: Db; live: Live; now: () => Date; health: () => Promise<Health> };

/** Opens the database, brings it up to date and starts what runs by itself. Called once, by the init hook. */
export async function openInstallation(): Promise<Installation> {
	const env = readEnv();
	if (!env.limits) log.warn('RATE LIMITS ARE OFF (STAIRWELL_LIMITS=off): for tests only');
	const now = () => new Date(Date.now() + env.clockShift);
	const { db, sql, close, target, kind } = await openDatabase(env);
	onStop('database', close);
	const live = new Live(sql, now);
	await live.open();
	onStop('streams', () => live.close());
	const settling = startSettling(db, now);
	onStop('work', settling.stop);
	onStop('work', startHousekeeping(db, now).stop);
	const sending = await openPush(db, env, now, live);
	onStop('work', sending.stop);
	const post = openPost(db, env, now);
	onStop('work', post.stop);
	const dataFolder = kind === 'embedded' ? env.dataFolder : null;
	const health = watchHealth({
		target,
		dataFolder,
		now,
		timers: {
			settling,
			sending: { lastAt: sending.lastAt, clock: now },
			letters: { lastAt: post.lastAt, clock: now },
		},
	});
	onStop('work', health.close);
	await announceSetup(db, env, now());
	return { env, db, live, now, health: health.look };
}
