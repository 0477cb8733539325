import { and, eq, ne, sql } from 'drizzle-orm';
import type { Code } from '../../domain/notification.ts';
import { residents } from '../account/table.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { notify } from '../notification/notify.ts';
import { titleDetail } from './facts.ts';
import type { ListingRow } from './queries.ts';

/** News of a post to those within its audience who asked to hear of new posts. */
export async function tellFollowers(
	tx: Db,
	listing: ListingRow,
	code: Extract<Code, 'listing.posted' | 'listing.free_again'>,
	not: readonly (string | null)[],
	now: Date,
): Promise<void> {
	const [kind, place = '', entrance = ''] = listing.audience.split(':');
	const rows = await tx
		.select({ id: residents.id })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.where(
			and(
				ne(residents.status, 'left'),
				sql`'post' = any(${residents.follows})`,
				kind === 'c' ? eq(buildings.communityId, place) : eq(residents.buildingId, place),
				kind === 'e' ? eq(households.entrance, entrance) : undefined,
			),
		);
	const to = rows.map((row) => row.id).filter((id) => !not.includes(id));
	const about = { href: `/listings/${listing.id}`, listingId: listing.id, detail: titleDetail(listing) };
	await notify(tx, { to, topic: 'post', code, ...about }, now);
}
