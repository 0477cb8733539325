import { lt, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { limits } from './table.ts';

/** At most `most` in a window of `seconds`. */
export type Limit = { name: string; most: number; seconds: number };

export const LIMITS = {
	signInByAddress: { name: 'sign-in-address', most: 60, seconds: 900 },
	signInByLogin: { name: 'sign-in-login', most: 20, seconds: 900 },
	setup: { name: 'setup', most: 60, seconds: 3600 },
	returnCode: { name: 'return-code', most: 20, seconds: 3600 },
	joinByAddress: { name: 'join', most: 200, seconds: 3600 },
	takeOut: { name: 'take-out', most: 20, seconds: 3600 },
	enter: { name: 'enter', most: 60, seconds: 900 },
	claim: { name: 'claim', most: 60, seconds: 60 },
	change: { name: 'change', most: 120, seconds: 60 },
	search: { name: 'search', most: 60, seconds: 60 },
	upload: { name: 'upload', most: 60, seconds: 3600 },
	subscribe: { name: 'subscribe', most: 20, seconds: 3600 },
	guestByAddress: { name: 'guest-address', most: 20, seconds: 3600 },
	guestByCorner: { name: 'guest-corner', most: 60, seconds: 3600 },
	peopleByAddress: { name: 'people-address', most: 600, seconds: 3600 },
	peopleBySteward: { name: 'people-steward', most: 600, seconds: 3600 },
	people: { name: 'people', most: 120, seconds: 3600 },
	mail: { name: 'mail', most: 5, seconds: 3600 },
	mailConfirm: { name: 'mail-confirm', most: 60, seconds: 3600 },
	testPush: { name: 'test-push', most: 10, seconds: 3600 },
} satisfies Record<string, Limit>;

/**
 * Counts one more for `whom`; answers null while within the limit, else the seconds until the window is over.
 * The table is unlogged: counting costs no wait for the disk, and a crash forgives.
 */
export async function countUp(db: Db, limit: Limit, whom: string, now: Date): Promise<number | null> {
	const span = limit.seconds * 1000;
	const windowStart = new Date(Math.floor(now.getTime() / span) * span);
	const [row] = await db
		.insert(limits)
		.values({ bucket: `${limit.name}:${whom}`, windowStart, used: 1 })
		.onConflictDoUpdate({
			target: [limits.bucket, limits.windowStart],
			set: { used: sql`${limits.used} + 1` },
		})
		.returning({ used: limits.used });
	if (row!.used <= limit.most) return null;
	return Math.max(1, Math.ceil((windowStart.getTime() + span - now.getTime()) / 1000));
}

/** Forgets windows that are over. */
export async function forgetLimits(db: Db, now: Date): Promise<void> {
	await db.delete(limits).where(lt(limits.windowStart, new Date(now.getTime() - 86_400_000)));
}
