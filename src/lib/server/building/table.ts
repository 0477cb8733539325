import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

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
		createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
	},
	(t) => [
		index('buildings_by_community').on(t.communityId),
		check('building_joining_known', sql`${t.joining} in ('by_hand', 'by_code')`),
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
	},
	(t) => [unique('household_door_once').on(t.buildingId, t.entrance, t.number, t.part)],
);
