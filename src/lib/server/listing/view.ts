import { eq } from 'drizzle-orm';
import { isConfirmed, isHelper, type Member } from '../../domain/member.ts';
import {
	isHelped,
	isPersonal,
	isPosters,
	mayAdjustUrgency,
	mayModerate,
	mayNamePoster,
} from '../../domain/listing.ts';
import {
	holds,
	isClaimants,
	mayNameOther,
	maySeeHandover,
	refuseClaim,
	shareLeft,
	sideOf,
	stepsFor,
} from '../../domain/handover.ts';
import type { Side, State } from '../../domain/handover.ts';
import { findMemberById } from '../account/queries.ts';
import { mayKnock } from '../../domain/helping.ts';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { listPhotos } from '../photo/queries.ts';
import { maySee } from './facts.ts';
import type { HandoverRow, ListingRow } from './queries.ts';
import { countActive, findHandover, findListing, findParty, listParts, sumOfHousehold } from './queries.ts';
import { mayShare } from './share.ts';
import { countReached } from './widen.ts';
import {
	comments,
	findActedFor,
	handoverEvents,
	handovers,
	openReports,
	partTitle,
	photosOfHandover,
} from './view-queries.ts';

/** A listing as this person may see it; null when it is not there for them. */
export async function findListingView(db: Db, viewer: Member, id: string, now: Date) {
	const listing = await findListing(db, id);
	if (!listing || !maySee(listing, viewer)) return null;
	const own = isPosters(listing, viewer);
	const moderates = mayModerate(listing, viewer);
	const [poster, helper, parts, photos, talk, all, mine, reports] = await Promise.all([
		findPoster(db, listing),
		listing.writtenBy === null ? null : findParty(db, listing.writtenBy),
		listParts(db, listing.id),
		listPhotos(db, listing.id),
		comments(db, listing.id),
		handovers(db, listing.id),
		sumOfHousehold(db, listing.id, viewer.householdId),
		openReports(db, listing.id),
	]);
	const active = viewer.status === 'confirmed' ? 0 : await countActive(db, viewer.householdId, viewer.id);
	const placeOf = (it: (typeof all)[number]) =>
		it.state === 'waiting'
			? all.filter((other) => other.state === 'waiting' && other.partId === it.partId).indexOf(it) + 1
			: null;
	const pieces = (...states: State[]) =>
		all.reduce((sum, it) => sum + (states.includes(it.state) ? it.quantity : 0), 0);
	const seen = all.filter((it) => own || isClaimants(it, viewer) || (moderates && it.state === 'missing'));
	const forgotten = listing.forgottenAt !== null;
	const named = mayNamePoster(listing, viewer) && (!forgotten || own);
	return {
		...shown(listing),
		// The clock is ahead of the timer: what is over is over.
		status: listing.status === 'open' && listing.until <= now ? ('ended' as const) : listing.status,
		remaining: listing.quantity - listing.held,
		/** Pieces kept or on their way, and pieces that arrived: numbers that everybody may see. */
		underWay: pieces('reserved', 'on_the_way', 'left', 'missing'),
		given: pieces('received', 'returned'),
		own,
		personal: isPersonal(listing),
		moderates,
		mayShare: listing.status === 'open' && listing.until > now && mayShare(listing, viewer),
		shareCode: mayShare(listing, viewer) ? listing.shareCode : null,
		mayAdjustUrgency: mayAdjustUrgency(listing, viewer),
		poster: named ? { name: poster.name, door: poster.door } : null,
		/** A helper wrote it; who reads this may not know for whom. */
		helped: isHelped(listing),
		helper: named && helper ? helper.name : null,
		building: listing.buildingId === viewer.buildingId ? null : poster.building,
		photos,
		parts: parts.map((part) => ({
			id: part.id,
			title: part.title,
			quantity: part.quantity,
			unit: part.unit,
			held: part.held,
			remaining: part.quantity - part.held,
		})),
		/** How far an urgent ask has come: for the asker and for those who help. */
		reached:
			listing.urgent && (own || mayAdjustUrgency(listing, viewer)) ? await countReached(db, listing) : null,
		reported: reports.some((it) => it.reportedBy === viewer.id),
		reports: moderates ? reports.map(({ id, reason, createdAt }) => ({ id, reason, createdAt })) : [],
		comments: talk.map((it) => ({
			id: it.id,
			text: it.text,
			createdAt: it.createdAt,
			mine: it.writtenBy === viewer.id,
			...nameOfWriter(it, listing, viewer, named),
		})),
		share: shareLeft(listing, mine, now),
		refusal: refuseClaim(listing, viewer, { wanted: 1, mine, active, size: listing.quantity }, now),
		handovers: seen.map((it) => {
			const theirs = isClaimants(it, viewer);
			// Doors leave the building only once something is to be handed over.
			const near = it.buildingId === viewer.buildingId || holds(it.state);
			return {
				id: it.id,
				quantity: it.quantity,
				state: it.state,
				part: it.partId,
				place: placeOf(it),
				mine: theirs && !own,
				windowEndsAt: it.windowEndsAt,
				byMe: it.changedBy === viewer.id,
				byNobody: it.changedBy === null,
				byHand: it.claimantId === null,
				outsideName: own ? it.outsideName : null,
				household:
					theirs || (isConfirmed(viewer) && near && !forgotten)
						? { id: it.claimantHouseholdId, door: it.door }
						: undefined,
				building: it.buildingId === viewer.buildingId ? null : it.building,
				name: theirs || (isConfirmed(viewer) && !forgotten) ? it.name : null,
			};
		}),
	};
}
export type ListingView = NonNullable<Awaited<ReturnType<typeof findListingView>>>;

/** The words of the post itself. */
function shown(listing: ListingRow) {
	const {
		id,
		direction,
		category,
		terms,
		title,
		details,
		allergens,
		quantity,
		unit,
		held,
		waiting,
		perHousehold,
	} = listing;
	const {
		bestBefore,
		keepCold,
		place,
		returnBy,
		swapFor,
		until,
		relaxedAt,
		scope,
		allocation,
		drawAt,
		drawnAt,
		drawSeed,
	} = listing;
	const {
		neededBy,
		reason,
		urgent,
		anonymous,
		reach,
		unopened,
		prescription,
		status,
		statusReason,
		postedAt,
	} = listing;
	return {
		id,
		direction,
		category,
		terms,
		title,
		details,
		allergens,
		quantity,
		unit,
		held,
		waiting,
		perHousehold,
		bestBefore,
		keepCold,
		place,
		returnBy,
		swapFor,
		until,
		relaxedAt,
		scope,
		allocation,
		drawAt,
		drawnAt,
		drawSeed,
		neededBy,
		reason,
		urgent,
		anonymous,
		reach,
		unopened,
		prescription,
		status,
		statusReason,
		postedAt,
	};
}

function nameOfWriter(
	it: { writtenBy: string; actedBy: string | null; name: string; door: string; buildingId: string },
	listing: ListingRow,
	viewer: Member,
	named: boolean,
) {
	const isPoster = it.writtenBy === listing.posterId;
	const helped = it.actedBy !== null;
	const may =
		it.writtenBy === viewer.id ||
		(isConfirmed(viewer) &&
			it.buildingId === viewer.buildingId &&
			(!isPoster || named) &&
			(!helped || isHelper(viewer)));
	return { byPoster: isPoster, helped, name: may ? it.name : null, door: may ? it.door : null };
}

async function findPoster(db: Db, listing: ListingRow) {
	const [row] = await db
		.select({ name: residents.name, door: households.door, building: buildings.name })
		.from(residents)
		.innerJoin(households, eq(households.id, listing.posterHouseholdId))
		.innerJoin(buildings, eq(buildings.id, households.buildingId))
		.where(eq(residents.id, listing.posterId));
	return row!;
}

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
