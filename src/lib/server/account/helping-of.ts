import { asc, count, eq, or } from 'drizzle-orm';
import { helped } from '../../domain/helping.ts';
import { buildingEvents } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { handoverEvents, handovers, knocks } from '../listing/handover-table.ts';
import { comments, listingEvents, listings, reports } from '../listing/table.ts';
import { webhooks } from '../letter/table.ts';
import { calls, cares, entryCodes, residents } from './table.ts';

/** What somebody did for others or in the building's name, and each step of a handover that was theirs; whom it was for is not theirs to take. */
export async function helpingOf(db: Db, residentId: string) {
	const [steps, made, knocked, deeds, asSteward, settled, wrote, said, looksIn, links, letIn, robots] =
		await Promise.all([
			db
				.select({
					title: listings.title,
					to: handoverEvents.toState,
					reason: handoverEvents.reason,
					at: handoverEvents.at,
					byId: handoverEvents.byId,
					forId: handoverEvents.forId,
				})
				.from(handoverEvents)
				.innerJoin(handovers, eq(handovers.id, handoverEvents.handoverId))
				.innerJoin(listings, eq(listings.id, handovers.listingId))
				.where(or(eq(handoverEvents.byId, residentId), eq(handoverEvents.forId, residentId)))
				.orderBy(asc(handoverEvents.id)),
			db.select({ outcome: calls.outcome, at: calls.at }).from(calls).where(eq(calls.byId, residentId)),
			db.select({ found: knocks.found, at: knocks.at }).from(knocks).where(eq(knocks.byId, residentId)),
			db
				.select({
					kind: buildingEvents.kind,
					reason: buildingEvents.reason,
					at: buildingEvents.at,
					byId: buildingEvents.byId,
				})
				.from(buildingEvents)
				.where(or(eq(buildingEvents.byId, residentId), eq(buildingEvents.aboutId, residentId)))
				.orderBy(asc(buildingEvents.id)),
			db
				.select({ kind: listingEvents.kind, reason: listingEvents.reason, at: listingEvents.at })
				.from(listingEvents)
				.where(eq(listingEvents.byId, residentId)),
			db
				.select({ with: reports.settledWith, at: reports.settledAt })
				.from(reports)
				.where(eq(reports.settledBy, residentId)),
			db
				.select({ title: listings.title, at: listings.postedAt })
				.from(listings)
				.where(eq(listings.writtenBy, residentId)),
			db
				.select({ text: comments.text, at: comments.createdAt })
				.from(comments)
				.where(eq(comments.actedBy, residentId)),
			db.select({ many: count() }).from(cares).where(eq(cares.buddyId, residentId)),
			db
				.select({ kind: entryCodes.kind, expiresAt: entryCodes.expiresAt, usedAt: entryCodes.usedAt })
				.from(entryCodes)
				.where(or(eq(entryCodes.madeBy, residentId), eq(entryCodes.residentId, residentId))),
			db
				.select({ many: count() })
				.from(residents)
				.where(or(eq(residents.confirmedBy, residentId), eq(residents.addedBy, residentId))),
			db
				.select({ kind: webhooks.kind, setAt: webhooks.setAt })
				.from(webhooks)
				.where(eq(webhooks.setBy, residentId)),
		]);
	return {
		steps: steps.map(({ byId, forId, ...it }) => ({ ...it, ...helped(residentId, byId, forId) })),
		calls: made,
		knocks: knocked,
		deeds: deeds.map(({ byId, ...it }) => ({ ...it, aboutMe: byId !== residentId })),
		posts: asSteward,
		settled,
		writtenFor: wrote,
		saidFor: said,
		looksInOn: looksIn[0]!.many,
		links,
		letIn: letIn[0]!.many,
		webhooks: robots,
	};
}
