import { eq } from 'drizzle-orm';
import { isConfirmed, isHelper, type Member } from '../../domain/member.ts';
import {
	choosesTakers,
	isHelped,
	isPersonal,
	isPosters,
	mayAdjustUrgency,
	mayModerate,
	mayNamePoster,
} from '../../domain/listing.ts';
import { holds, isClaimants, refuseClaim, shareLeft } from '../../domain/handover.ts';
import type { State } from '../../domain/handover.ts';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { listPhotos } from '../photo/queries.ts';
import { maySee } from './facts.ts';
import type { ListingRow } from './queries.ts';
import { countActive, findListing, findParty, listParts, sumOfHousehold } from './queries.ts';
import { mayShare } from './share.ts';
import { shown } from './shown.ts';
import { countTaken } from './taken.ts';
import { countReached } from './widen.ts';
import { comments, handovers, openReports } from './view-queries.ts';

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
	const waiting = all.filter((it) => it.state === 'waiting').map((it) => it.claimantHouseholdId);
	const taken = own && choosesTakers(listing) ? await countTaken(db, waiting, now) : null;
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
		// Nobody reads what was said about their own post.
		reports:
			moderates && listing.posterId !== viewer.id
				? reports.map(({ id, reason, createdAt }) => ({ id, reason, createdAt }))
				: [],
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
				/** What this household took within a week: a plain fact for the giver who chooses, for nobody else. */
				taken: it.state === 'waiting' ? (taken?.get(it.claimantHouseholdId) ?? null) : null,
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
