import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { cares, residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notify } from '../notification/notify.ts';
import { listStewards } from './queries.ts';
import { households } from './table.ts';

const BATCH = 50;

/**
 * Nobody has heard from somebody for the time that was set: their buddy is reminded, and the stewards where there is
 * none. Each once, whichever process comes first; it comes up again after the same time.
 */
export async function remindOfCare(db: Db, now: Date): Promise<number> {
	const due = await db
		.select({ id: cares.residentId })
		.from(cares)
		.where(lte(cares.dueAt, now))
		.orderBy(asc(cares.dueAt))
		.limit(BATCH);
	for (const { id } of due) await transact(db, (tx) => remind(tx, id, now));
	return due.length;
}

async function remind(tx: Db, id: string, now: Date): Promise<void> {
	const [care] = await tx
		.update(cares)
		.set({ dueAt: sql`${now.toISOString()}::timestamptz + make_interval(hours => ${cares.everyHours})` })
		.where(and(eq(cares.residentId, id), lte(cares.dueAt, now)))
		.returning({ buddyId: cares.buddyId });
	if (!care) return;
	const [person] = await tx
		.select({
			name: residents.name,
			door: households.door,
			status: residents.status,
			buildingId: residents.buildingId,
		})
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(eq(residents.id, id));
	if (person?.status !== 'confirmed') {
		await tx.delete(cares).where(eq(cares.residentId, id));
		return;
	}
	const buddy = care.buddyId === null ? null : await findHere(tx, care.buddyId);
	const to = buddy === null ? await listStewards(tx, person.buildingId) : [buddy];
	const detail = { name: person.name, door: person.door };
	await notify(
		tx,
		{ to, topic: 'building', code: 'resident.unheard', detail, href: `/building/people/${id}` },
		now,
	);
}

async function findHere(tx: Db, id: string): Promise<string | null> {
	const [row] = await tx
		.select({ id: residents.id })
		.from(residents)
		.where(and(eq(residents.id, id), eq(residents.status, 'confirmed')));
	return row?.id ?? null;
}
