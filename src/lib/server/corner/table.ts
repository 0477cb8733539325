import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid,
	type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { MOVEMENTS, SHELF_CATEGORIES } from '../../domain/corner.ts';
import { residents } from '../account/table.ts';
import { buildings } from '../building/table.ts';
import { handovers } from '../listing/handover-table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A shelf in the stairwell. */
export const corners = pgTable(
	'corners',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		place: text('place').notNull(),
		/** Who agreed to it standing there. */
		agreedBy: text('agreed_by').notNull().default(''),
		/** What else may not stand here, beside alcohol and opened food. */
		notHere: text('not_here').notNull().default(''),
		/** Who keeps the box for medicine; empty: none may stand here. */
		keeper: text('keeper').notNull().default(''),
		/** May people without an account take something? */
		guests: boolean('guests').notNull().default(false),
		/** On the poster, ≥ 128 bits: whoever holds it stands before the shelf, as far as we can know. */
		code: text('code').notNull().unique('corner_code_once'),
		/** In the text for the chat: shows the shelf, and lets nobody take. */
		shareCode: text('share_code').notNull().unique('corner_share_code_once'),
		photoId: uuid('photo_id'),
		createdAt: instant('created_at').notNull(),
		createdBy: uuid('created_by')
			.notNull()
			.references(() => residents.id),
		closedAt: instant('closed_at'),
		/** When the system must look at it next: is a count wanted? */
		dueAt: instant('due_at'),
	},
	(t) => [
		index('corners_of_building').on(t.buildingId, t.createdAt),
		index('corners_due')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
	],
);

/** A product on a shelf, of one best-before. What is counted is kept by the trigger on movements. */
export const shelfItems = pgTable(
	'shelf_items',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		cornerId: uuid('corner_id')
			.notNull()
			.references(() => corners.id),
		title: text('title').notNull(),
		category: text('category', { enum: SHELF_CATEGORIES }).notNull(),
		unit: text('unit').notNull().default(''),
		bestBefore: date('best_before', { mode: 'string' }),
		photoId: uuid('photo_id'),
		createdAt: instant('created_at').notNull(),
		/** Sum of its movements. Kept by the trigger on movements, never written here. */
		quantity: integer('quantity').notNull().default(0),
		/** The last movement of any kind, and the last count. Kept by the same trigger. */
		movedAt: instant('moved_at').notNull(),
		countedAt: instant('counted_at'),
		countedBy: uuid('counted_by').references(() => residents.id),
		/** A take went wrong since the last count, which clears it. */
		doubtedAt: instant('doubted_at'),
	},
	(t) => [
		unique('shelf_item_once').on(t.cornerId, t.title, t.category, t.unit, t.bestBefore).nullsNotDistinct(),
		index('shelf_items_of').on(t.cornerId, t.movedAt),
		check('shelf_never_below_zero', sql`${t.quantity} >= 0`),
		check('shelf_at_most_999', sql`${t.quantity} <= 999`),
	],
);

/** Every change of a count: who, when, how many. Nothing in it is ever changed or deleted. */
export const movements = pgTable(
	'movements',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		itemId: uuid('item_id')
			.notNull()
			.references(() => shelfItems.id),
		kind: text('kind', { enum: MOVEMENTS }).notNull(),
		/** As it was said: three taken, counted seven. */
		quantity: integer('quantity').notNull(),
		/** What it did to the stock, and what stood there afterwards. Written by the trigger. */
		change: integer('change').notNull().default(0),
		after: integer('after').notNull().default(0),
		at: instant('at').notNull(),
		/** When it was done, where it was sent later for want of a connection. Null: at once. */
		madeAt: instant('made_at'),
		byId: uuid('by_id').references(() => residents.id),
		/** The neighbour for whom a helper did it. */
		forId: uuid('for_id').references(() => residents.id),
		/** Hash of what tells one guest from another; of a guest nothing else is known. */
		guest: text('guest'),
		reason: text('reason').notNull().default(''),
		/** The movement that this one takes back. */
		undoes: bigint('undoes', { mode: 'number' }).references((): AnyPgColumn => movements.id),
		/** The handover that was left on the shelf, or taken from it. */
		handoverId: uuid('handover_id').references(() => handovers.id),
	},
	(t) => [
		index('movements_of_item').on(t.itemId, t.id),
		index('movements_of_guest')
			.on(t.guest, t.at)
			.where(sql`${t.guest} is not null`),
		uniqueIndex('movement_of_handover_once')
			.on(t.handoverId, t.kind)
			.where(sql`${t.handoverId} is not null`),
		uniqueIndex('movement_undone_once')
			.on(t.undoes)
			.where(sql`${t.undoes} is not null`),
		check(
			'movement_quantity',
			sql`${t.quantity} between (case when ${t.kind} = 'counted' then 0 else 1 end) and 999`,
		),
		check(
			'movement_made_within_a_day',
			sql`${t.madeAt} is null or ${t.madeAt} between ${t.at} - interval '24 hours' and ${t.at}`,
		),
		check('movement_by_somebody', sql`num_nonnulls(${t.byId}, ${t.guest}) = 1`),
		check('movement_guests_only_take', sql`${t.guest} is null or ${t.kind} in ('taken', 'undone')`),
		check('movement_undoes_something', sql`(${t.kind} = 'undone') = (${t.undoes} is not null)`),
	],
);

/** "Short of rice." Open until somebody leaves some, or it is taken down. */
export const shelfWishes = pgTable(
	'shelf_wishes',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		cornerId: uuid('corner_id')
			.notNull()
			.references(() => corners.id),
		title: text('title').notNull(),
		wishedBy: uuid('wished_by')
			.notNull()
			.references(() => residents.id),
		/** The helper who wrote it for them, if one did. */
		actedBy: uuid('acted_by').references(() => residents.id),
		createdAt: instant('created_at').notNull(),
		endedAt: instant('ended_at'),
		/** Null with an end: taken down instead of fulfilled. */
		fulfilledBy: bigint('fulfilled_by', { mode: 'number' }).references(() => movements.id),
	},
	(t) => [
		uniqueIndex('shelf_wish_once')
			.on(t.cornerId, sql`lower(${t.title})`)
			.where(sql`${t.endedAt} is null`),
		check('shelf_wish_ends_when_fulfilled', sql`${t.fulfilledBy} is null or ${t.endedAt} is not null`),
	],
);

/** Who wants to hear of a corner. */
export const cornerFollows = pgTable(
	'corner_follows',
	{
		cornerId: uuid('corner_id')
			.notNull()
			.references(() => corners.id),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id),
		since: instant('since').notNull(),
	},
	(t) => [primaryKey({ columns: [t.cornerId, t.residentId] }), index('corner_follows_of').on(t.residentId)],
);

/** Since when news of a kind is being gathered, so that what comes within ten minutes is told at once. */
export const cornerNews = pgTable(
	'corner_news',
	{
		cornerId: uuid('corner_id')
			.notNull()
			.references(() => corners.id),
		kind: text('kind').notNull(),
		since: instant('since').notNull(),
	},
	(t) => [primaryKey({ columns: [t.cornerId, t.kind] })],
);

/** What stewards did to a corner: set up, changed, code replaced, closed. Never changed or deleted. */
export const cornerEvents = pgTable(
	'corner_events',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		cornerId: uuid('corner_id')
			.notNull()
			.references(() => corners.id),
		kind: text('kind', { enum: ['set_up', 'changed', 'code_replaced', 'closed'] }).notNull(),
		at: instant('at').notNull(),
		byId: uuid('by_id')
			.notNull()
			.references(() => residents.id),
	},
	(t) => [index('corner_events_of').on(t.cornerId, t.id)],
);
