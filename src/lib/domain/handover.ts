import type { Allocation, Category, Direction, ListingStatus, Terms } from './listing.ts';
import { isHelped, isPersonal } from './listing.ts';
import type { Member } from './member.ts';
import { isHelper, isOfHousehold, isSteward } from './member.ts';
import type { QuietHours } from './time.ts';
import { addWaking } from './time.ts';

export const STATES = [
	'waiting',
	'reserved',
	'on_the_way',
	'left',
	'missing',
	'received',
	'returned',
	'released',
	'lapsed',
	'refused',
] as const;
export type State = (typeof STATES)[number];

/** States whose quantity counts against the listing and against the household's share. */
export const HOLDING: readonly State[] = ['reserved', 'on_the_way', 'left', 'missing', 'received'];
/** States in which something is still to happen. */
export const ACTIVE: readonly State[] = ['waiting', 'reserved', 'on_the_way', 'left', 'missing'];

export function holds(state: State): boolean {
	return HOLDING.includes(state);
}

/** Every change of state there is. The database refuses all others (drizzle/…_invariants.sql). */
export const CHANGES: Record<State, readonly State[]> = {
	waiting: ['reserved', 'released', 'refused'],
	reserved: ['on_the_way', 'left', 'received', 'released', 'lapsed'],
	on_the_way: ['left', 'received', 'released'],
	left: ['received', 'missing'],
	missing: ['received', 'released'],
	received: ['returned'],
	returned: [],
	released: [],
	lapsed: [],
	refused: [],
};

/** What the rules need to know of a listing. */
export type ListingFacts = {
	id: string;
	direction: Direction;
	category: Category;
	terms: Terms;
	allocation: Allocation;
	status: ListingStatus;
	until: Date;
	quantity: number;
	held: number;
	waiting: number;
	perHousehold: number | null;
	relaxedAt: Date;
	drawnAt: Date | null;
	buildingId: string;
	posterId: string;
	posterHouseholdId: string;
	anonymous: boolean;
	urgent: boolean;
};

/** What the rules need to know of a handover; the claimant is whoever is not the poster. */
export type HandoverFacts = {
	id: string;
	state: State;
	quantity: number;
	claimantId: string | null;
	claimantHouseholdId: string;
	/** Set when it was lent to somebody from outside: this household vouches. */
	outsideName: string | null;
};

export type ClaimRefusal =
	| 'listing.own'
	| 'listing.ended'
	| 'listing.household_limit'
	| 'listing.more_than_there_is'
	| 'listing.part_missing'
	| 'listing.draw_entered'
	| 'listing.draw_over'
	| 'handover.unconfirmed_limit';

/** Has the household's limit not yet fallen away? */
export function isLimited(listing: Pick<ListingFacts, 'perHousehold' | 'relaxedAt'>, now: Date): boolean {
	return listing.perHousehold !== null && now < listing.relaxedAt;
}

/** How much this household may still claim: its share less what it holds or waits for. */
export function shareLeft(
	listing: Pick<ListingFacts, 'perHousehold' | 'relaxedAt' | 'quantity'>,
	mine: number,
	now: Date,
): number {
	return Math.max(0, (isLimited(listing, now) ? listing.perHousehold! : listing.quantity) - mine);
}

/**
 * Why this claim or pledge is refused, or null.
 * `mine`: what the household holds and waits for on this listing. `active`: handovers the person has under way anywhere.
 * `size`: the quantity of the listing, or of the part that is pledged.
 */
export function refuseClaim(
	listing: ListingFacts,
	by: Pick<Member, 'id' | 'householdId' | 'status'>,
	claim: { wanted: number; mine: number; active: number; size: number },
	now: Date,
): ClaimRefusal | null {
	if (listing.status !== 'open' || listing.until <= now) return 'listing.ended';
	if (listing.posterId === by.id) return 'listing.own';
	if (!isPersonal(listing) && isOfHousehold(by, listing.posterHouseholdId)) return 'listing.own';
	if (claim.wanted > claim.size) return 'listing.more_than_there_is';
	if (by.status !== 'confirmed' && claim.active > 0) return 'handover.unconfirmed_limit';
	if (listing.allocation === 'draw') {
		if (listing.drawnAt === null && claim.mine > 0) return 'listing.draw_entered';
	}
	if (claim.wanted > shareLeft(listing, claim.mine, now)) return 'listing.household_limit';
	return null;
}

/** Does the tap hold at once, or does it go to the line? Nobody passes the line's head. */
export function holdsAtOnce(
	listing: Pick<ListingFacts, 'allocation' | 'drawnAt' | 'waiting'>,
	free: number,
	wanted: number,
): boolean {
	if (listing.allocation === 'poster_chooses') return false;
	if (listing.allocation === 'draw' && listing.drawnAt === null) return false;
	return listing.waiting === 0 && free >= wanted;
}

/** Does the line move by itself when something is free? */
export function lineMoves(listing: Pick<ListingFacts, 'allocation' | 'drawnAt' | 'status'>): boolean {
	if (listing.status !== 'open' || listing.allocation === 'poster_chooses') return false;
	return listing.allocation === 'first_come' || listing.drawnAt !== null;
}

/** Who in the line gets how much of what is free: strictly from its head, the last of them perhaps only a part. */
export function promote<T extends { quantity: number }>(
	free: number,
	line: readonly T[],
): { of: T; gets: number }[] {
	const given: { of: T; gets: number }[] = [];
	let left = free;
	for (const of of line) {
		if (left <= 0) break;
		const gets = Math.min(left, of.quantity);
		given.push({ of, gets });
		left -= gets;
	}
	return given;
}

const HOUR = 3_600_000;
export const WINDOW_HOURS: Record<Category, number> = { food: 4, medicine: 4, item: 24, help: 24 };
/** Left and unsigned: reminder, then taken as received; medicine and urgent asks: somebody knocks instead. */
export const SIGN_REMINDER_AFTER = 12 * HOUR;
export const UNSIGNED_AFTER = 24 * HOUR;
export const KNOCK_AFTER = HOUR / 4;

/** Until when it is kept for the receiver, and when they are reminded (three quarters through): the clock stands still in their quiet hours. */
export function windowOf(
	category: Category,
	from: Date,
	quiet: QuietHours,
	zone: string,
): { endsAt: Date; remindAt: Date } {
	const span = WINDOW_HOURS[category] * HOUR;
	return {
		endsAt: addWaking(from, span, quiet, zone),
		remindAt: addWaking(from, (span * 3) / 4, quiet, zone),
	};
}

/** Is a left thing never taken as received by itself? */
export function needsKnock(listing: Pick<ListingFacts, 'category' | 'urgent'>): boolean {
	return listing.category === 'medicine' || listing.urgent;
}

/** Is this handover the viewer's own: claimed by them, or by their household? */
export function isClaimants(
	handover: Pick<HandoverFacts, 'claimantId' | 'claimantHouseholdId'>,
	viewer: Pick<Member, 'id' | 'householdId' | 'status'>,
): boolean {
	return handover.claimantId === viewer.id || isOfHousehold(viewer, handover.claimantHouseholdId);
}

export type Side = 'giver' | 'receiver';

/** On which side of the handover somebody stands; null for everybody else. */
export function sideOf(
	listing: Pick<ListingFacts, 'direction' | 'category' | 'posterId' | 'posterHouseholdId'>,
	handover: Pick<HandoverFacts, 'claimantId' | 'claimantHouseholdId'>,
	viewer: Pick<Member, 'id' | 'householdId' | 'status'>,
): Side | null {
	const personal = isPersonal(listing);
	const posts =
		listing.posterId === viewer.id || (!personal && isOfHousehold(viewer, listing.posterHouseholdId));
	const claims = isClaimants(handover, viewer);
	if (posts) return listing.direction === 'offer' ? 'giver' : 'receiver';
	if (claims) return listing.direction === 'offer' ? 'receiver' : 'giver';
	return null;
}

/** May look at the handover: both sides; helpers of the building, when somebody has to look or knock. */
export function maySeeHandover(listing: ListingFacts, handover: HandoverFacts, viewer: Member): boolean {
	if (sideOf(listing, handover, viewer) !== null) return true;
	if (viewer.buildingId !== listing.buildingId) return false;
	if (handover.state === 'missing') return isHelper(viewer);
	return isSteward(viewer) || (isHelper(viewer) && handover.state === 'left' && needsKnock(listing));
}

/**
 * May the other side's name and door be shown? Never to the unconfirmed; the poster sees who claims;
 * an anonymous poster is named only to the one whose pledge they took.
 */
export function mayNameOther(
	listing: Pick<ListingFacts, 'anonymous'> & { writtenBy?: string | null },
	handover: Pick<HandoverFacts, 'state'>,
	viewer: Pick<Member, 'status'>,
	viewerPosts: boolean,
): boolean {
	if (viewer.status !== 'confirmed') return false;
	const veiled = listing.anonymous || isHelped(listing);
	return viewerPosts || !veiled || holds(handover.state) || handover.state === 'returned';
}
