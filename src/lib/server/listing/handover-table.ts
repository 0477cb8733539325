import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { STATES } from '../../domain/handover.ts';
import { KNOCK_FINDINGS } from '../../domain/helping.ts';
import { residents } from '../account/table.ts';
import { households } from '../building/table.ts';
import { listingParts, listings } from './table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Some quantity of a listing on its way between the poster's household and the claimant's. */
export const handovers = pgTable(
	'handovers',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		listingId: uuid('listing_id')
			.notNull()
			.references(() => listings.id),
		partId: uuid('part_id').references(() => listingParts.id),
		/** Who claimed or pledged; null for a household without the app. */
		claimantId: uuid('claimant_id').references(() => residents.id),
		claimantHouseholdId: uuid('claimant_household_id')
			.notNull()
			.references(() => households.id),
		/** Lent to somebody from outside; the claimant's household vouches. */
		outsideName: text('outside_name'),
		/** Who brings it instead of the giver (a later issue). */
		carrierId: uuid('carrier_id').references(() => residents.id),
		quantity: integer('quantity').notNull(),
		state: text('state', { enum: STATES }).notNull(),
		/** Place in line: smaller is nearer its head. */
		line: bigint('line', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
		/** The waiting handover whose head part this is. */
		splitFrom: uuid('split_from'),
		createdAt: instant('created_at').notNull().defaultNow(),
		windowEndsAt: instant('window_ends_at'),
		remindAt: instant('remind_at'),
		leftAt: instant('left_at'),
		leftPhotoId: uuid('left_photo_id'),
		/** When the system must look at it next: reminder, end of the window, unsigned too long. */
		dueAt: instant('due_at'),
		thanks: text('thanks').notNull().default(''),
		thankedAt: instant('thanked_at'),
		/** The last change: who, for whom, when, why. A trigger copies it to the trail. `changedBy` null: the system. */
		changedBy: uuid('changed_by').references(() => residents.id),
		changedFor: uuid('changed_for').references(() => residents.id),
		changedAt: instant('changed_at').notNull().defaultNow(),
		changeReason: text('change_reason').notNull().default(''),
	},
	(t) => [
		index('handovers_of_listing').on(t.listingId, t.line),
		index('handovers_of_household').on(t.claimantHouseholdId, t.createdAt.desc()),
		index('handovers_due')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
		index('handovers_unsigned')
			.on(t.listingId)
			.where(sql`${t.state} in ('left', 'missing')`),
		check('handover_quantity_from_1_to_9999', sql`${t.quantity} between 1 and 9999`),
	],
);

/** The trail. Written by the trigger on handovers; nothing in it is ever changed or deleted. */
export const handoverEvents = pgTable(
	'handover_events',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		handoverId: uuid('handover_id')
			.notNull()
			.references(() => handovers.id),
		fromState: text('from_state', { enum: STATES }),
		toState: text('to_state', { enum: STATES }).notNull(),
		quantity: integer('quantity').notNull(),
		at: instant('at').notNull(),
		byId: uuid('by_id').references(() => residents.id),
		forId: uuid('for_id').references(() => residents.id),
		reason: text('reason').notNull().default(''),
	},
	(t) => [index('handover_events_of').on(t.handoverId, t.id)],
);

/** A helper knocked because something left at a door was not signed for; what they found. Only ever added to. */
export const knocks = pgTable(
	'knocks',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		handoverId: uuid('handover_id')
			.notNull()
			.references(() => handovers.id),
		byId: uuid('by_id')
			.notNull()
			.references(() => residents.id),
		found: text('found', { enum: KNOCK_FINDINGS }).notNull(),
		at: instant('at').notNull(),
	},
	(t) => [index('knocks_of').on(t.handoverId, t.id)],
);
