import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { cares, entryCodes, passkeys, residents, sessions } from '../account/table.ts';
import { cornerFollows } from '../corner/table.ts';
import type { Db } from '../db/connect.ts';
import { leaveBuys } from '../group-buy/leave.ts';
import { mailAddresses } from '../letter/table.ts';
import { close } from '../listing/close.ts';
import { tellOfHandover } from '../listing/news.ts';
import { promoteLine } from '../listing/promote.ts';
import { lockListing, markState } from '../listing/queries.ts';
import { handovers } from '../listing/handover-table.ts';
import { listings } from '../listing/table.ts';

/** Somebody leaves a building: posts come down, claims are let go, ways in are closed. */
export async function layDown(
	tx: Db,
	who: { id: string; householdId: string },
	byId: string,
	now: Date,
): Promise<void> {
	await layDownPosts(tx, who.id, byId, now);
	await leaveBuys(tx, who, byId, now);
	await tx.delete(cornerFollows).where(eq(cornerFollows.residentId, who.id));
	await tx.delete(cares).where(eq(cares.residentId, who.id));
	await tx.update(cares).set({ buddyId: null }).where(eq(cares.buddyId, who.id));
	await tx.delete(passkeys).where(eq(passkeys.residentId, who.id));
	await tx.delete(mailAddresses).where(eq(mailAddresses.residentId, who.id));
	await tx.delete(entryCodes).where(eq(entryCodes.residentId, who.id));
	await tx.update(sessions).set({ actingFor: null, actingUntil: null }).where(eq(sessions.actingFor, who.id));
	await tx
		.update(residents)
		.set({ status: 'left', leftAt: now, login: null, passwordHash: null, returnCodeHash: null, roles: [] })
		.where(eq(residents.id, who.id));
}

/** Locks are taken in one order, so that two cannot wait for each other. */
async function layDownPosts(tx: Db, residentId: string, byId: string, now: Date): Promise<void> {
	const active = and(
		eq(handovers.claimantId, residentId),
		inArray(handovers.state, ['waiting', 'reserved', 'on_the_way']),
	);
	const touched = await tx
		.select({ id: listings.id })
		.from(listings)
		.where(
			sql`(${listings.posterId} = ${residentId}::uuid and ${listings.status} = 'open') or ${listings.id} in (${tx.select({ id: handovers.listingId }).from(handovers).where(active)})`,
		)
		.orderBy(asc(listings.id));
	for (const { id } of touched) {
		const listing = (await lockListing(tx, id))!;
		if (listing.posterId === residentId && listing.status === 'open') {
			await close(tx, listing, 'withdrawn', { by: byId, reason: '' }, now);
			continue;
		}
		for (const handover of await tx
			.select()
			.from(handovers)
			.where(and(active, eq(handovers.listingId, id)))) {
			const change = { changedBy: byId, changedAt: now, windowEndsAt: null, remindAt: null, dueAt: null };
			await markState(tx, handover, 'released', change);
			if (handover.state !== 'waiting')
				await tellOfHandover(
					tx,
					[listing.posterId],
					'handover.released',
					{ listing, handover: { ...handover, state: 'released' } },
					now,
				);
		}
		await promoteLine(tx, id, now);
	}
}
