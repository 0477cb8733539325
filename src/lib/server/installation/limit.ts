import { lt, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { limits } from './table.ts';

/**
 * At most `most` in a window of `seconds` for one account (or whoever is named), and `byAddress` for all accounts behind
 * one address together. A whole building may share an address, behind one box or a carrier's translation: an account is
 * held short, an address only kept from what no building does.
 */
export type Limit = { name: string; most: number; byAddress?: number; seconds: number };

export const LIMITS = {
	signInByAddress: { name: 'sign-in-address', most: 300, seconds: 900 },
	signInByLogin: { name: 'sign-in-login', most: 20, seconds: 900 },
	setup: { name: 'setup', most: 60, seconds: 3600 },
	returnCode: { name: 'return-code', most: 20, byAddress: 600, seconds: 3600 },
	/** Whoever joins has no account yet: the door they name stands for it, and the building for all its doors. */
	join: { name: 'join', most: 20, byAddress: 1000, seconds: 3600 },
	joinByBuilding: { name: 'join-building', most: 2000, seconds: 3600 },
	/** Orders that a compound without Stairwell writes by its link. */
	outside: { name: 'outside', most: 300, byAddress: 1000, seconds: 3600 },
	takeOut: { name: 'take-out', most: 20, byAddress: 600, seconds: 3600 },
	enter: { name: 'enter', most: 300, seconds: 900 },
	claim: { name: 'claim', most: 60, byAddress: 1500, seconds: 60 },
	change: { name: 'change', most: 120, byAddress: 3000, seconds: 60 },
	search: { name: 'search', most: 60, byAddress: 1500, seconds: 60 },
	upload: { name: 'upload', most: 60, byAddress: 1500, seconds: 3600 },
	subscribe: { name: 'subscribe', most: 20, byAddress: 1500, seconds: 3600 },
	guestByAddress: { name: 'guest-address', most: 20, seconds: 3600 },
	guestByCorner: { name: 'guest-corner', most: 60, seconds: 3600 },
	people: { name: 'people', most: 120, byAddress: 6000, seconds: 3600 },
	peopleBySteward: { name: 'people-steward', most: 600, byAddress: 6000, seconds: 3600 },
	mail: { name: 'mail', most: 5, byAddress: 200, seconds: 3600 },
	mailConfirm: { name: 'mail-confirm', most: 60, seconds: 3600 },
	testPush: { name: 'test-push', most: 10, byAddress: 600, seconds: 3600 },
} satisfies Record<string, Limit>;

/**
 * Counts one more for `whom`, and for their address where the limit has a figure for it; answers null while within both,
 * else the seconds until the window is over. What an account is refused takes nothing of its address, so that one who
 * sends without end shuts out nobody but themselves.
 * The table is unlogged: counting costs no wait for the disk, and a crash forgives.
 */
export async function countUp(
	db: Db,
	limit: Limit,
	whom: string,
	now: Date,
	address = '',
): Promise<number | null> {
	const span = limit.seconds * 1000;
	const windowStart = new Date(Math.floor(now.getTime() / span) * span);
	const within = async (bucket: string, most: number): Promise<boolean> => {
		const [row] = await db
			.insert(limits)
			.values({ bucket, windowStart, used: 1 })
			.onConflictDoUpdate({
				target: [limits.bucket, limits.windowStart],
				set: { used: sql`${limits.used} + 1` },
			})
			.returning({ used: limits.used });
		return row!.used <= most;
	};
	const shared = address === '' ? undefined : limit.byAddress;
	if (
		(await within(`${limit.name}:${whom}`, limit.most)) &&
		(shared === undefined || (await within(`${limit.name}@${address}`, shared)))
	)
		return null;
	return Math.max(1, Math.ceil((windowStart.getTime() + span - now.getTime()) / 1000));
}

/** Forgets windows that are over. */
export async function forgetLimits(db: Db, now: Date): Promise<void> {
	await db.delete(limits).where(lt(limits.windowStart, new Date(now.getTime() - 86_400_000)));
}
