import { asc, eq, inArray } from 'drizzle-orm';
import { residents } from '../account/table.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { handovers } from '../listing/handover-table.ts';
import { listings } from '../listing/table.ts';
import { buysOfBuilding, shelvesOf, webhooksOf } from './export-rooms.ts';
import { writeDown } from './log.ts';
import { buildingEvents, buildings, households } from './table.ts';

/** A building as one document: doors, people, what was shared, left and ordered, what was done. No ways in, no reports, no photos, nobody's illness. */
export async function exportBuilding(db: Db, by: Member, now: Date) {
	const [building] = await db.select().from(buildings).where(eq(buildings.id, by.buildingId));
	const doors = await db
		.select({ id: households.id, door: households.door, people: households.people })
		.from(households)
		.where(eq(households.buildingId, by.buildingId))
		.orderBy(asc(households.entrance), asc(households.number), asc(households.part));
	const people = await db
		.select({
			id: residents.id,
			household: residents.householdId,
			name: residents.name,
			status: residents.status,
			roles: residents.roles,
			elsewhere: residents.elsewhere,
			createdAt: residents.createdAt,
			leftAt: residents.leftAt,
		})
		.from(residents)
		.where(eq(residents.buildingId, by.buildingId))
		.orderBy(asc(residents.createdAt));
	const posts = (await db.select().from(listings).where(eq(listings.buildingId, by.buildingId)))
		// Who asked for medicine is their own: their own export has it.
		.filter((post) => post.category !== 'medicine' && !post.anonymous)
		.map(
			({ searchPieces: _, searchText: __, shareCode: ___, audience: ____, drawSeed: _____, ...post }) => post,
		);
	const ids = posts.map((post) => post.id);
	const moved =
		ids.length === 0
			? []
			: await db
					.select({
						id: handovers.id,
						listing: handovers.listingId,
						household: handovers.claimantHouseholdId,
						quantity: handovers.quantity,
						state: handovers.state,
						createdAt: handovers.createdAt,
						changedAt: handovers.changedAt,
					})
					.from(handovers)
					.where(inArray(handovers.listingId, ids));
	const log = await db
		.select()
		.from(buildingEvents)
		.where(eq(buildingEvents.buildingId, by.buildingId))
		.orderBy(asc(buildingEvents.id));
	await writeDown(db, by, { kind: 'exported' }, now);
	return {
		building: { name: building!.name, timeZone: building!.timeZone, houseRules: building!.houseRules },
		takenAt: now.toISOString(),
		doors,
		people,
		posts,
		handovers: moved,
		log,
		shelves: await shelvesOf(db, by.buildingId),
		groupBuys: await buysOfBuilding(db, by.buildingId),
		webhooks: await webhooksOf(db, by.buildingId),
	};
}
