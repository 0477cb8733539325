import { eq } from 'drizzle-orm';
import { isPersonal, isPosters } from '../../domain/listing.ts';
import { isConfirmed, isSteward, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { secret } from '../installation/settings.ts';
import { maySee } from './facts.ts';
import { lockListing, type ListingRow } from './queries.ts';
import { listings } from './table.ts';

type Shared = Outcome<{ code: string }, 'not_found' | 'listing.ended' | KeyRefusal>;

/** 128 bits: whoever holds the link may read the post, so nobody may guess it. */
const CODE_BYTES = 16;

/** A code for a link that nobody had yet. */
export const newShareCode = (): string => secret(CODE_BYTES);

/** May this person carry the post into a chat? What is asked about one's own health goes nowhere but by the asker. */
export function mayShare(listing: ListingRow, by: Member): boolean {
	if (listing.status === 'hidden' || !maySee(listing, by)) return false;
	return isPosters(listing, by) || (isConfirmed(by) && !isPersonal(listing));
}

/** Whoever made a link too many can make the old one stop working: the poster's side, or a steward of the building. */
export function mayReplaceShare(listing: ListingRow, by: Member): boolean {
	return (
		mayShare(listing, by) &&
		(isPosters(listing, by) || (isSteward(by) && by.buildingId === listing.buildingId))
	);
}

/** The code of the link for the chat: the one there is, or the first. */
export function share(db: Db, by: Member, listingId: string, sent: Sent): Promise<Shared> {
	return withCode(db, by, listingId, sent, false);
}

/** A new code; links with the old one lead nowhere from now on. */
export function replaceShare(db: Db, by: Member, listingId: string, sent: Sent): Promise<Shared> {
	return withCode(db, by, listingId, sent, true);
}

function withCode(db: Db, by: Member, listingId: string, sent: Sent, anew: boolean): Promise<Shared> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, listingId);
		const may = anew ? mayReplaceShare : mayShare;
		if (!listing || !may(listing, by)) return refused('not_found');
		if (listing.status !== 'open' || listing.until <= sent.at) return refused('listing.ended');
		const code = (anew ? null : listing.shareCode) ?? newShareCode();
		if (code !== listing.shareCode)
			await tx.update(listings).set({ shareCode: code }).where(eq(listings.id, listing.id));
		return done({ code });
	});
}
