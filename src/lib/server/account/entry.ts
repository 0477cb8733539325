import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { secret } from '../installation/settings.ts';
import { buildings, households } from '../building/table.ts';
import { entryCodes, residents } from './table.ts';

export type EntryKind = (typeof entryCodes.$inferSelect)['kind'];

/** Minutes for which a link opens the door. Those that are passed from hand to hand need longer. */
const MINUTES: Record<EntryKind, number> = {
	device: 10,
	back: 60,
	relative: 3 * 24 * 60,
	founder: 14 * 24 * 60,
};

export function hashEntryCode(code: string): string {
	return createHash('sha256').update(`entry:${code}`).digest('base64url');
}

/** A link that opens the door once. Of each kind a person has one at a time: a new one ends the one before. */
export async function makeEntryCode(
	tx: Db,
	entry: { kind: EntryKind; residentId: string | null; buildingId: string; madeBy: string },
	now: Date,
): Promise<string> {
	const code = secret(16);
	if (entry.residentId !== null)
		await tx
			.delete(entryCodes)
			.where(
				and(
					eq(entryCodes.residentId, entry.residentId),
					eq(entryCodes.kind, entry.kind),
					isNull(entryCodes.usedAt),
				),
			);
	const expiresAt = new Date(now.getTime() + MINUTES[entry.kind] * 60_000);
	await tx.insert(entryCodes).values({ hash: hashEntryCode(code), ...entry, expiresAt });
	return code;
}

/** What a link says before it is used; null when it was, when its time is over, or when there is none. Changes nothing. */
export async function findEntry(db: Db, code: string, now: Date) {
	const [row] = await db
		.select({
			kind: entryCodes.kind,
			residentId: entryCodes.residentId,
			buildingId: entryCodes.buildingId,
			building: buildings.name,
			name: residents.name,
			door: households.door,
			status: residents.status,
		})
		.from(entryCodes)
		.innerJoin(buildings, eq(buildings.id, entryCodes.buildingId))
		.leftJoin(residents, eq(residents.id, entryCodes.residentId))
		.leftJoin(households, eq(households.id, residents.householdId))
		.where(
			and(eq(entryCodes.hash, hashEntryCode(code)), isNull(entryCodes.usedAt), gt(entryCodes.expiresAt, now)),
		);
	return row && row.status !== 'left' ? row : null;
}

/** Takes the link; of two who come with it at once, one has it. */
export async function takeEntry(tx: Db, code: string, now: Date): Promise<boolean> {
	const rows = await tx
		.update(entryCodes)
		.set({ usedAt: now })
		.where(
			and(eq(entryCodes.hash, hashEntryCode(code)), isNull(entryCodes.usedAt), gt(entryCodes.expiresAt, now)),
		)
		.returning({ hash: entryCodes.hash });
	return rows.length === 1;
}

/** Forgets links whose time is over. */
export async function forgetEntries(db: Db, now: Date): Promise<void> {
	await db.delete(entryCodes).where(lt(entryCodes.expiresAt, new Date(now.getTime() - 86_400_000)));
}
