import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Keys and tokens of this installation: in the database, so that many app servers agree and one backup holds all. */
export const settings = pgTable('settings', {
	name: text('name').primaryKey(),
	value: jsonb('value').notNull(),
});

/** Requests that changed something, so that a repeat gets the same answer. Kept 7 days. */
export const requests = pgTable(
	'requests',
	{
		/** A resident's id, or `guest`. */
		actor: text('actor').notNull(),
		key: uuid('key').notNull(),
		/** SHA-256 of address and body: the same key with another body is refused. */
		fingerprint: text('fingerprint').notNull(),
		answer: jsonb('answer').notNull(),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.actor, t.key] }), index('requests_by_age').on(t.createdAt)],
);

/** Counters of the rate limits: one row a bucket and window. */
export const limits = pgTable(
	'limits',
	{
		bucket: text('bucket').notNull(),
		windowStart: timestamp('window_start', { withTimezone: true }).notNull(),
		used: integer('used').notNull(),
	},
	(t) => [primaryKey({ columns: [t.bucket, t.windowStart] })],
);
