import { and, eq, isNull } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { notifications } from './table.ts';

/** One of somebody's news has been read, or with null all of it. What is not theirs is not there. */
export function markRead(
	db: Db,
	by: Member,
	id: string | null,
	sent: Sent,
): Promise<Outcome<{ read: number }, KeyRefusal>> {
	return once(db, sent, async (tx) => {
		const rows = await tx
			.update(notifications)
			.set({ readAt: sent.at })
			.where(
				and(
					eq(notifications.residentId, by.id),
					isNull(notifications.readAt),
					id === null ? undefined : eq(notifications.id, id),
				),
			)
			.returning({ id: notifications.id });
		if (rows.length > 0) afterCommit(tx, { residentIds: [by.id] });
		return done({ read: rows.length });
	});
}
