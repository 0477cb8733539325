import { eq } from 'drizzle-orm';
import { isConfirmed, isHelper, type Member } from '../../domain/member.ts';
import { stepsFor } from '../../domain/handover-step.ts';
import { holds, isClaimants, mayNameOther, maySeeHandover, sideOf } from '../../domain/handover.ts';
import type { Side } from '../../domain/handover.ts';
import { findMemberById } from '../account/queries.ts';
import { mayKnock } from '../../domain/helping.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { listPhotos } from '../photo/queries.ts';
import type { HandoverRow, ListingRow } from './queries.ts';
import { findHandover, findListing, findParty } from './queries.ts';
import { findActedFor, handoverEvents, handovers, partTitle, photosOfHandover } from './view-queries.ts';

import { shown } from './shown.ts';

/** A handover as this person may see it, with its trail and the steps they can take; null when it is not theirs to see. */
export async function findHandoverView(db: Db, by: Member, id: string) {
	const handover = await findHandover(db, id);
	const listing = handover && (await findListing(db, handover.listingId));
	const viewer = listing && (await findHandoverViewer(db, listing, handover, by));
	if (!viewer) return null;
	const self = viewer.actedBy ?? viewer.id;
	// Helpers of the building read who helped whom; so does whoever was helped.
	const readsHelp = viewer.actedBy !== undefined || (isHelper(by) && by.buildingId === listing.buildingId);
	const side = sideOf(listing, handover, viewer);
	const posts = side !== null && (side === 'giver') === (listing.direction === 'offer');
	const claimant = await findClaimant(db, handover);
	const poster = await findParty(db, listing.posterId);
	const [trail, photo, photos, line, part] = await Promise.all([
		handoverEvents(db, handover.id),
		photosOfHandover(db, handover.id),
		listPhotos(db, listing.id),
		handover.state === 'waiting' ? handovers(db, listing.id, handover.partId) : [],
		handover.partId === null ? null : partTitle(db, handover.partId),
	]);
	const seesPoster =
		posts ||
		(mayNameOther(listing, handover, viewer, false) &&
			mayMeet(listing, handover, viewer) &&
			!looksInVain(listing, handover, side));
	const seesClaimant = !posts
		? side !== null || isConfirmed(viewer)
		: mayNameOther(listing, handover, viewer, true);
	// Deleted accounts, and what has been closed long enough, are of nobody any more.
	const posterHome =
		seesPoster && poster && poster.name !== '' && (posts || listing.forgottenAt === null)
			? { id: poster.householdId, door: poster.door, name: poster.name }
			: undefined;
	const claimantHome =
		seesClaimant && claimant.name !== '' && (!posts || listing.forgottenAt === null)
			? { id: handover.claimantHouseholdId, door: claimant.door, name: claimant.name }
			: undefined;
	const offered = listing.direction === 'offer';
	// Only between the two, and only while something is on its way.
	const meeting = side !== null && ['reserved', 'on_the_way', 'left', 'missing'].includes(handover.state);
	const counterpart = posts ? handover.claimantId : listing.posterId;
	const phone =
		meeting && (posts ? claimantHome : posterHome) && counterpart
			? ((await findParty(db, counterpart))?.phone ?? '')
			: '';
	const known = new Set([
		...(posterHome ? [listing.posterId] : []),
		...(claimantHome && handover.claimantId ? [handover.claimantId] : []),
		self,
	]);
	return {
		id: handover.id,
		quantity: handover.quantity,
		state: handover.state,
		place:
			handover.state === 'waiting'
				? line.filter((it) => it.state === 'waiting').findIndex((it) => it.id === handover.id) + 1
				: null,
		windowEndsAt: handover.windowEndsAt,
		leftAt: handover.leftAt,
		outsideName: side === 'giver' || (side && isClaimants(handover, viewer)) ? handover.outsideName : null,
		thanks: handover.thanks,
		thankedAt: handover.thankedAt,
		createdAt: handover.createdAt,
		side,
		posts,
		steps: stepsFor(listing, handover, viewer),
		mayThank:
			side === 'receiver' &&
			handover.thankedAt === null &&
			['left', 'received', 'returned'].includes(handover.state),
		phone,
		mayKnock: handover.state === 'left' && mayKnock(viewer, listing, handover),
		listing: { ...shown(listing), photos, coverPhotoId: listing.coverPhotoId },
		part,
		byHand: handover.claimantId === null,
		giver: offered ? posterHome : claimantHome,
		receiver: offered ? claimantHome : posterHome,
		photo,
		trail: trail.map((it) => ({
			from: it.fromState,
			to: it.toState,
			quantity: it.quantity,
			at: it.at,
			reason: it.reason,
			system: it.byId === null,
			mine: it.byId === self,
			name: it.byId !== null && (known.has(it.byId) || (readsHelp && it.forId !== null)) ? it.name : null,
			helped: it.forId !== null,
			for:
				it.forId !== null && (readsHelp || it.forId === self) ? { name: it.forName, door: it.forDoor } : null,
		})),
		/** The neighbour in whose place this is shown to a helper, and for whom every form here is sent. */
		actingFor: viewer.actedBy ? { id: viewer.id, name: viewer.name, door: viewer.door } : null,
	};
}
/** As whom somebody sees a handover: a helper as the neighbour for whom they did something in it. Null: not theirs to see. */
export async function findHandoverViewer(
	db: Db,
	listing: ListingRow,
	handover: HandoverRow,
	by: Member,
): Promise<Member | null> {
	if (by.actedBy === undefined && isHelper(by) && sideOf(listing, handover, by) === null) {
		const helpedId = await findActedFor(db, handover.id, by.id);
		const helped = helpedId === null ? null : await findMemberById(db, helpedId);
		if (helped?.buildingId === by.buildingId && maySeeHandover(listing, handover, helped))
			return { ...helped, locale: by.locale, actedBy: by.id };
	}
	return maySeeHandover(listing, handover, by) ? by : null;
}

export type HandoverView = NonNullable<Awaited<ReturnType<typeof findHandoverView>>>;

/** A helper who has no part in it learns an anonymous poster's name only when they have to look or knock. */
function looksInVain(listing: ListingRow, handover: HandoverRow, side: Side | null): boolean {
	return side === null && listing.anonymous && handover.state !== 'missing' && handover.state !== 'left';
}

/** Doors leave the building only between the two who hand something over. */
function mayMeet(listing: ListingRow, handover: HandoverRow, viewer: Member): boolean {
	return listing.buildingId === viewer.buildingId || holds(handover.state);
}

async function findClaimant(db: Db, handover: HandoverRow): Promise<{ door: string; name: string | null }> {
	const [home] = await db
		.select({ door: households.door })
		.from(households)
		.where(eq(households.id, handover.claimantHouseholdId));
	const person = handover.claimantId === null ? null : await findParty(db, handover.claimantId);
	return { door: home!.door, name: person?.name ?? null };
}
