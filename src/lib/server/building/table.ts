import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	timestamp,
	unique,
	uuid,
} from 'drizzle-orm/pg-core';
import { DEEDS } from '../../domain/order.ts';

export const communities = pgTable('communities', {
	id: uuid('id').primaryKey().defaultRandom(),
	/** Short, and part of every search piece: a search never leaves its community. */
	number: integer('number').generatedAlwaysAsIdentity().unique(),
	name: text('name').notNull(),
	createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const buildings = pgTable(
	'buildings',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		communityId: uuid('community_id')
			.notNull()
			.references(() => communities.id),
		name: text('name').notNull(),
		/** IANA zone: all days and times of the building are told in it. */
		timeZone: text('time_zone').notNull(),
		joining: text('joining', { enum: ['by_hand', 'by_code'] }).notNull(),
		/** The poster's code, ≥ 128 bits; printed, so kept in clear; replaced when it has leaked. */
		joinCode: text('join_code').notNull().unique(),
		/** What everybody accepts who joins; empty: only what the privacy page says. */
		houseRules: text('house_rules').notNull().default(''),
		/** Days after which closed things lose names and photos. */
		keepDays: integer('keep_days').notNull().default(90),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
	},
	(t) => [
		index('buildings_by_community').on(t.communityId),
		check('building_joining_known', sql`${t.joining} in ('by_hand', 'by_code')`),
		check('building_keeps_7_to_730_days', sql`${t.keepDays} between 7 and 730`),
	],
);

export const households = pgTable(
	'households',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		entrance: text('entrance').notNull(),
		floor: integer('floor').notNull(),
		number: integer('number').notNull(),
		part: text('part').notNull().default(''),
		/** As shown: `2-1102`. */
		door: text('door').notNull(),
		/** How many people live there; null: nobody said. */
		people: integer('people'),
	},
	(t) => [
		unique('household_door_once').on(t.buildingId, t.entrance, t.number, t.part),
		check('household_of_1_to_30_people', sql`${t.people} between 1 and 30`),
	],
);

/** What stewards and helpers did in the building's name, for the building to read. Nothing in it is changed or deleted. */
export const buildingEvents = pgTable(
	'building_events',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		at: timestamp('at', { withTimezone: true }).notNull(),
		/** A resident; no foreign key, because residents know buildings and not the other way round. */
		byId: uuid('by_id').notNull(),
		kind: text('kind', { enum: DEEDS }).notNull(),
		/** The neighbour it is about, where there is one. */
		aboutId: uuid('about_id'),
		listingId: uuid('listing_id'),
		reason: text('reason').notNull().default(''),
		detail: jsonb('detail').$type<Record<string, string | number>>().notNull().default({}),
	},
	(t) => [index('building_events_of').on(t.buildingId, t.id.desc())],
);
