import type { Member } from './member.ts';
import { isConfirmed, isOfHousehold, isSteward } from './member.ts';

export const DIRECTIONS = ['offer', 'ask'] as const;
export const CATEGORIES = ['food', 'medicine', 'item', 'help'] as const;
export const TERMS = ['give', 'lend', 'swap'] as const;
export const PLACES = ['door', 'corner', 'meet', 'carrier'] as const;
export const SCOPES = ['entrance', 'building', 'community'] as const;
export const ALLOCATIONS = ['first_come', 'poster_chooses', 'draw'] as const;
export const REACHES = ['ring', 'knock', 'text', 'none'] as const;
export const PRESCRIPTIONS = ['otc', 'rx'] as const;
export const LISTING_STATUSES = ['open', 'ended', 'withdrawn', 'hidden'] as const;

export type Direction = (typeof DIRECTIONS)[number];
export type Category = (typeof CATEGORIES)[number];
export type Terms = (typeof TERMS)[number];
export type Place = (typeof PLACES)[number];
export type Scope = (typeof SCOPES)[number];
export type Allocation = (typeof ALLOCATIONS)[number];
export type Reach = (typeof REACHES)[number];
export type Prescription = (typeof PRESCRIPTIONS)[number];
export type ListingStatus = (typeof LISTING_STATUSES)[number];

export const MAX_QUANTITY = 9999;
export const TITLE_LENGTH = 80;
export const DETAILS_LENGTH = 2000;
export const UNIT_LENGTH = 12;
export const SHORT_LENGTH = 200;
export const MAX_PARTS = 20;

const HOUR = 3_600_000;

/** Food is up for a day, everything else for a week. */
export function defaultUntil(category: Category, now: Date): Date {
	const half = HOUR / 2;
	const at = now.getTime() + (category === 'food' ? 24 : 7 * 24) * HOUR;
	return new Date(Math.round(at / half) * half);
}

/** A third, rounded up; an ask has no share to keep. */
export function defaultPerHousehold(direction: Direction, quantity: number): number | null {
	return direction === 'offer' ? Math.ceil(quantity / 3) : null;
}

/** From the last quarter of its time on a listing's household limit no longer holds: food must not rot for a rule's sake. */
export function relaxedFrom(postedAt: Date, until: Date): Date {
	return new Date(postedAt.getTime() + Math.floor(((until.getTime() - postedAt.getTime()) * 3) / 4));
}

/** What a post says, after defaults; `until` and `drawAt` are instants, days are `YYYY-MM-DD` of the building. */
export type ListingDraft = {
	direction: Direction;
	category: Category;
	title: string;
	details: string;
	quantity: number;
	unit: string;
	perHousehold: number | null;
	terms: Terms;
	returnBy: string | null;
	swapFor: string;
	bestBefore: string | null;
	keepCold: boolean;
	allergens: string;
	place: Place;
	until: Date;
	scope: Scope;
	allocation: Allocation;
	drawAt: Date | null;
	neededBy: Date | null;
	reason: string;
	urgent: boolean;
	anonymous: boolean;
	reach: Reach;
	unopened: boolean | null;
	prescription: Prescription | null;
	parts: { title: string; quantity: number; unit: string }[];
	photoCount: number;
};

export type PostRefusal =
	| 'listing.until_past'
	| 'listing.until_too_far'
	| 'listing.needed_by_past'
	| 'listing.draw_at_missing'
	| 'listing.draw_at_wrong'
	| 'listing.per_household_above'
	| 'listing.return_by_missing'
	| 'listing.return_by_past'
	| 'listing.swap_for_missing'
	| 'listing.lend_not_food'
	| 'listing.past_best_before'
	| 'listing.parts_only_asks'
	| 'listing.photos_only_offers'
	| 'listing.reason_missing'
	| 'medicine.unconfirmed'
	| 'medicine.prescription_only'
	| 'medicine.unopened_missing'
	| 'medicine.opened'
	| 'medicine.best_before_missing'
	| 'medicine.prescription_missing'
	| 'medicine.photo_missing'
	| 'medicine.only_give'
	| 'medicine.no_price_or_contact';

const FURTHEST = 92 * 24 * HOUR;

/** Prices and ways to get in touch that a text on medicine must not hold: money signs, long numbers, chat names. */
const PRICE_OR_CONTACT =
	/[¥￥$€]|\d\s*(?:元|块钱|rmb|cny|yuan|eur|usd)|(?<!\d)\d[\d\s-]{6,}\d(?!\d)|微信|wechat|weixin|(?:^|\W)vx(?:\W|$)|whatsapp|telegram|qq\s*[:：]?\s*\d|[\w.]+@[\w.]+\.\w+/iu;

/** Why this may not be posted, with the field to which the sentence belongs; null when it may. */
export function refusePost(
	draft: ListingDraft,
	by: Pick<Member, 'status'>,
	now: Date,
	today: string,
): { code: PostRefusal; field: string } | null {
	const no = (code: PostRefusal, field: string) => ({ code, field });
	if (draft.until <= now) return no('listing.until_past', 'until');
	if (draft.until.getTime() - now.getTime() > FURTHEST) return no('listing.until_too_far', 'until');
	if (draft.perHousehold !== null && draft.perHousehold > draft.quantity)
		return no('listing.per_household_above', 'perHousehold');
	if (draft.terms === 'lend') {
		if (draft.category === 'food') return no('listing.lend_not_food', 'terms');
		if (draft.returnBy !== null && draft.returnBy < today) return no('listing.return_by_past', 'returnBy');
	}
	if (draft.terms === 'swap' && draft.swapFor === '') return no('listing.swap_for_missing', 'swapFor');
	if (draft.bestBefore !== null && draft.bestBefore < today && draft.direction === 'offer')
		return no('listing.past_best_before', 'bestBefore');
	if (draft.allocation === 'draw') {
		if (draft.drawAt === null) return no('listing.draw_at_missing', 'drawAt');
		if (draft.drawAt <= now || draft.drawAt > draft.until) return no('listing.draw_at_wrong', 'drawAt');
	}
	if (draft.direction === 'offer' && draft.parts.length > 0) return no('listing.parts_only_asks', 'parts');
	if (draft.neededBy !== null && draft.neededBy <= now) return no('listing.needed_by_past', 'neededBy');
	if (draft.urgent && (draft.reason === '' || draft.neededBy === null))
		return no('listing.reason_missing', draft.reason === '' ? 'reason' : 'neededBy');
	return draft.category === 'medicine' ? refuseMedicine(draft, by, no) : null;
}

function refuseMedicine(
	draft: ListingDraft,
	by: Pick<Member, 'status'>,
	no: (code: PostRefusal, field: string) => { code: PostRefusal; field: string },
) {
	for (const field of ['title', 'details', 'reason', 'swapFor'] as const)
		if (PRICE_OR_CONTACT.test(draft[field])) return no('medicine.no_price_or_contact', field);
	if (draft.direction === 'ask') return null;
	if (by.status !== 'confirmed') return no('medicine.unconfirmed', 'category');
	if (draft.terms !== 'give') return no('medicine.only_give', 'terms');
	if (draft.prescription === null) return no('medicine.prescription_missing', 'prescription');
	if (draft.prescription === 'rx') return no('medicine.prescription_only', 'prescription');
	if (draft.unopened === null) return no('medicine.unopened_missing', 'unopened');
	if (!draft.unopened) return no('medicine.opened', 'unopened');
	if (draft.bestBefore === null) return no('medicine.best_before_missing', 'bestBefore');
	if (draft.photoCount === 0) return no('medicine.photo_missing', 'photos');
	return null;
}

/** Whose post it is, as far as a viewer is concerned. */
export type PostedBy = {
	posterId: string;
	posterHouseholdId: string;
	category: Category;
	direction: Direction;
	anonymous: boolean;
};

/** Are a household's people not to know of each other that this is theirs? (asks for medicine) */
export function isPersonal(listing: Pick<PostedBy, 'category' | 'direction'>): boolean {
	return listing.category === 'medicine' && listing.direction === 'ask';
}

/** Does this viewer stand on the poster's side: the poster, or – unless it is personal – the poster's household? */
export function isPosters(listing: PostedBy, viewer: Pick<Member, 'id' | 'householdId' | 'status'>): boolean {
	if (listing.posterId === viewer.id) return true;
	return !isPersonal(listing) && isOfHousehold(viewer, listing.posterHouseholdId);
}

/** May this viewer read who posted it? Doors and names stay in the building, and behind the yes of a steward. */
export function mayNamePoster(
	listing: PostedBy & { buildingId: string; writtenBy?: string | null },
	viewer: Pick<Member, 'id' | 'householdId' | 'status' | 'buildingId' | 'elsewhere'> & {
		roles?: Member['roles'];
	},
): boolean {
	if (isPosters(listing, viewer)) return true;
	if (listing.anonymous || !isConfirmed(viewer) || listing.buildingId !== viewer.buildingId) return false;
	// Of a post that a helper wrote for somebody, neighbours read only that: it would tell who has no phone.
	return (
		!isHelped(listing) || (viewer.roles ?? []).some((role) => role === 'steward' || role === 'volunteer')
	);
}

/** Did a helper write it for somebody? */
export function isHelped(listing: { writtenBy?: string | null }): boolean {
	return (listing.writtenBy ?? null) !== null;
}

/** Stewards and the poster's side may see a hidden post; nobody else. */
export function maySeeHidden(listing: PostedBy & { buildingId: string }, viewer: Member): boolean {
	return isPosters(listing, viewer) || (isSteward(viewer) && viewer.buildingId === listing.buildingId);
}

export function mayModerate(listing: { buildingId: string }, viewer: Member): boolean {
	return isSteward(viewer) && viewer.buildingId === listing.buildingId;
}

/** Urgency is a time and a reason; the poster, stewards and volunteers of the building may set it right. */
export function mayAdjustUrgency(listing: PostedBy & { buildingId: string }, viewer: Member): boolean {
	if (listing.direction !== 'ask') return false;
	if (isPosters(listing, viewer)) return true;
	const helps = viewer.roles.includes('steward') || viewer.roles.includes('volunteer');
	return isConfirmed(viewer) && helps && viewer.buildingId === listing.buildingId;
}

/** The number that comes before any neighbour: the ambulance in mainland China, elsewhere the one that mobile phones know. */
export function emergencyNumber(zone: string): string {
	return /^(?:Asia\/(?:Shanghai|Urumqi|Chongqing|Harbin|Kashgar)|PRC)$/.test(zone) ? '120' : '112';
}

/** Does the giver decide who gets it? Only then are they told what each of those asking took of late. */
export function choosesTakers(listing: { direction: Direction; allocation: Allocation }): boolean {
	return listing.direction === 'offer' && listing.allocation === 'poster_chooses';
}
