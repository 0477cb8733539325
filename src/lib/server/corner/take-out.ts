import { asc, eq, or } from 'drizzle-orm';
import { helped } from '../../domain/helping.ts';
import type { Db } from '../db/connect.ts';
import { cornerEvents, cornerFollows, corners, movements, shelfItems, shelfWishes } from './table.ts';

/** What somebody did at shelves, had done for them, or did for others there. */
export async function cornersOf(db: Db, residentId: string) {
	const [moved, wishes, follows, kept, counted] = await Promise.all([
		db
			.select({
				item: shelfItems.title,
				kind: movements.kind,
				quantity: movements.quantity,
				unit: shelfItems.unit,
				reason: movements.reason,
				at: movements.at,
				byId: movements.byId,
				forId: movements.forId,
			})
			.from(movements)
			.innerJoin(shelfItems, eq(shelfItems.id, movements.itemId))
			.where(or(eq(movements.byId, residentId), eq(movements.forId, residentId)))
			.orderBy(asc(movements.id)),
		db
			.select({
				title: shelfWishes.title,
				createdAt: shelfWishes.createdAt,
				endedAt: shelfWishes.endedAt,
				actedBy: shelfWishes.actedBy,
			})
			.from(shelfWishes)
			.where(or(eq(shelfWishes.wishedBy, residentId), eq(shelfWishes.actedBy, residentId)))
			.orderBy(asc(shelfWishes.createdAt)),
		db
			.select({ place: corners.place, since: cornerFollows.since })
			.from(cornerFollows)
			.innerJoin(corners, eq(corners.id, cornerFollows.cornerId))
			.where(eq(cornerFollows.residentId, residentId)),
		db
			.select({ place: corners.place, kind: cornerEvents.kind, at: cornerEvents.at })
			.from(cornerEvents)
			.innerJoin(corners, eq(corners.id, cornerEvents.cornerId))
			.where(or(eq(cornerEvents.byId, residentId), eq(corners.createdBy, residentId)))
			.orderBy(asc(cornerEvents.id)),
		db
			.select({ item: shelfItems.title, at: shelfItems.countedAt })
			.from(shelfItems)
			.where(eq(shelfItems.countedBy, residentId)),
	]);
	return {
		movements: moved.map(({ byId, forId, ...it }) => ({ ...it, ...helped(residentId, byId, forId) })),
		wishes: wishes.map(({ actedBy, ...it }) => ({
			...it,
			byHelper: actedBy !== null && actedBy !== residentId,
		})),
		follows,
		kept,
		counted,
	};
}
