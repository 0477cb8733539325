import { and, eq, isNull } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isPosters, mayModerate, type ListingStatus } from '../../domain/listing.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { writeDown } from '../building/log.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { maySee, titleDetail } from './facts.ts';
import { tellOfHandover } from './news.ts';
import type { ListingRow } from './queries.ts';
import { listHandovers, lockListing, markState } from './queries.ts';
import { listingEvents, listings, reports } from './table.ts';

type Closed = Outcome<{ id: string }, 'listing.ended' | KeyRefusal | 'not_found'>;

/** The poster takes the post back: who waits and who holds is told; what is on the way goes on. */
export function withdraw(
	db: Db,
	by: Member,
	input: { listingId: string; reason: string },
	sent: Sent,
): Promise<Closed> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, input.listingId);
		if (!listing || !isPosters(listing, by)) return refused('not_found');
		if (listing.status !== 'open') return refused('listing.ended');
		await close(tx, listing, 'withdrawn', { by: by.actedBy ?? by.id, reason: input.reason }, sent.at);
		return done({ id: listing.id });
	});
}

/** A steward takes the post out of sight, with a reason and a trail; the poster is told. */
export function hide(
	db: Db,
	by: Member,
	input: { listingId: string; reason: string },
	sent: Sent,
): Promise<Closed> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, input.listingId);
		if (!listing || !maySee(listing, by) || !mayModerate(listing, by)) return refused('not_found');
		if (listing.status === 'hidden') return refused('listing.ended');
		await hideListing(tx, listing, by, input.reason, sent.at);
		if (listing.posterId !== by.id) await settleReportsOf(tx, by, listing.id, sent.at);
		return done({ id: listing.id });
	});
}

/** The same under a lock that is held already: hidden, written into the building's log, and the poster told. */
export async function hideListing(
	tx: Db,
	listing: ListingRow,
	by: Member,
	reason: string,
	now: Date,
): Promise<void> {
	if (listing.status === 'hidden') return;
	await close(tx, listing, 'hidden', { by: by.id, reason }, now);
	await writeDown(tx, by, { kind: 'hidden', listingId: listing.id, reason }, now);
	await notify(
		tx,
		{
			to: [listing.posterId],
			topic: 'building',
			code: 'listing.hidden',
			detail: { ...titleDetail(listing), reason },
			href: `/listings/${listing.id}`,
			listingId: listing.id,
		},
		now,
	);
}

/** Reports about a post that is hidden need no other answer. */
async function settleReportsOf(tx: Db, by: Member, listingId: string, now: Date): Promise<void> {
	await tx
		.update(reports)
		.set({ settledAt: now, settledBy: by.id, settledWith: 'hidden' })
		.where(and(eq(reports.listingId, listingId), isNull(reports.settledAt)));
}

/** Ends a listing under its lock. At its natural end those who hold something keep it until their window is over. */
export async function close(
	tx: Db,
	listing: ListingRow,
	status: Exclude<ListingStatus, 'open'>,
	change: { by: string | null; reason: string },
	now: Date,
): Promise<void> {
	await tx
		.update(listings)
		.set({ status, statusReason: change.reason, dueAt: null })
		.where(eq(listings.id, listing.id));
	await tx.insert(listingEvents).values({
		listingId: listing.id,
		kind: status,
		at: now,
		byId: change.by,
		reason: change.reason,
	});
	const about = { changedAt: now, changedBy: change.by, changeReason: change.reason, dueAt: null };
	for (const waiting of await listHandovers(tx, listing.id, ['waiting'])) {
		await markState(tx, waiting, 'refused', about);
		const handover = { ...waiting, state: 'refused' as const };
		await tellOfHandover(
			tx,
			[waiting.claimantId],
			status === 'ended' ? 'handover.refused' : 'handover.withdrawn',
			{ listing, handover, reason: change.reason },
			now,
		);
	}
	if (status !== 'ended')
		for (const reserved of await listHandovers(tx, listing.id, ['reserved'])) {
			await markState(tx, reserved, 'released', { ...about, windowEndsAt: null, remindAt: null });
			const handover = { ...reserved, state: 'released' as const, windowEndsAt: null };
			await tellOfHandover(
				tx,
				[reserved.claimantId],
				'handover.withdrawn',
				{ listing, handover, reason: change.reason },
				now,
			);
		}
	afterCommit(tx, { listingId: listing.id });
}
