import type { Member } from '../../domain/member.ts';
import { isPosters, maySeeHidden } from '../../domain/listing.ts';
import { lockScreenTitle } from '../../domain/notification.ts';
import { audiencesOf } from './audience.ts';
import type { ListingRow } from './queries.ts';

/** May this person see the listing at all? Everything else about it is asked only after this. */
export function maySee(listing: ListingRow, viewer: Member): boolean {
	if (listing.communityId !== viewer.communityId) return false;
	if (listing.status === 'hidden') return maySeeHidden(listing, viewer);
	if (listing.hiddenFrom === viewer.householdId) return false;
	return audiencesOf(viewer).includes(listing.audience) || isPosters(listing, viewer);
}

/** What every sentence about a listing may name. `safeTitle` is the one for a locked screen, where there is one. */
export function titleDetail(listing: ListingRow): Record<string, string> {
	const safe = lockScreenTitle(listing);
	return { title: listing.title, unit: listing.unit, ...(safe === null ? {} : { safeTitle: safe }) };
}

/** Who did it and for whom: a helper acts, the neighbour is acted for. */
export function changedBy(by: Member): { changedBy: string; changedFor: string | null } {
	return { changedBy: by.actedBy ?? by.id, changedFor: by.actedBy ? by.id : null };
}
