import { timingSafeEqual } from 'node:crypto';
import { isEmpty } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { dropSetting, secret, settingOr } from '../installation/settings.ts';

const NAME = 'setup_token';

/**
 * The token of the one-time link, or null once this installation has been set up. Kept in clear until then, so that each
 * start – and each of several app servers – prints the same one. `fixed`: what STAIRWELL_SETUP_TOKEN says instead.
 */
export async function findSetupToken(db: Db, fixed: string | undefined): Promise<string | null> {
	if (!(await isEmpty(db))) {
		await dropSetting(db, NAME);
		return null;
	}
	return fixed ?? (await settingOr(db, NAME, () => secret(24)));
}

/** Compares without telling by its time how much was right. */
export function isSameToken(kept: string, shown: string): boolean {
	const [a, b] = [Buffer.from(kept), Buffer.from(shown)];
	return a.length === b.length && timingSafeEqual(a, b);
}
