import { asc, eq, lte } from 'drizzle-orm';
import { UNSIGNED_AFTER, needsKnock } from '../../domain/handover.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { secret } from '../installation/settings.ts';
import { log } from '../log.ts';
import { notify } from '../notification/notify.ts';
import { close } from './close.ts';
import { holdDraw } from './draw.ts';
import { endWhenGiven } from './end-when-given.ts';
import { titleDetail } from './facts.ts';
import { tellFollowers } from './followers.ts';
import { tellOfHandover } from './news.ts';
import { promoteLine } from './promote.ts';
import type { HandoverRow, ListingRow } from './queries.ts';
import { listHelpers } from '../building/queries.ts';
import { findHandover, findListing, findParty, lockListingUnlessBusy, markState } from './queries.ts';
import { handovers } from './handover-table.ts';
import { listings } from './table.ts';
import { settleWidening } from './widen.ts';
import { returnReminderAt } from './window.ts';

const BATCH = 50;

/**
 * Does everything that has come due, each in a transaction of its own under the listing's lock: any number of app
 * processes may run this at once, and what one has done the next finds no longer due. Answers how much was done.
 */
export async function settleDue(db: Db, now: Date): Promise<number> {
	const dueHandovers = await db
		.select({ id: handovers.id, listingId: handovers.listingId })
		.from(handovers)
		.where(lte(handovers.dueAt, now))
		.orderBy(asc(handovers.dueAt))
		.limit(BATCH);
	const dueListings = await db
		.select({ id: listings.id })
		.from(listings)
		.where(lte(listings.dueAt, now))
		.orderBy(asc(listings.dueAt))
		.limit(BATCH);
	const widening = await db
		.select({ id: listings.id })
		.from(listings)
		.where(lte(listings.widensAt, now))
		.orderBy(asc(listings.widensAt))
		.limit(BATCH);
	let settled = 0;
	for (const { id, listingId } of dueHandovers)
		if (await apart(id, settleHandover(db, id, listingId, now))) settled++;
	for (const { id } of dueListings) if (await apart(id, settleListing(db, id, now))) settled++;
	for (const { id } of widening) if (await apart(id, settleWidening(db, id, now))) settled++;
	return settled;
}

/** One that fails must not hold up the others; it stays due and is tried again. */
async function apart(id: string, settling: Promise<boolean>): Promise<boolean> {
	try {
		return await settling;
	} catch (error) {
		log.error('settling one thing failed, trying again', { id, error });
		return false;
	}
}

function settleHandover(db: Db, id: string, listingId: string, now: Date): Promise<boolean> {
	return transact(db, async (tx) => {
		const listing = await lockListingUnlessBusy(tx, listingId);
		if (!listing) return false;
		const handover = await findHandover(tx, id);
		if (!handover?.dueAt || handover.dueAt > now) return false;
		if (handover.state === 'reserved') await settleReserved(tx, listing, handover, now);
		else if (handover.state === 'left') await settleLeft(tx, listing, handover, now);
		else if (handover.state === 'received') await remindOfReturn(tx, listing, handover, now);
		else await due(tx, handover, null);
		return true;
	});
}

async function due(tx: Db, handover: HandoverRow, dueAt: Date | null): Promise<void> {
	await tx.update(handovers).set({ dueAt }).where(eq(handovers.id, handover.id));
}

async function settleReserved(tx: Db, listing: ListingRow, handover: HandoverRow, now: Date): Promise<void> {
	const ends = handover.windowEndsAt;
	if (ends && ends > now) {
		const receiver = listing.direction === 'offer' ? handover.claimantId : listing.posterId;
		const giver = listing.direction === 'offer' ? listing.posterId : handover.claimantId;
		const other = receiver === listing.posterId ? null : await findParty(tx, listing.posterId);
		// On an ask the window waits for the one who promised to bring it.
		const reminded = listing.direction === 'offer' ? receiver : giver;
		await due(tx, handover, ends);
		return tellOfHandover(tx, [reminded], 'handover.window_reminder', { listing, handover, other }, now);
	}
	await markState(tx, handover, 'lapsed', {
		changedAt: now,
		changedBy: null,
		windowEndsAt: null,
		remindAt: null,
		dueAt: null,
	});
	const lapsed = { ...handover, state: 'lapsed' as const, windowEndsAt: null };
	const other = handover.claimantId === null ? null : await findParty(tx, handover.claimantId);
	await tellOfHandover(tx, [handover.claimantId], 'handover.lapsed', { listing, handover: lapsed }, now);
	await tellOfHandover(
		tx,
		[listing.posterId],
		'handover.lapsed_poster',
		{ listing, handover: lapsed, other },
		now,
	);
	await promoteLine(tx, listing.id, now);
	await announceFree(tx, listing.id, handover.claimantId, now);
	afterCommit(tx, { listingId: listing.id });
}

/** Nobody was in line for what came free: those who follow new posts hear of it again. */
async function announceFree(tx: Db, listingId: string, not: string | null, now: Date): Promise<void> {
	const listing = (await findListing(tx, listingId))!;
	if (
		listing.status !== 'open' ||
		listing.until <= now ||
		listing.waiting > 0 ||
		listing.held >= listing.quantity
	)
		return;
	if (listing.direction === 'offer')
		await tellFollowers(tx, listing, 'listing.free_again', [listing.posterId, not], now);
}

/** A loan that is out, on the morning of the day on which it is to be back. */
async function remindOfReturn(tx: Db, listing: ListingRow, handover: HandoverRow, now: Date): Promise<void> {
	await due(tx, handover, null);
	const borrower = listing.direction === 'offer' ? handover.claimantId : listing.posterId;
	await tellOfHandover(tx, [borrower], 'handover.return_reminder', { listing, handover }, now);
}

async function settleLeft(tx: Db, listing: ListingRow, handover: HandoverRow, now: Date): Promise<void> {
	const receiver = listing.direction === 'offer' ? handover.claimantId : listing.posterId;
	const giver = listing.direction === 'offer' ? listing.posterId : handover.claimantId;
	if (needsKnock(listing)) {
		// Never taken as received by itself: somebody goes and knocks.
		await due(tx, handover, null);
		const helpers = [
			...(await listHelpers(tx, listing.buildingId, 'volunteer')),
			...(await listHelpers(tx, listing.buildingId, 'steward')),
		];
		await tellOfHandover(
			tx,
			helpers,
			'handover.knock',
			{ listing, handover, other: receiver ? await findParty(tx, receiver) : null },
			now,
		);
		return;
	}
	const ends = new Date((handover.leftAt ?? now).getTime() + UNSIGNED_AFTER);
	if (ends > now) {
		await due(tx, handover, ends);
		return tellOfHandover(tx, [receiver], 'handover.sign_reminder', { listing, handover }, now);
	}
	const giverZone = (await findParty(tx, listing.posterId))?.zone ?? 'UTC';
	await markState(tx, handover, 'received', {
		changedAt: now,
		changedBy: null,
		dueAt: returnReminderAt(listing, giverZone, now),
	});
	const signed = { ...handover, state: 'received' as const };
	await tellOfHandover(
		tx,
		[giver, receiver],
		'handover.received_unsigned',
		{ listing, handover: signed },
		now,
	);
	await endWhenGiven(tx, listing.id, now);
	afterCommit(tx, { listingId: listing.id });
}

function settleListing(db: Db, id: string, now: Date): Promise<boolean> {
	return transact(db, async (tx) => {
		const listing = await lockListingUnlessBusy(tx, id);
		if (!listing?.dueAt || listing.dueAt > now) return false;
		if (listing.status !== 'open') {
			await tx.update(listings).set({ dueAt: null }).where(eq(listings.id, id));
			return true;
		}
		const draws = listing.allocation === 'draw' && listing.drawnAt === null;
		if (draws) await holdDraw(tx, listing, secret(16), now);
		if (listing.until <= now) {
			const current = (await findListing(tx, id))!;
			await close(tx, current, 'ended', { by: null, reason: '' }, now);
			await notify(
				tx,
				{
					to: [listing.posterId],
					topic: 'handover',
					code: 'listing.ended',
					detail: titleDetail(listing),
					href: `/listings/${id}`,
					listingId: id,
				},
				now,
			);
		}
		afterCommit(tx, { listingId: id });
		return true;
	});
}
