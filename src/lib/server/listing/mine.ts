import { and, desc, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { ACTIVE, mayNameOther, sideOf } from '../../domain/handover.ts';
import { isPersonal } from '../../domain/listing.ts';
import { isOfHousehold, type Member } from '../../domain/member.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { handovers } from './handover-table.ts';
import { listingParts, listings } from './table.ts';

export const PAGE = 30;
/** More than anybody has under way; what is beyond is found on the posts themselves. */
const MOST_ACTIVE = 100;

type Cursor = { at: Date; id: string };

const columns = {
	id: handovers.id,
	quantity: handovers.quantity,
	state: handovers.state,
	windowEndsAt: handovers.windowEndsAt,
	createdAt: handovers.createdAt,
	claimantId: handovers.claimantId,
	claimantHouseholdId: handovers.claimantHouseholdId,
	partTitle: listingParts.title,
	partUnit: listingParts.unit,
	listingId: listings.id,
	title: listings.title,
	unit: listings.unit,
	direction: listings.direction,
	category: listings.category,
	posterId: listings.posterId,
	posterHouseholdId: listings.posterHouseholdId,
	coverPhotoId: listings.coverPhotoId,
	anonymous: listings.anonymous,
	place: listings.place,
	allocation: listings.allocation,
	drawAt: listings.drawAt,
	drawnAt: listings.drawnAt,
	claimantDoor: households.door,
	claimantBuildingId: households.buildingId,
	claimantBuilding: buildings.name,
	changedAt: handovers.changedAt,
};

/**
 * What goes to this person's household and from it: all that is still to happen, then what is over, newest first, by key.
 * A neighbour of one's own household is not shown what they asked for as medicine.
 */
export async function listMine(db: Db, viewer: Member, before: Cursor | null) {
	const active =
		before === null ? await both(db, viewer, inArray(handovers.state, [...ACTIVE]), MOST_ACTIVE) : [];
	const older =
		before &&
		sql`(${handovers.createdAt}, ${handovers.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`;
	const found = await both(
		db,
		viewer,
		and(notInArray(handovers.state, [...ACTIVE]), older ?? undefined),
		PAGE + 1,
	);
	const past = found.slice(0, PAGE);
	const last = past.at(-1);
	return {
		active: active.map((row) => seen(row, viewer)),
		past: past.map((row) => seen(row, viewer)),
		next: found.length > PAGE && last ? { at: last.createdAt, id: last.id } : null,
	};
}

/** Two walks, each down its own index: what the household claimed, and what others claimed of its posts. */
async function both(db: Db, viewer: Member, which: SQL | undefined, most: number) {
	const walk = (whose: SQL | undefined) =>
		db
			.select(columns)
			.from(handovers)
			.innerJoin(listings, eq(listings.id, handovers.listingId))
			.innerJoin(households, eq(households.id, handovers.claimantHouseholdId))
			.innerJoin(buildings, eq(buildings.id, households.buildingId))
			.leftJoin(listingParts, eq(listingParts.id, handovers.partId))
			.where(and(whose, which))
			.orderBy(desc(handovers.createdAt), desc(handovers.id))
			.limit(most);
	const personal = and(eq(listings.category, 'medicine'), eq(listings.direction, 'ask'));
	const posted = and(
		// Who still waits has only named a door: theirs is what they did themselves.
		isOfHousehold(viewer, viewer.householdId)
			? eq(listings.posterHouseholdId, viewer.householdId)
			: eq(listings.posterId, viewer.id),
		sql`(${listings.posterId} = ${viewer.id}::uuid or not (${personal}))`,
		sql`${handovers.claimantHouseholdId} <> ${viewer.householdId}::uuid`,
	);
	const claimed = and(
		eq(handovers.claimantHouseholdId, viewer.householdId),
		isOfHousehold(viewer, viewer.householdId) ? undefined : eq(handovers.claimantId, viewer.id),
	);
	return (
		unionAll(walk(claimed), walk(posted))
			// By position: two columns of each walk are called id.
			.orderBy(sql`5 desc, 1 desc`)
			.limit(most)
	);
}

type Row = Awaited<ReturnType<typeof both>>[number];

function seen({ claimantDoor, claimantBuildingId, claimantBuilding, ...row }: Row, viewer: Member) {
	const side = sideOf(row, row, viewer);
	const posts = side !== null && (side === 'giver') === (row.direction === 'offer');
	// Of what is over the door is not kept beside it: some of it is of nobody any more.
	const named = posts && ACTIVE.includes(row.state) && mayNameOther(row, row, viewer, true);
	const door = named ? claimantDoor : null;
	const building = named && claimantBuildingId !== viewer.buildingId ? claimantBuilding : null;
	return { ...row, side, posts, door, building, personal: isPersonal(row) };
}

export type Mine = ReturnType<typeof seen>;
