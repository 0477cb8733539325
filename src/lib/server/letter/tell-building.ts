import { and, eq, isNull } from 'drizzle-orm';
import { lockScreenTitle } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';
import { secret } from '../installation/settings.ts';
import type { ListingRow } from '../listing/queries.ts';
import { listings } from '../listing/table.ts';
import { letters, webhooks } from './table.ts';

/**
 * A new post is told to the building's group as well, where a steward has set that up – in the transaction of the post,
 * and only what everybody in the building may read and a stranger could: no medicine, nothing anonymous, no door.
 */
export async function tellBuilding(tx: Db, listing: ListingRow, now: Date): Promise<void> {
	if (listing.scope === 'entrance' || listing.hiddenFrom || lockScreenTitle(listing) === null) return;
	const [hook] = await tx
		.select({ buildingId: webhooks.buildingId })
		.from(webhooks)
		.where(eq(webhooks.buildingId, listing.buildingId));
	if (!hook) return;
	await tx
		.update(listings)
		.set({ shareCode: secret(16) })
		.where(and(eq(listings.id, listing.id), isNull(listings.shareCode)));
	await tx
		.insert(letters)
		.values({
			via: 'webhook',
			kind: 'posted',
			onceKey: `posted:${listing.id}`,
			buildingId: listing.buildingId,
			listingId: listing.id,
			createdAt: now,
			dueAt: now,
		})
		.onConflictDoNothing({ target: letters.onceKey });
}
