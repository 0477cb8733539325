import { eq } from 'drizzle-orm';
import { KNOCK_AFTER } from '../../domain/handover.ts';
import type { KnockFinding } from '../../domain/helping.ts';
import { mayKnock } from '../../domain/helping.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { tellOfHandover } from './news.ts';
import { listHelpers } from '../building/queries.ts';
import { endWhenGiven } from './end-when-given.ts';
import { findHandover, findParty, lockListing, markState } from './queries.ts';
import { handovers, knocks } from './handover-table.ts';
import { reports } from './table.ts';
import { returnReminderAt } from './window.ts';

type Found = Outcome<{ id: string }, 'handover.state_changed' | 'not_found' | KeyRefusal>;

/**
 * A helper knocked where something stood unsigned, and says what they found: it is there and signed for; nobody opened, so
 * that somebody tries again in a while; it is gone; or the helper is worried, and the stewards hear of it.
 */
export function recordKnock(
	db: Db,
	by: Member,
	input: { handoverId: string; found: KnockFinding },
	sent: Sent,
): Promise<Found> {
	return once(db, sent, async (tx): Promise<Found> => {
		const now = sent.at;
		const seen = await findHandover(tx, input.handoverId);
		const listing = seen && (await lockListing(tx, seen.listingId));
		const handover = listing && (await findHandover(tx, input.handoverId));
		if (!handover || !mayKnock(by, listing, handover)) return refused('not_found');
		if (handover.state !== 'left') return refused('handover.state_changed');
		await tx.insert(knocks).values({ handoverId: handover.id, byId: by.id, found: input.found, at: now });
		const offered = listing.direction === 'offer';
		const [giver, receiver] = offered
			? [listing.posterId, handover.claimantId]
			: [handover.claimantId, listing.posterId];
		const other = receiver === null ? null : await findParty(tx, receiver);
		const about = { listing, handover, other };
		const stewards = await listHelpers(tx, listing.buildingId, 'steward');
		const change = { changedBy: by.id, changedAt: now, windowEndsAt: null, remindAt: null };
		if (input.found === 'has_it') {
			const dueAt = returnReminderAt(listing, by.zone, now);
			if (!(await markState(tx, handover, 'received', { ...change, changedFor: receiver, dueAt })))
				return refused('handover.state_changed');
			await tellOfHandover(
				tx,
				[giver],
				'handover.received',
				{ ...about, handover: { ...handover, state: 'received' } },
				now,
			);
			await endWhenGiven(tx, listing.id, now);
		} else if (input.found === 'gone') {
			if (!(await markState(tx, handover, 'missing', { ...change, changedFor: receiver, dueAt: null })))
				return refused('handover.state_changed');
			const missing = { ...about, handover: { ...handover, state: 'missing' as const } };
			await tellOfHandover(tx, [giver], 'handover.missing', missing, now);
			await tellOfHandover(tx, stewards, 'handover.missing_look', missing, now);
		} else {
			// Somebody knocks again in a while: what a person needs is never taken as received by itself.
			const dueAt = new Date(now.getTime() + KNOCK_AFTER);
			await tx.update(handovers).set({ dueAt }).where(eq(handovers.id, handover.id));
			await tellOfHandover(tx, stewards, 'handover.nobody_opened', about, now);
			if (input.found === 'worried' && other) {
				await tx
					.insert(reports)
					.values({
						buildingId: other.buildingId,
						aboutId: other.id,
						reportedBy: by.id,
						kind: 'worried',
						reason: '',
						createdAt: now,
					})
					.onConflictDoNothing();
				const detail = { name: other.name, door: other.door };
				await notify(
					tx,
					{ to: stewards, topic: 'building', code: 'resident.worried', detail, href: '/building/reports' },
					now,
				);
			}
		}
		afterCommit(tx, { listingId: listing.id });
		return done({ id: handover.id });
	});
}
