import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { builtOnce } from '../db/prepared.ts';
import { notifications } from './table.ts';

const unread = builtOnce((db) =>
	db
		.select({ id: notifications.id })
		.from(notifications)
		.where(and(eq(notifications.residentId, sql.placeholder('residentId')), isNull(notifications.readAt)))
		.limit(100)
		.prepare('unread'),
);

/** How many notifications somebody has not read; counted to 100 at most, which reads “99+”. */
export async function countUnread(db: Db, residentId: string): Promise<number> {
	const rows = await unread(db).execute({ residentId });
	return rows.length;
}
