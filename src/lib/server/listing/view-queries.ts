import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { photos } from '../photo/table.ts';
import { handoverEvents as eventTable, handovers as handoverTable } from './handover-table.ts';
import { comments as commentTable, listingParts, reports as reportTable } from './table.ts';

/** Handovers of a listing (or of a part) in order of the line, with door, building and name of the claimant. */
export function handovers(db: Db, listingId: string, partId: string | null = null) {
	return db
		.select({
			id: handoverTable.id,
			quantity: handoverTable.quantity,
			state: handoverTable.state,
			partId: handoverTable.partId,
			windowEndsAt: handoverTable.windowEndsAt,
			claimantId: handoverTable.claimantId,
			claimantHouseholdId: handoverTable.claimantHouseholdId,
			outsideName: handoverTable.outsideName,
			changedBy: handoverTable.changedBy,
			door: households.door,
			buildingId: households.buildingId,
			building: buildings.name,
			name: residents.name,
		})
		.from(handoverTable)
		.innerJoin(households, eq(households.id, handoverTable.claimantHouseholdId))
		.innerJoin(buildings, eq(buildings.id, households.buildingId))
		.leftJoin(residents, eq(residents.id, handoverTable.claimantId))
		.where(
			and(
				eq(handoverTable.listingId, listingId),
				partId === null ? undefined : eq(handoverTable.partId, partId),
			),
		)
		.orderBy(asc(handoverTable.line));
}

export function comments(db: Db, listingId: string) {
	return db
		.select({
			id: commentTable.id,
			text: commentTable.text,
			createdAt: commentTable.createdAt,
			writtenBy: commentTable.writtenBy,
			actedBy: commentTable.actedBy,
			name: residents.name,
			door: households.door,
			buildingId: residents.buildingId,
		})
		.from(commentTable)
		.innerJoin(residents, eq(residents.id, commentTable.writtenBy))
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(commentTable.listingId, listingId))
		.orderBy(asc(commentTable.createdAt))
		.limit(200);
}

/** Has this person written anything under the post? */
export async function hasWritten(db: Db, listingId: string, residentId: string): Promise<boolean> {
	const rows = await db
		.select({ id: commentTable.id })
		.from(commentTable)
		.where(and(eq(commentTable.listingId, listingId), eq(commentTable.writtenBy, residentId)))
		.limit(1);
	return rows.length > 0;
}

const helped = alias(residents, 'helped');
const helpedHome = alias(households, 'helped_home');

/** For whom this helper last did something in a handover; null where they never did. */
export async function findActedFor(db: Db, handoverId: string, helperId: string): Promise<string | null> {
	const [row] = await db
		.select({ forId: eventTable.forId })
		.from(eventTable)
		.where(
			and(eq(eventTable.handoverId, handoverId), eq(eventTable.byId, helperId), isNotNull(eventTable.forId)),
		)
		.orderBy(desc(eventTable.id))
		.limit(1);
	return row?.forId ?? null;
}

export function handoverEvents(db: Db, handoverId: string) {
	return db
		.select({
			fromState: eventTable.fromState,
			toState: eventTable.toState,
			quantity: eventTable.quantity,
			at: eventTable.at,
			reason: eventTable.reason,
			byId: eventTable.byId,
			forId: eventTable.forId,
			name: residents.name,
			forName: helped.name,
			forDoor: helpedHome.door,
		})
		.from(eventTable)
		.leftJoin(residents, eq(residents.id, eventTable.byId))
		.leftJoin(helped, eq(helped.id, eventTable.forId))
		.leftJoin(helpedHome, eq(helpedHome.id, helped.householdId))
		.where(eq(eventTable.handoverId, handoverId))
		.orderBy(asc(eventTable.id));
}

/** The newest photo that shows the handover itself. */
export async function photosOfHandover(db: Db, handoverId: string) {
	const [row] = await db
		.select({ id: photos.id, width: photos.width, height: photos.height })
		.from(photos)
		.where(eq(photos.handoverId, handoverId))
		.orderBy(desc(photos.createdAt))
		.limit(1);
	return row ?? null;
}

/** Reports of a listing that no steward has settled, oldest first. */
export function openReports(db: Db, listingId: string) {
	return db
		.select({
			id: reportTable.id,
			reason: reportTable.reason,
			createdAt: reportTable.createdAt,
			reportedBy: reportTable.reportedBy,
		})
		.from(reportTable)
		.where(and(eq(reportTable.listingId, listingId), isNull(reportTable.settledAt)))
		.orderBy(asc(reportTable.createdAt))
		.limit(50);
}

export async function partTitle(db: Db, id: string) {
	const [row] = await db
		.select({ id: listingParts.id, title: listingParts.title, unit: listingParts.unit })
		.from(listingParts)
		.where(eq(listingParts.id, id));
	return row ?? null;
}
