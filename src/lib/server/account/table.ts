import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { households } from '../building/table.ts';

export const residents = pgTable(
	'residents',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		householdId: uuid('household_id')
			.notNull()
			.references(() => households.id),
		/** Copied from the household, which never changes building. */
		buildingId: uuid('building_id').notNull(),
		name: text('name').notNull(),
		status: text('status', { enum: ['waiting', 'confirmed', 'left'] }).notNull(),
		roles: text('roles', { enum: ['volunteer', 'steward', 'operator'] })
			.array()
			.notNull()
			.default(sql`'{}'`),
		/** Small letters; unique over the installation. */
		login: text('login'),
		passwordHash: text('password_hash'),
		/** HMAC of the return code that was shown to write down; the key is in `settings`. */
		returnCodeHash: text('return_code_hash'),
		locale: text('locale', { enum: ['en', 'zh-CN'] }),
		/** Null: never chosen; a browser may have chosen for itself. */
		textSize: text('text_size', { enum: ['normal', 'large'] }),
		/** Minutes after midnight in the building's zone; equal: no quiet hours. */
		quietFrom: integer('quiet_from').notNull().default(1320),
		quietTo: integer('quiet_to').notNull().default(420),
		/** Topics of which this person wants no push. */
		muted: text('muted')
			.array()
			.notNull()
			.default(sql`'{}'`),
		/** Topics, off by default, that this person asked for. */
		follows: text('follows')
			.array()
			.notNull()
			.default(sql`'{}'`),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
		confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
		confirmedBy: uuid('confirmed_by'),
		leftAt: timestamp('left_at', { withTimezone: true }),
	},
	(t) => [
		uniqueIndex('resident_login_once').on(t.login),
		uniqueIndex('resident_return_code_once').on(t.returnCodeHash),
		index('residents_by_household').on(t.householdId),
		index('residents_by_building').on(t.buildingId, t.status),
		check('resident_status_known', sql`${t.status} in ('waiting', 'confirmed', 'left')`),
		check(
			'resident_quiet_hours_within_a_day',
			sql`${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`,
		),
	],
);

export const sessions = pgTable(
	'sessions',
	{
		/** SHA-256 of the token in the cookie, hex: who reads this table cannot sign in. */
		id: text('id').primaryKey(),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id, { onDelete: 'cascade' }),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		/** Idle end: moved on by use. */
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
		/** Absolute end. */
		endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
		/** What kind of phone or browser, for the list of devices. */
		device: text('device').notNull().default(''),
		/** The person's rights have changed since: the next page gives this browser a new token. */
		stale: boolean('stale').notNull().default(false),
	},
	(t) => [index('sessions_by_resident').on(t.residentId), index('sessions_by_end').on(t.expiresAt)],
);
