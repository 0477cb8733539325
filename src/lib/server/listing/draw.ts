import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { notify } from '../notification/notify.ts';
import { titleDetail } from './facts.ts';
import { give } from './promote.ts';
import type { ListingRow } from './queries.ts';
import { listLine } from './queries.ts';
import { listingEvents, listings } from './table.ts';

/** Order in which entries are drawn: by SHA-256 of seed and entry, so that whoever has the seed can draw again. */
export function drawOrder<T extends { id: string }>(seed: string, entries: readonly T[]): T[] {
	const lot = (id: string) => createHash('sha256').update(`${seed}:${id}`).digest('hex');
	return [...entries]
		.map((of) => ({ of, lot: lot(of.id) }))
		.sort((a, b) => (a.lot < b.lot ? -1 : 1))
		.map(({ of }) => of);
}

/**
 * Holds the draw under the listing's lock: the seed is recorded, lots are given in its order as far as things go.
 * Whoever had no luck stays in line, in the order in which they entered, should something come free.
 */
export async function holdDraw(tx: Db, listing: ListingRow, seed: string, now: Date): Promise<void> {
	const drawn = await tx
		.update(listings)
		.set({ drawSeed: seed, drawnAt: now, dueAt: listing.until })
		.where(and(eq(listings.id, listing.id), isNull(listings.drawnAt)))
		.returning({ id: listings.id });
	if (drawn.length === 0) return;
	await tx
		.insert(listingEvents)
		.values({ listingId: listing.id, kind: 'drawn', at: now, byId: null, reason: seed });
	const held = { ...listing, drawnAt: now, drawSeed: seed };
	const entries = drawOrder(seed, await listLine(tx, listing.id, null));
	let free = listing.quantity - listing.held;
	for (const entry of entries) {
		const gets = Math.min(free, entry.quantity);
		if (gets <= 0) break;
		await give(tx, held, entry, gets, now);
		free -= gets;
	}
	if (entries.length === 0)
		await notify(
			tx,
			{
				to: [listing.posterId],
				topic: 'handover',
				code: 'listing.draw_empty',
				detail: titleDetail(listing),
				href: `/listings/${listing.id}`,
				listingId: listing.id,
			},
			now,
		);
}
