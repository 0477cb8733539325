import { and, count, eq, gte, inArray } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { handovers } from './handover-table.ts';
import { listings } from './table.ts';

const WEEK = 7 * 86_400_000;

/** How often each of these households got something that was offered within the last week; also those that got nothing. */
export async function countTaken(
	db: Db,
	householdIds: readonly string[],
	now: Date,
): Promise<Map<string, number>> {
	if (householdIds.length === 0) return new Map();
	const rows = await db
		.select({ household: handovers.claimantHouseholdId, many: count() })
		.from(handovers)
		.innerJoin(listings, eq(listings.id, handovers.listingId))
		.where(
			and(
				inArray(handovers.claimantHouseholdId, [...new Set(householdIds)]),
				inArray(handovers.state, ['left', 'received', 'returned']),
				eq(listings.direction, 'offer'),
				gte(handovers.createdAt, new Date(now.getTime() - WEEK)),
			),
		)
		.groupBy(handovers.claimantHouseholdId);
	const found = new Map(rows.map((row) => [row.household, row.many]));
	return new Map(householdIds.map((id) => [id, found.get(id) ?? 0]));
}
