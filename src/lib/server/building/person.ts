import { and, asc, eq } from 'drizzle-orm';
import { cares, residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { households } from './table.ts';

/** What helpers know of somebody they look after; never for neighbours. */
export async function findPersonCare(db: Db, id: string) {
	const [row] = await db
		.select({
			phoneless: residents.phoneless,
			phone: residents.phone,
			agreedBy: residents.agreedBy,
			suspendedUntil: residents.suspendedUntil,
			livesAlone: cares.livesAlone,
			buddyId: cares.buddyId,
			everyHours: cares.everyHours,
			heardAt: cares.heardAt,
		})
		.from(residents)
		.leftJoin(cares, eq(cares.residentId, residents.id))
		.where(eq(residents.id, id));
	return row ?? null;
}

/** Neighbours who could look in on somebody, or follow a steward: with a phone, and living here. */
export function listNames(db: Db, buildingId: string) {
	return db
		.select({ id: residents.id, name: residents.name, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(
				eq(residents.buildingId, buildingId),
				eq(residents.status, 'confirmed'),
				eq(residents.phoneless, false),
				eq(residents.elsewhere, false),
			),
		)
		.orderBy(asc(households.entrance), asc(households.number), asc(residents.createdAt));
}
