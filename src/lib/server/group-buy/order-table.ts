import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { households } from '../building/table.ts';
import { count, flag, instant, key, money, person } from './columns.ts';
import { groupBuySides, ofBuy } from './table.ts';

export const groupBuyLines = pgTable(
	'group_buy_lines',
	{
		id: key(),
		groupBuyId: ofBuy(),
		position: integer('position').notNull(),
		title: text('title').notNull(),
		unit: text('unit').notNull().default(''),
		priceMinor: money('price_minor').notNull(),
		caseSize: integer('case_size').notNull().default(1),
		cap: integer('cap'),
		least: integer('least').notNull().default(1),
		most: integer('most'),
		step: integer('step').notNull().default(1),
		weighed: flag('weighed').default(false),
		keepCold: flag('keep_cold').default(false),
		photoId: uuid('photo_id'),
		/** Kept by the trigger on order lines. */
		ordered: integer('ordered').notNull().default(0),
		flex: integer('flex').notNull().default(0),
		/** What came, and what the invoice says for the whole line; null before. */
		arrived: integer('arrived'),
		invoiceMinor: money('invoice_minor'),
		substitute: text('substitute').notNull().default(''),
	},
	(t) => [
		index('group_buy_lines_of').on(t.groupBuyId, t.position),
		check('group_buy_line_never_above_its_cap', sql`${t.cap} is null or ${t.ordered} <= ${t.cap}`),
		check('group_buy_line_counts_not_negative', sql`${t.ordered} >= 0 and ${t.flex} >= 0`),
		check('group_buy_line_steps', sql`${t.step} >= 1 and ${t.least} >= 1 and ${t.caseSize} >= 1`),
	],
);

/** What a household wants: one a household and group buy. Of a compound without Stairwell by door and name only. */
export const groupBuyOrders = pgTable(
	'group_buy_orders',
	{
		id: key(),
		groupBuyId: ofBuy(),
		sideId: uuid('side_id')
			.notNull()
			.references(() => groupBuySides.id),
		householdId: uuid('household_id').references(() => households.id),
		/** Of a household elsewhere, as its organiser typed it. */
		outsideDoor: text('outside_door'),
		orderedBy: person('ordered_by'),
		state: text('state', { enum: ['placed', 'withdrawn'] }).notNull(),
		note: text('note').notNull().default(''),
		/** Fixed at the first order: the place in “first come”. */
		place: count('place').notNull().generatedByDefaultAsIdentity(),
		placedAt: instant('placed_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		changedBy: person('changed_by'),
		changedFor: person('changed_for'),
		pickupNumber: integer('pickup_number'),
		packedAt: instant('packed_at'),
		packedBy: person('packed_by'),
		calledAt: instant('called_at'),
		skippedAt: instant('skipped_at'),
		collectedAt: instant('collected_at'),
		collectedBy: person('collected_by'),
		leftAt: instant('left_at'),
		signedAt: instant('signed_at'),
	},
	(t) => [
		uniqueIndex('group_buy_order_once_a_household').on(t.groupBuyId, t.householdId),
		uniqueIndex('group_buy_order_once_a_door').on(t.sideId, t.outsideDoor),
		uniqueIndex('group_buy_number_once_a_side').on(t.sideId, t.pickupNumber),
		index('group_buy_orders_of').on(t.groupBuyId, t.place),
		index('group_buy_orders_of_household').on(t.householdId, t.placedAt.desc()),
		check('group_buy_order_of_somebody', sql`num_nonnulls(${t.householdId}, ${t.outsideDoor}) = 1`),
	],
);

export const groupBuyOrderLines = pgTable(
	'group_buy_order_lines',
	{
		orderId: uuid('order_id')
			.notNull()
			.references(() => groupBuyOrders.id),
		lineId: uuid('line_id')
			.notNull()
			.references(() => groupBuyLines.id),
		quantity: integer('quantity').notNull(),
		flex: integer('flex').notNull().default(0),
		substitute: flag('substitute').default(true),
		/** What this household gets of what came; null before it was shared out. */
		received: integer('received'),
		packedAt: instant('packed_at'),
		packedBy: person('packed_by'),
	},
	(t) => [
		primaryKey({ columns: [t.orderId, t.lineId] }),
		index('group_buy_order_lines_of').on(t.lineId),
		check(
			'group_buy_order_line_not_negative',
			sql`${t.quantity} >= 0 and ${t.flex} >= 0 and ${t.quantity} + ${t.flex} > 0`,
		),
	],
);
