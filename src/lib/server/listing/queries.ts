import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { ACTIVE, HOLDING, type State } from '../../domain/handover.ts';
import { readDoor } from '../../domain/household.ts';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../form/fields.ts';
import { handovers } from './handover-table.ts';
import { listingParts, listings } from './table.ts';

export type ListingRow = typeof listings.$inferSelect;
export type HandoverRow = typeof handovers.$inferSelect;
export type PartRow = typeof listingParts.$inferSelect;

export async function findListing(db: Db, id: string): Promise<ListingRow | null> {
	const [row] = await db.select().from(listings).where(eq(listings.id, id));
	return row ?? null;
}

/** The listing under its row lock: whoever else wants to change its handovers waits until this transaction is over. */
export async function lockListing(tx: Db, id: string): Promise<ListingRow | null> {
	const [row] = await tx.select().from(listings).where(eq(listings.id, id)).for('update');
	return row ?? null;
}

/** The same for the system's own work: null where somebody is at it just now; it comes round again. */
export async function lockListingUnlessBusy(tx: Db, id: string): Promise<ListingRow | null> {
	const [row] = await tx
		.select()
		.from(listings)
		.where(eq(listings.id, id))
		.for('update', { skipLocked: true });
	return row ?? null;
}

export async function findHandover(db: Db, id: string): Promise<HandoverRow | null> {
	const [row] = await db.select().from(handovers).where(eq(handovers.id, id));
	return row ?? null;
}

export async function findPart(db: Db, listingId: string, id: string): Promise<PartRow | null> {
	const [row] = await db
		.select()
		.from(listingParts)
		.where(and(eq(listingParts.id, id), eq(listingParts.listingId, listingId)));
	return row ?? null;
}

export function listParts(db: Db, listingId: string): Promise<PartRow[]> {
	return db
		.select()
		.from(listingParts)
		.where(eq(listingParts.listingId, listingId))
		.orderBy(asc(listingParts.position));
}

/** What a household holds and waits for on a listing. */
export async function sumOfHousehold(db: Db, listingId: string, householdId: string): Promise<number> {
	const [row] = await db
		.select({ sum: sql<number>`coalesce(sum(${handovers.quantity}), 0)::int` })
		.from(handovers)
		.where(
			and(
				eq(handovers.listingId, listingId),
				eq(handovers.claimantHouseholdId, householdId),
				inArray(handovers.state, [...HOLDING, 'waiting']),
			),
		);
	return row!.sum;
}

/** Handovers that somebody has under way, anywhere. */
export async function countActive(db: Db, householdId: string, residentId: string): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(handovers)
		.where(
			and(
				eq(handovers.claimantHouseholdId, householdId),
				eq(handovers.claimantId, residentId),
				inArray(handovers.state, [...ACTIVE]),
			),
		);
	return row!.n;
}

/** The line of a listing, or of one of its parts, from its head. */
export function listLine(db: Db, listingId: string, partId: string | null) {
	return db
		.select()
		.from(handovers)
		.where(
			and(
				eq(handovers.listingId, listingId),
				eq(handovers.state, 'waiting'),
				partId === null ? undefined : eq(handovers.partId, partId),
			),
		)
		.orderBy(asc(handovers.line));
}

export function listHandovers(db: Db, listingId: string, states: readonly State[]): Promise<HandoverRow[]> {
	return db
		.select()
		.from(handovers)
		.where(and(eq(handovers.listingId, listingId), inArray(handovers.state, [...states])))
		.orderBy(asc(handovers.line));
}

export async function insertHandover(tx: Db, handover: typeof handovers.$inferInsert): Promise<HandoverRow> {
	const [row] = await tx.insert(handovers).values(handover).returning();
	return row!;
}

/** Moves a handover on from one state; false when it is no longer in it. The trail and all counts are the trigger's. */
export async function markState(
	tx: Db,
	handover: Pick<HandoverRow, 'id' | 'state'>,
	to: State,
	change: Partial<typeof handovers.$inferInsert> & { changedAt: Date; changedBy: string | null },
): Promise<boolean> {
	const rows = await tx
		.update(handovers)
		.set({ changedFor: null, changeReason: '', ...change, state: to })
		.where(and(eq(handovers.id, handover.id), eq(handovers.state, handover.state)))
		.returning({ id: handovers.id });
	return rows.length === 1;
}

/** A person of a handover or listing: name, door, and when their phone is to be left in peace. */
export type Party = {
	id: string;
	name: string;
	/** Empty where none was given; for the other side of a handover alone. */
	phone: string;
	door: string;
	householdId: string;
	buildingId: string;
	zone: string;
	quiet: { from: number; to: number };
};

export async function findParty(db: Db, residentId: string): Promise<Party | null> {
	const [row] = await db
		.select({
			id: residents.id,
			name: residents.name,
			phone: residents.phone,
			door: households.door,
			householdId: residents.householdId,
			buildingId: residents.buildingId,
			zone: buildings.timeZone,
			from: residents.quietFrom,
			to: residents.quietTo,
		})
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.where(eq(residents.id, residentId));
	if (!row) return null;
	const { from, to, ...party } = row;
	return { ...party, quiet: { from, to } };
}

/** The confirmed people of a household. */
export async function listPeopleOf(db: Db, householdId: string): Promise<string[]> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(and(eq(residents.householdId, householdId), eq(residents.status, 'confirmed')));
	return rows.map((row) => row.id);
}

/** A household of that building, by its id or by its door as people type it. */
export async function findHousehold(db: Db, typed: string, buildingId: string) {
	const door = isId(typed) ? null : readDoor(typed);
	if (!door && !isId(typed)) return null;
	const which = door
		? and(
				eq(households.entrance, door.entrance),
				eq(households.number, door.number),
				eq(households.part, door.part),
			)
		: eq(households.id, typed);
	const [row] = await db
		.select()
		.from(households)
		.where(and(eq(households.buildingId, buildingId), which));
	return row ?? null;
}
