import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { eraseInCorners } from '../corner/forget.ts';
import type { Db } from '../db/connect.ts';
import { eraseInBuys } from '../group-buy/forget.ts';
import { requests } from '../installation/table.ts';
import { letters } from '../letter/table.ts';
import { eraseInListings } from '../listing/forget.ts';
import { notifications } from '../notification/table.ts';
import { reports } from '../listing/table.ts';
import { calls, entryCodes, passkeyChallenges, residents } from './table.ts';

/**
 * Everything that says who it was goes: words, pictures, names in the inboxes of neighbours. Quantities, states and times
 * stay in the trails of others, of nobody. Which column is treated how is said, and held against the schema, in
 * `keeping.db.test.ts`.
 */
export async function eraseAccount(tx: Db, who: Member, now: Date): Promise<void> {
	await eraseInListings(tx, who, now);
	await eraseInCorners(tx, who, now);
	await eraseInBuys(tx, who);
	await tx.delete(notifications).where(eq(notifications.residentId, who.id));
	// In the inboxes of neighbours the news stays, of somebody.
	await tx
		.update(notifications)
		.set({ detail: sql`${notifications.detail} - 'name' - 'door'` })
		.where(
			sql`${notifications.detail} ->> 'name' = ${who.name} and ${notifications.residentId} in (
				select r.id from residents r join buildings b on b.id = r.building_id
				where b.community_id = ${who.communityId}::uuid)`,
		);
	await tx.delete(letters).where(eq(letters.residentId, who.id));
	await tx.delete(passkeyChallenges).where(eq(passkeyChallenges.residentId, who.id));
	await tx.delete(entryCodes).where(eq(entryCodes.residentId, who.id));
	await tx
		.update(reports)
		.set({ reason: '' })
		.where(
			or(eq(reports.aboutId, who.id), and(eq(reports.reportedBy, who.id), isNotNull(reports.settledAt))),
		);
	await forgetCalls(tx, who.id);
	// Answers kept for repeats; the one that is being given now is written after this.
	await tx
		.delete(requests)
		.where(and(eq(requests.actor, who.id), sql`${requests.createdAt} < ${now.toISOString()}`));
	await tx
		.update(requests)
		.set({ answer: sql`${requests.answer} - 'name'` })
		.where(sql`${requests.answer} ->> 'name' = ${who.name}`);
	await tx
		.update(residents)
		.set({
			name: '',
			phone: '',
			agreedBy: null,
			phoneless: false,
			addedBy: null,
			muted: [],
			follows: [],
			suspendedUntil: null,
			erasedAt: now,
		})
		.where(eq(residents.id, who.id));
}

/** Notes of calls with them: the one list that only grows of which something is taken, so it is said for these two statements. */
async function forgetCalls(tx: Db, residentId: string): Promise<void> {
	await tx.execute(sql`select set_config('stairwell.wiping', 'yes', true)`);
	await tx.delete(calls).where(eq(calls.residentId, residentId));
	await tx.execute(sql`select set_config('stairwell.wiping', 'no', true)`);
}
