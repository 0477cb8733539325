import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import {
	ALLOCATIONS,
	CATEGORIES,
	DIRECTIONS,
	LISTING_STATUSES,
	PLACES,
	PRESCRIPTIONS,
	REACHES,
	SCOPES,
	TERMS,
} from '../../domain/listing.ts';
import { REPORT_KINDS, SETTLEMENTS } from '../../domain/order.ts';
import { RINGS } from '../../domain/urgent.ts';
import { residents } from '../account/table.ts';
import { buildings, communities, households } from '../building/table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const listings = pgTable(
	'listings',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		communityId: uuid('community_id')
			.notNull()
			.references(() => communities.id),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		posterHouseholdId: uuid('poster_household_id')
			.notNull()
			.references(() => households.id),
		posterId: uuid('poster_id')
			.notNull()
			.references(() => residents.id),
		/** The helper who wrote it for the poster, if one did. */
		writtenBy: uuid('written_by').references(() => residents.id),
		direction: text('direction', { enum: DIRECTIONS }).notNull(),
		category: text('category', { enum: CATEGORIES }).notNull(),
		terms: text('terms', { enum: TERMS }).notNull().default('give'),
		title: text('title').notNull(),
		details: text('details').notNull().default(''),
		allergens: text('allergens').notNull().default(''),
		quantity: integer('quantity').notNull(),
		unit: text('unit').notNull().default(''),
		/** Most per household; null: no limit. Never changes: the trigger that guards it reads it. */
		perHousehold: integer('per_household'),
		bestBefore: date('best_before', { mode: 'string' }),
		keepCold: boolean('keep_cold').notNull().default(false),
		place: text('place', { enum: PLACES }).notNull().default('door'),
		returnBy: date('return_by', { mode: 'string' }),
		swapFor: text('swap_for').notNull().default(''),
		until: instant('until').notNull(),
		/** From here on the household limit no longer holds. */
		relaxedAt: instant('relaxed_at').notNull(),
		scope: text('scope', { enum: SCOPES }).notNull().default('building'),
		/** Whom it is shown to, as one key: a viewer looks under three of them (see `audiencesOf`). */
		audience: text('audience').notNull(),
		allocation: text('allocation', { enum: ALLOCATIONS }).notNull().default('first_come'),
		drawAt: instant('draw_at'),
		drawSeed: text('draw_seed'),
		drawnAt: instant('drawn_at'),
		neededBy: instant('needed_by'),
		reason: text('reason').notNull().default(''),
		urgent: boolean('urgent').notNull().default(false),
		/** Who has been told of an urgent ask so far, and when the next circle is. */
		rings: text('rings', { enum: RINGS })
			.array()
			.notNull()
			.default(sql`'{}'`),
		widensAt: instant('widens_at'),
		anonymous: boolean('anonymous').notNull().default(false),
		reach: text('reach', { enum: REACHES }).notNull().default('ring'),
		unopened: boolean('unopened'),
		prescription: text('prescription', { enum: PRESCRIPTIONS }),
		/** A surprise: not shown to this household (a later issue). */
		hiddenFrom: uuid('hidden_from').references(() => households.id),
		status: text('status', { enum: LISTING_STATUSES }).notNull().default('open'),
		statusReason: text('status_reason').notNull().default(''),
		/** Sum of what is reserved, on the way, left, missing or received. Kept by the trigger on handovers, never written here. */
		held: integer('held').notNull().default(0),
		/** Length of the line. Kept by the same trigger. */
		waiting: integer('waiting').notNull().default(0),
		photoCount: integer('photo_count').notNull().default(0),
		coverPhotoId: uuid('cover_photo_id'),
		/** Code of the link made for the chat, ≥ 128 bits. */
		shareCode: text('share_code').unique('listing_share_code_once'),
		/** Pieces of one and two characters with the community's number before each. */
		searchPieces: text('search_pieces')
			.array()
			.notNull()
			.default(sql`'{}'`),
		searchText: text('search_text').notNull().default(''),
		postedAt: instant('posted_at').notNull(),
		/** When the system must look at it next: the draw, the end. */
		dueAt: instant('due_at'),
		/** Since when names and photos of it are gone. */
		forgottenAt: instant('forgotten_at'),
	},
	(t) => [
		index('listings_board')
			.on(t.audience, t.postedAt.desc(), t.id.desc())
			.where(sql`${t.status} = 'open'`),
		index('listings_search')
			.using('gin', t.searchPieces)
			.where(sql`${t.status} = 'open'`),
		index('listings_to_forget')
			.on(t.until)
			.where(sql`${t.status} <> 'open' and ${t.forgottenAt} is null`),
		index('listings_by_household').on(t.posterHouseholdId, t.postedAt.desc()),
		index('listings_due')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
		index('listings_widening')
			.on(t.widensAt)
			.where(sql`${t.widensAt} is not null`),
		check('listing_quantity_from_1_to_9999', sql`${t.quantity} between 1 and 9999`),
		check('listing_never_oversold', sql`${t.held} between 0 and ${t.quantity}`),
		check('listing_line_not_negative', sql`${t.waiting} >= 0`),
		check('listing_share_within_quantity', sql`${t.perHousehold} between 1 and ${t.quantity}`),
		check('listing_draw_has_a_time', sql`${t.allocation} <> 'draw' or ${t.drawAt} is not null`),
		check('listing_relaxes_before_it_ends', sql`${t.relaxedAt} <= ${t.until}`),
		check('listing_status_known', sql`${t.status} in ('open', 'ended', 'withdrawn', 'hidden')`),
	],
);

/** What an ask is made of: 3 eggs, flour, an oven. */
export const listingParts = pgTable(
	'listing_parts',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		listingId: uuid('listing_id')
			.notNull()
			.references(() => listings.id),
		position: integer('position').notNull(),
		title: text('title').notNull(),
		quantity: integer('quantity').notNull(),
		unit: text('unit').notNull().default(''),
		/** Kept by the trigger on handovers. */
		held: integer('held').notNull().default(0),
		/** Another kitchen that wants it (a later issue). */
		kitchenId: uuid('kitchen_id').references(() => households.id),
	},
	(t) => [
		index('listing_parts_of').on(t.listingId, t.position),
		check('part_quantity_from_1_to_9999', sql`${t.quantity} between 1 and 9999`),
		check('part_never_oversold', sql`${t.held} between 0 and ${t.quantity}`),
	],
);

export const comments = pgTable(
	'comments',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		listingId: uuid('listing_id')
			.notNull()
			.references(() => listings.id),
		writtenBy: uuid('written_by')
			.notNull()
			.references(() => residents.id),
		/** The helper who wrote it for them, if one did. */
		actedBy: uuid('acted_by').references(() => residents.id),
		text: text('text').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [index('comments_of').on(t.listingId, t.createdAt)],
);

export const reports = pgTable(
	'reports',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		/** A post, or a person: one of the two. */
		listingId: uuid('listing_id').references(() => listings.id),
		aboutId: uuid('about_id').references(() => residents.id),
		reportedBy: uuid('reported_by')
			.notNull()
			.references(() => residents.id),
		kind: text('kind', { enum: REPORT_KINDS }).notNull().default('other'),
		reason: text('reason').notNull(),
		createdAt: instant('created_at').notNull(),
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by').references(() => residents.id),
		/** What the steward did about it. */
		settledWith: text('settled_with', { enum: SETTLEMENTS }),
	},
	(t) => [
		uniqueIndex('report_once_a_person').on(t.listingId, t.reportedBy),
		uniqueIndex('report_of_a_person_once')
			.on(t.aboutId, t.reportedBy)
			.where(sql`${t.settledAt} is null`),
		check('report_is_about_one_thing', sql`num_nonnulls(${t.listingId}, ${t.aboutId}) = 1`),
		index('reports_open')
			.on(t.buildingId, t.createdAt)
			.where(sql`${t.settledAt} is null`),
	],
);

/** What stewards did to a post: hidden, shown again, urgency set. Never changed or deleted. */
export const listingEvents = pgTable(
	'listing_events',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		listingId: uuid('listing_id')
			.notNull()
			.references(() => listings.id),
		kind: text('kind', { enum: ['posted', 'withdrawn', 'hidden', 'urgency', 'drawn', 'ended'] }).notNull(),
		at: instant('at').notNull(),
		byId: uuid('by_id').references(() => residents.id),
		reason: text('reason').notNull().default(''),
	},
	(t) => [index('listing_events_of').on(t.listingId, t.id)],
);
