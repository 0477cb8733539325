import { and, countDistinct, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Code } from '../../domain/notification.ts';
import { isAnswered, nextRing, WIDENS_AFTER, type Ring } from '../../domain/urgent.ts';
import { residents } from '../account/table.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { notify } from '../notification/notify.ts';
import { notifications } from '../notification/table.ts';
import { titleDetail } from './facts.ts';
import type { ListingRow } from './queries.ts';
import { listHelpers } from '../building/queries.ts';
import { findParty, lockListingUnlessBusy } from './queries.ts';
import { listings } from './table.ts';

const CALLS: readonly Code[] = ['listing.urgent', 'listing.urgent_near', 'listing.urgent_phones'];
const CODE_OF: Record<Ring, Code> = {
	entrance: 'listing.urgent_near',
	building: 'listing.urgent_near',
	helpers: 'listing.urgent',
	phones: 'listing.urgent_phones',
};

/** An ask has become urgent: the first circle hears of it now, and the clock for the next ones starts. */
export async function beginWidening(tx: Db, listing: ListingRow, not: string[], now: Date): Promise<void> {
	await widen(tx, { ...listing, rings: [] }, not, now);
}

/** It is not urgent any more: the clock stops. */
export async function stopWidening(tx: Db, listingId: string): Promise<void> {
	await tx.update(listings).set({ widensAt: null }).where(eq(listings.id, listingId));
}

/** The five minutes of a circle are over. Answers whether there was something to do. */
export function settleWidening(db: Db, id: string, now: Date): Promise<boolean> {
	return transact(db, async (tx) => {
		const listing = await lockListingUnlessBusy(tx, id);
		if (!listing?.widensAt || listing.widensAt > now) return false;
		if (listing.status !== 'open' || listing.until <= now || !listing.urgent) {
			await stopWidening(tx, id);
			return true;
		}
		// Whoever has it may still let it go: then the next circle is asked, not the same one again.
		if (isAnswered(listing)) {
			await setClock(tx, listing, listing.rings, now);
			return true;
		}
		await widen(tx, listing, [listing.posterId], now);
		return true;
	});
}

async function widen(tx: Db, listing: ListingRow, not: string[], now: Date): Promise<void> {
	const poster = await findParty(tx, listing.posterId);
	const ring = nextRing(listing.rings, now, poster?.zone ?? 'UTC');
	if (!ring) {
		await stopWidening(tx, listing.id);
		await tellNobodyCame(tx, listing, now);
		return;
	}
	const to = (await listRing(tx, ring, listing)).filter((id) => !not.includes(id));
	await tell(tx, listing, to, CODE_OF[ring], now);
	await setClock(tx, listing, [...listing.rings, ring], now);
	// The asker's page counts the households that were reached.
	afterCommit(tx, { listingId: listing.id });
}

async function setClock(tx: Db, listing: ListingRow, rings: Ring[], now: Date): Promise<void> {
	const widensAt = new Date(now.getTime() + WIDENS_AFTER);
	await tx.update(listings).set({ rings, widensAt }).where(eq(listings.id, listing.id));
}

/** Who hears of it with this circle: neighbours only where they may see the post, helpers always. */
async function listRing(tx: Db, ring: Ring, listing: ListingRow): Promise<string[]> {
	if (ring === 'helpers' || ring === 'phones')
		return [
			...(await listHelpers(tx, listing.buildingId, 'volunteer')),
			...(await listHelpers(tx, listing.buildingId, 'steward')),
		];
	if (ring === 'building' && listing.scope === 'entrance') return [];
	const [home] = await tx
		.select({ entrance: households.entrance })
		.from(households)
		.where(eq(households.id, listing.posterHouseholdId));
	const rows = await tx
		.select({ id: residents.id })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(
				eq(residents.buildingId, listing.buildingId),
				eq(residents.status, 'confirmed'),
				ne(households.id, listing.posterHouseholdId),
				sql`${listing.hiddenFrom}::uuid is distinct from ${households.id}`,
				ring === 'entrance'
					? eq(households.entrance, home?.entrance ?? '')
					: ne(households.entrance, home?.entrance ?? ''),
			),
		);
	return rows.map((row) => row.id);
}

async function tellNobodyCame(tx: Db, listing: ListingRow, now: Date): Promise<void> {
	await tell(tx, listing, [listing.posterId], 'listing.urgent_nobody', now);
	const stewards = await listHelpers(tx, listing.buildingId, 'steward');
	const others = stewards.filter((id) => id !== listing.posterId);
	await tell(tx, listing, others, 'listing.urgent_nobody_steward', now);
}

function tell(tx: Db, listing: ListingRow, to: string[], code: Code, now: Date): Promise<void> {
	const detail: Record<string, string | number> = titleDetail(listing);
	if (listing.neededBy) detail.until = listing.neededBy.toISOString();
	const about = { href: `/listings/${listing.id}`, listingId: listing.id };
	return notify(tx, { to, topic: 'ask', code, detail, ...about }, now);
}

/** How many households have been told of it, of those in the building in which somebody lives. */
export async function countReached(db: Db, listing: ListingRow): Promise<{ reached: number; of: number }> {
	const [told] = await db
		.select({ count: countDistinct(residents.householdId) })
		.from(notifications)
		.innerJoin(residents, eq(residents.id, notifications.residentId))
		.where(and(eq(notifications.listingId, listing.id), inArray(notifications.code, [...CALLS])));
	const [all] = await db
		.select({ count: countDistinct(residents.householdId) })
		.from(residents)
		.where(
			and(
				eq(residents.buildingId, listing.buildingId),
				ne(residents.status, 'left'),
				ne(residents.householdId, listing.posterHouseholdId),
			),
		);
	return { reached: told?.count ?? 0, of: all?.count ?? 0 };
}
