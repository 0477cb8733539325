import { and, desc, eq, sql } from 'drizzle-orm';
import type { Topic } from '../../domain/notification.ts';
import type { QuietHours } from '../../domain/time.ts';
import { residents, sessions } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { listings } from '../listing/table.ts';
import { devices, notifications } from './table.ts';

export const PAGE = 30;

/** Where a page of an inbox ended. */
export type Cursor = { at: Date; id: string };

/** Somebody's news, newest first; one more than a page where there is a next one. */
export function listInbox(db: Db, residentId: string, before: Cursor | null) {
	return (
		db
			.select({
				id: notifications.id,
				topic: notifications.topic,
				code: notifications.code,
				detail: notifications.detail,
				href: notifications.href,
				listingId: notifications.listingId,
				handoverId: notifications.handoverId,
				createdAt: notifications.createdAt,
				readAt: notifications.readAt,
				direction: listings.direction,
				place: listings.place,
			})
			.from(notifications)
			.leftJoin(listings, eq(listings.id, notifications.listingId))
			.where(
				and(
					eq(notifications.residentId, residentId),
					before === null
						? undefined
						: sql`(${notifications.createdAt}, ${notifications.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)`,
				),
			)
			// As the index has it: without NULLS LAST it could not be walked down.
			.orderBy(sql`${notifications.createdAt} desc nulls last`, sql`${notifications.id} desc nulls last`)
			.limit(PAGE + 1)
	);
}

export type InboxRow = Awaited<ReturnType<typeof listInbox>>[number];

/** The browsers that receive push for somebody, the newest first; never with their endpoints. */
export function listReceivers(db: Db, residentId: string) {
	return db
		.select({
			id: devices.id,
			sessionId: devices.sessionId,
			device: sessions.device,
			createdAt: devices.createdAt,
			lastSentAt: devices.lastSentAt,
		})
		.from(devices)
		.leftJoin(sessions, eq(sessions.id, devices.sessionId))
		.where(eq(devices.residentId, residentId))
		.orderBy(desc(devices.createdAt));
}

export type Preferences = { muted: Topic[]; follows: Topic[]; quiet: QuietHours };

export async function findPreferences(db: Db, residentId: string): Promise<Preferences | null> {
	const [row] = await db
		.select({
			muted: residents.muted,
			follows: residents.follows,
			from: residents.quietFrom,
			to: residents.quietTo,
		})
		.from(residents)
		.where(eq(residents.id, residentId));
	return row
		? { muted: row.muted as Topic[], follows: row.follows as Topic[], quiet: { from: row.from, to: row.to } }
		: null;
}
