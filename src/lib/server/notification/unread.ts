import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { notifications } from './table.ts';

/** How many notifications somebody has not read; counted to 100 at most, which reads “99+”. */
export async function countUnread(db: Db, residentId: string): Promise<number> {
	const rows = await db
		.select({ id: notifications.id })
		.from(notifications)
		.where(and(eq(notifications.residentId, residentId), isNull(notifications.readAt)))
		.limit(100);
	return rows.length;
}
