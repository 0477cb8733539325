import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { namesNeighbour, type Deed } from '../../domain/order.ts';
import { may } from '../../domain/permission.ts';
import type { Member } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { buildingEvents, households } from './table.ts';

export type Done = {
	kind: Deed;
	aboutId?: string;
	listingId?: string;
	reason?: string;
	detail?: Record<string, string | number>;
};

/** Writes into the building's log what somebody did in its name, in the transaction in which they do it. */
export async function writeDown(tx: Db, by: Member, done: Done, now: Date): Promise<void> {
	await tx
		.insert(buildingEvents)
		.values({ buildingId: by.buildingId, byId: by.actedBy ?? by.id, at: now, ...done });
}

export const LOG_PAGE = 50;
const doer = alias(residents, 'doer');
const about = alias(residents, 'about');

/** What was done in the building's name, newest first. Whom it was about is named to stewards, and to all only where it is no blame. */
export async function listLog(db: Db, viewer: Member, before: number | null) {
	const rows = await db
		.select({
			id: buildingEvents.id,
			at: buildingEvents.at,
			kind: buildingEvents.kind,
			reason: buildingEvents.reason,
			detail: buildingEvents.detail,
			listingId: buildingEvents.listingId,
			by: doer.name,
			byId: buildingEvents.byId,
			aboutId: buildingEvents.aboutId,
			aboutName: about.name,
			aboutDoor: households.door,
		})
		.from(buildingEvents)
		.leftJoin(doer, eq(doer.id, buildingEvents.byId))
		.leftJoin(about, eq(about.id, buildingEvents.aboutId))
		.leftJoin(households, eq(households.id, about.householdId))
		.where(
			and(
				eq(buildingEvents.buildingId, viewer.buildingId),
				before === null ? undefined : lt(buildingEvents.id, before),
			),
		)
		.orderBy(sql`${desc(buildingEvents.id)} nulls last`)
		.limit(LOG_PAGE + 1);
	const steward = may(viewer, 'let_in');
	const shown = rows
		.slice(0, LOG_PAGE)
		.map(({ byId, aboutId, aboutName, aboutDoor, listingId, reason, ...row }) => ({
			...row,
			self: byId !== null && byId === aboutId,
			// Reasons may name somebody: of what is no blame they are read by all, of the rest by stewards.
			reason: steward || namesNeighbour(row.kind) || row.kind === 'hidden' ? reason : '',
			listingId: steward ? listingId : null,
			about:
				aboutName !== null && (steward || namesNeighbour(row.kind))
					? { name: aboutName, door: aboutDoor ?? '' }
					: null,
		}));
	return { rows: shown, next: rows.length > LOG_PAGE ? shown.at(-1)!.id : null };
}
