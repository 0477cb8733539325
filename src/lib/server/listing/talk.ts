import { and, eq, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isPosters, mayAdjustUrgency } from '../../domain/listing.ts';
import { maySeeHandover, sideOf } from '../../domain/handover.ts';
import { isSuspended, type ReportKind } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { listJudges } from '../building/judges.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { changedBy, maySee, titleDetail } from './facts.ts';
import { tellOfHandover } from './news.ts';
import { findHandover, findListing, findParty, lockListing } from './queries.ts';
import { handovers } from './handover-table.ts';
import { comments, listingEvents, listings, reports } from './table.ts';
import { beginWidening, stopWidening } from './widen.ts';

type Told<C extends string> = Promise<Outcome<{ id: string }, C | KeyRefusal | 'not_found'>>;

/** A word under a post. */
export function comment(
	db: Db,
	by: Member,
	input: { listingId: string; text: string },
	sent: Sent,
): Told<'people.suspended'> {
	return once(db, sent, async (tx) => {
		if (isSuspended(by, sent.at)) return refused('people.suspended');
		const listing = await findListing(tx, input.listingId);
		if (!listing || !maySee(listing, by)) return refused('not_found');
		const [row] = await tx
			.insert(comments)
			.values({
				listingId: listing.id,
				writtenBy: by.id,
				actedBy: by.actedBy ?? null,
				text: input.text,
				createdAt: sent.at,
			})
			.returning({ id: comments.id });
		if (!isPosters(listing, by))
			await notify(
				tx,
				{
					to: [listing.posterId],
					topic: 'handover',
					code: 'listing.commented',
					detail: { ...titleDetail(listing), name: by.name, door: by.door },
					href: `/listings/${listing.id}`,
					listingId: listing.id,
				},
				sent.at,
			);
		afterCommit(tx, { listingId: listing.id });
		return done({ id: row!.id });
	});
}

/** Something is not right with a post: the building's stewards are asked to look. Once a person. */
export function report(
	db: Db,
	by: Member,
	input: { listingId: string; reason: string; kind?: ReportKind },
	sent: Sent,
): Told<'report.already' | 'people.nobody_to_tell'> {
	return once(db, sent, async (tx) => {
		const listing = await findListing(tx, input.listingId);
		if (!listing || !maySee(listing, by)) return refused('not_found');
		const to = await listJudges(tx, { buildingId: listing.buildingId, aboutId: listing.posterId });
		if (to.length === 0) return refused('people.nobody_to_tell');
		const [row] = await tx
			.insert(reports)
			.values({
				buildingId: listing.buildingId,
				listingId: listing.id,
				reportedBy: by.id,
				kind: input.kind ?? 'other',
				reason: input.reason,
				createdAt: sent.at,
			})
			.onConflictDoNothing()
			.returning({ id: reports.id });
		if (!row) return refused('report.already');
		await notify(
			tx,
			{
				to,
				topic: 'building',
				code: 'listing.reported',
				detail: { ...titleDetail(listing), reason: input.reason },
				// Also for whoever cannot open the post itself.
				href: '/building/reports',
				listingId: listing.id,
			},
			sent.at,
		);
		return done({ id: row.id });
	});
}

export type UrgencyInput = { listingId: string; urgent: boolean; neededBy: Date | null; reason: string };

/** How urgent an ask is: a time and a reason, by the poster, a steward or a volunteer. */
export function setUrgency(
	db: Db,
	by: Member,
	input: UrgencyInput,
	sent: Sent,
): Told<'urgency.reason_missing' | 'listing.ended'> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, input.listingId);
		if (!listing || !maySee(listing, by) || !mayAdjustUrgency(listing, by)) return refused('not_found');
		if (listing.status !== 'open') return refused('listing.ended');
		const reason = input.reason || listing.reason;
		const neededBy = input.neededBy ?? listing.neededBy;
		if (input.urgent && (reason === '' || neededBy === null))
			return refused('urgency.reason_missing', { field: reason === '' ? 'reason' : 'neededBy' });
		await tx
			.update(listings)
			.set({ urgent: input.urgent, neededBy, reason })
			.where(eq(listings.id, listing.id));
		await tx
			.insert(listingEvents)
			.values({ listingId: listing.id, kind: 'urgency', at: sent.at, byId: by.id, reason });
		if (input.urgent && !listing.urgent)
			await beginWidening(tx, { ...listing, reason, neededBy }, [by.id, listing.posterId], sent.at);
		if (!input.urgent) await stopWidening(tx, listing.id);
		afterCommit(tx, { listingId: listing.id });
		return done({ id: listing.id });
	});
}

/** A thank-you for a handover, once, from whoever received to whoever gave. */
export function thank(
	db: Db,
	by: Member,
	input: { handoverId: string; text: string },
	sent: Sent,
): Told<'handover.thanked' | 'handover.not_yours'> {
	return once(db, sent, async (tx) => {
		const handover = await findHandover(tx, input.handoverId);
		const listing = handover && (await findListing(tx, handover.listingId));
		if (!listing || !maySeeHandover(listing, handover, by)) return refused('not_found');
		if (sideOf(listing, handover, by) !== 'receiver') return refused('handover.not_yours');
		const rows = await tx
			.update(handovers)
			.set({ thanks: input.text, thankedAt: sent.at, ...changedBy(by) })
			.where(
				and(
					eq(handovers.id, handover.id),
					sql`${handovers.thankedAt} is null`,
					sql`${handovers.state} in ('left', 'received', 'returned')`,
				),
			)
			.returning({ id: handovers.id });
		if (rows.length === 0) return refused('handover.thanked');
		const giver = listing.direction === 'offer' ? listing.posterId : handover.claimantId;
		const other = listing.anonymous && listing.direction === 'ask' ? null : await findParty(tx, by.id);
		await tellOfHandover(
			tx,
			[giver],
			'handover.thanked',
			{ listing, handover, other, reason: input.text },
			sent.at,
		);
		return done({ id: handover.id });
	});
}
