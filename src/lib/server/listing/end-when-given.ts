import type { Db } from '../db/connect.ts';
import { close } from './close.ts';
import { findListing, listHandovers } from './queries.ts';

/**
 * Ends a post of which everything has arrived for good: whoever still stands in line hears that it is gone, instead of
 * waiting for what nobody can give back. A loan comes back and goes on; so does what is missing or on its way.
 */
export async function endWhenGiven(tx: Db, listingId: string, now: Date): Promise<void> {
	const listing = await findListing(tx, listingId);
	if (!listing || listing.status !== 'open' || listing.terms === 'lend' || listing.held < listing.quantity)
		return;
	const unsure = await listHandovers(tx, listing.id, ['reserved', 'on_the_way', 'left', 'missing']);
	if (unsure.length === 0) await close(tx, listing, 'ended', { by: null, reason: '' }, now);
}
