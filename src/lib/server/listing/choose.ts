import type { Member } from '../../domain/member.ts';
import { isPosters } from '../../domain/listing.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { give } from './promote.ts';
import { findHandover, findPart, lockListing } from './queries.ts';

type Chosen = Outcome<
	{ id: string },
	'choose.not_waiting' | 'choose.too_much' | 'listing.ended' | KeyRefusal | 'not_found'
>;

/** The poster chooses one of those who asked or pledged; it gets what is free, up to what it wanted. */
export function choose(
	db: Db,
	by: Member,
	input: { listingId: string; handoverId: string },
	sent: Sent,
): Promise<Chosen> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, input.listingId);
		if (!listing || !isPosters(listing, by)) return refused('not_found');
		const waiting = await findHandover(tx, input.handoverId);
		if (!waiting || waiting.listingId !== listing.id) return refused('not_found');
		if (listing.status !== 'open') return refused('listing.ended');
		if (waiting.state !== 'waiting' || listing.allocation !== 'poster_chooses')
			return refused('choose.not_waiting');
		const size = waiting.partId === null ? listing : (await findPart(tx, listing.id, waiting.partId))!;
		const free = size.quantity - size.held;
		if (free <= 0) return refused('choose.too_much');
		const kept = await give(
			tx,
			listing,
			waiting,
			Math.min(free, waiting.quantity),
			sent.at,
			by.actedBy ?? by.id,
		);
		return done({ id: kept.id });
	});
}
