import { sql } from 'drizzle-orm';
import {
	bigint,
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
import { AGREEMENTS, CALL_OUTCOMES } from '../../domain/helping.ts';
import { buildings, households } from '../building/table.ts';

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
		/** Shown to the one this person is handing something over with, and to nobody else; empty: not given. */
		phone: text('phone').notNull().default(''),
		/** Has no phone of their own: helpers act for them. Never shown to neighbours. */
		phoneless: boolean('phoneless').notNull().default(false),
		/** How somebody added by a helper agreed to it, and which helper asked. */
		agreedBy: text('agreed_by', { enum: AGREEMENTS }),
		addedBy: uuid('added_by'),
		/** A relative who lives elsewhere: sees and acts for this household only. */
		elsewhere: boolean('elsewhere').notNull().default(false),
		/** Until then nothing new may be posted, claimed or said. */
		suspendedUntil: timestamp('suspended_until', { withTimezone: true }),
		/** When house rules and the privacy page were accepted; null for those whom a helper added. */
		acceptedAt: timestamp('accepted_at', { withTimezone: true }),
		/** The account was deleted: the row is left as an anonymous trace. */
		erasedAt: timestamp('erased_at', { withTimezone: true }),
	},
	(t) => [
		uniqueIndex('resident_login_once').on(t.login),
		uniqueIndex('resident_return_code_once').on(t.returnCodeHash),
		index('residents_by_household').on(t.householdId),
		index('residents_by_building').on(t.buildingId, t.status),
		check('resident_status_known', sql`${t.status} in ('waiting', 'confirmed', 'left')`),
		check('resident_without_phone_agreed', sql`not ${t.phoneless} or ${t.agreedBy} is not null`),
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
		/** The last page asked for, to the hour. */
		seenAt: timestamp('seen_at', { withTimezone: true }),
		/** Push was on in this browser, and the browser or its service has dropped it. */
		pushLostAt: timestamp('push_lost_at', { withTimezone: true }),
		/** The neighbour for whom a helper acts in this browser, and until when: it ends by itself. */
		actingFor: uuid('acting_for').references(() => residents.id),
		actingUntil: timestamp('acting_until', { withTimezone: true }),
	},
	(t) => [index('sessions_by_resident').on(t.residentId), index('sessions_by_end').on(t.expiresAt)],
);

/** Somebody who is looked after: whether they live alone, who looks in, and when they were last heard from. For helpers only. */
export const cares = pgTable(
	'cares',
	{
		residentId: uuid('resident_id')
			.primaryKey()
			.references(() => residents.id, { onDelete: 'cascade' }),
		livesAlone: boolean('lives_alone').notNull().default(false),
		/** The neighbour who looks in; null: the stewards. */
		buddyId: uuid('buddy_id').references(() => residents.id),
		everyHours: integer('every_hours').notNull().default(24),
		heardAt: timestamp('heard_at', { withTimezone: true }).notNull(),
		/** When the buddy is reminded next; null when nobody has to be. */
		dueAt: timestamp('due_at', { withTimezone: true }),
	},
	(t) => [
		index('cares_due')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
		check('care_every_1_to_720_hours', sql`${t.everyHours} between 1 and 720`),
	],
);

/** Calls to neighbours without a phone app, and what came of them. Only ever added to. */
export const calls = pgTable(
	'calls',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id),
		byId: uuid('by_id')
			.notNull()
			.references(() => residents.id),
		outcome: text('outcome', { enum: CALL_OUTCOMES }).notNull(),
		note: text('note').notNull().default(''),
		at: timestamp('at', { withTimezone: true }).notNull(),
	},
	(t) => [index('calls_of').on(t.residentId, t.id.desc())],
);

/** Links that open the door once: another phone, somebody who lost everything, a relative, a new building's first steward. */
export const entryCodes = pgTable(
	'entry_codes',
	{
		/** SHA-256 of the code, which has 128 bits. */
		hash: text('hash').primaryKey(),
		kind: text('kind', { enum: ['device', 'back', 'relative', 'founder'] }).notNull(),
		/** Who comes in (device, back), or who invites (relative). */
		residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'cascade' }),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		madeBy: uuid('made_by').references(() => residents.id),
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
		usedAt: timestamp('used_at', { withTimezone: true }),
	},
	(t) => [index('entry_codes_by_resident').on(t.residentId), index('entry_codes_by_end').on(t.expiresAt)],
);

/** Public keys of passkeys (W3C Web Authentication, level 3). */
export const passkeys = pgTable(
	'passkeys',
	{
		/** Credential id, base64url. */
		id: text('id').primaryKey(),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id, { onDelete: 'cascade' }),
		publicKey: text('public_key').notNull(),
		counter: bigint('counter', { mode: 'number' }).notNull(),
		transports: text('transports')
			.array()
			.notNull()
			.default(sql`'{}'`),
		device: text('device').notNull().default(''),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
	},
	(t) => [index('passkeys_by_resident').on(t.residentId)],
);

/** Challenges that were answered: each is signed by us, and good once. Kept until their time would be over. */
export const passkeyChallenges = pgTable(
	'passkey_challenges',
	{
		challenge: text('challenge').primaryKey(),
		/** Whose passkey is being made; null at the door. */
		residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'cascade' }),
		expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
	},
	(t) => [index('passkey_challenges_by_end').on(t.expiresAt)],
);
