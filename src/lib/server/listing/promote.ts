import { eq } from 'drizzle-orm';
import { lineMoves, promote } from '../../domain/handover.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { tellOfHandover } from './news.ts';
import type { HandoverRow, ListingRow } from './queries.ts';
import { findListing, findParty, insertHandover, listLine, listParts, markState } from './queries.ts';
import { handovers } from './handover-table.ts';
import { windowFor } from './window.ts';

/**
 * Gives what is free to the head of the line, part by part, in the transaction that freed it. The caller holds the
 * listing's lock. Who gets only a part keeps the place in line for the rest.
 */
export async function promoteLine(tx: Db, listingId: string, now: Date): Promise<void> {
	const listing = (await findListing(tx, listingId))!;
	if (!lineMoves(listing) || listing.until <= now) return;
	const parts = await listParts(tx, listing.id);
	const sizes = parts.length > 0 ? parts : [{ id: null, quantity: listing.quantity, held: listing.held }];
	for (const size of sizes) {
		if (size.quantity <= size.held) continue;
		const line = await listLine(tx, listing.id, size.id);
		for (const { of, gets } of promote(size.quantity - size.held, line))
			await give(tx, listing, of, gets, now);
	}
}

/** Keeps `gets` of what somebody waits for; tells them, and the poster. */
export async function give(
	tx: Db,
	listing: ListingRow,
	waiting: HandoverRow,
	gets: number,
	now: Date,
	by: string | null = null,
): Promise<HandoverRow> {
	const claimant = waiting.claimantId === null ? null : await findParty(tx, waiting.claimantId);
	const poster = await findParty(tx, listing.posterId);
	const window = windowFor(listing, poster, claimant, now);
	const kept =
		gets === waiting.quantity
			? await keepAll(tx, waiting, window, now, by)
			: await keepSome(tx, waiting, gets, window, now, by);
	const named = listing.anonymous && by === null ? null : poster;
	const yours =
		listing.allocation === 'poster_chooses'
			? 'handover.chosen'
			: listing.allocation === 'draw'
				? 'handover.drawn'
				: 'handover.yours';
	await tellOfHandover(tx, [waiting.claimantId], yours, { listing, handover: kept, other: named }, now);
	// Whoever chose by hand knows already.
	if (by === null)
		await tellOfHandover(
			tx,
			[listing.posterId],
			listing.direction === 'offer' ? 'handover.claimed' : 'handover.pledged',
			{ listing, handover: kept, other: claimant },
			now,
		);
	afterCommit(tx, { listingId: listing.id });
	return kept;
}

type Window = ReturnType<typeof windowFor>;

async function keepAll(
	tx: Db,
	waiting: HandoverRow,
	window: Window,
	now: Date,
	by: string | null,
): Promise<HandoverRow> {
	await markState(tx, waiting, 'reserved', { ...window, changedAt: now, changedBy: by });
	return { ...waiting, state: 'reserved', ...window };
}

async function keepSome(
	tx: Db,
	waiting: HandoverRow,
	gets: number,
	window: Window,
	now: Date,
	by: string | null,
): Promise<HandoverRow> {
	await tx
		.update(handovers)
		.set({
			quantity: waiting.quantity - gets,
			changedAt: now,
			changedBy: by,
			changedFor: null,
			changeReason: '',
		})
		.where(eq(handovers.id, waiting.id));
	return insertHandover(tx, {
		listingId: waiting.listingId,
		partId: waiting.partId,
		claimantId: waiting.claimantId,
		claimantHouseholdId: waiting.claimantHouseholdId,
		quantity: gets,
		state: 'reserved',
		splitFrom: waiting.id,
		createdAt: now,
		changedAt: now,
		changedBy: by,
		...window,
	});
}
