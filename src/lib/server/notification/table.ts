import { sql } from 'drizzle-orm';
import {
	bigint,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { CODES, TOPICS } from '../../domain/notification.ts';
import { residents } from '../account/table.ts';
import { corners } from '../corner/table.ts';
import { groupBuys } from '../group-buy/table.ts';
import { handovers } from '../listing/handover-table.ts';
import { listings } from '../listing/table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A row of somebody's inbox. Push, badge, live page and e-mail only bring it. */
export const notifications = pgTable(
	'notifications',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id),
		topic: text('topic', { enum: TOPICS }).notNull(),
		/** Which sentence; rendered in the reader's language when it is read or sent. */
		code: text('code', { enum: CODES }).notNull(),
		/** What the sentence names: the title, how many, until when. */
		detail: jsonb('detail').$type<Record<string, string | number>>().notNull().default({}),
		href: text('href').notNull(),
		listingId: uuid('listing_id').references(() => listings.id),
		handoverId: uuid('handover_id').references(() => handovers.id),
		cornerId: uuid('corner_id').references(() => corners.id),
		groupBuyId: uuid('group_buy_id').references(() => groupBuys.id),
		/** News of one kind and time under one key becomes one row a reader, until it has been pushed. */
		bundle: text('bundle'),
		/** The state the handover or group buy must still be in when this is pushed; null: it stays true. */
		whileState: text('while_state'),
		createdAt: instant('created_at').notNull(),
		readAt: instant('read_at'),
	},
	(t) => [
		index('notifications_inbox').on(t.residentId, t.createdAt.desc(), t.id.desc()),
		index('notifications_unread')
			.on(t.residentId)
			.where(sql`${t.readAt} is null`),
		uniqueIndex('notification_bundled_once')
			.on(t.residentId, t.bundle)
			.where(sql`${t.bundle} is not null`),
	],
);

/** A browser that receives push for somebody. */
export const devices = pgTable(
	'devices',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		residentId: uuid('resident_id')
			.notNull()
			.references(() => residents.id, { onDelete: 'cascade' }),
		/** The session through which it was saved: signing out takes it away. */
		sessionId: text('session_id'),
		endpoint: text('endpoint').notNull(),
		p256dh: text('p256dh').notNull(),
		auth: text('auth').notNull(),
		createdAt: instant('created_at').notNull(),
		lastSentAt: instant('last_sent_at'),
	},
	(t) => [uniqueIndex('device_endpoint_once').on(t.endpoint), index('devices_of').on(t.residentId)],
);

/** The outbox: one row a notification and device, written in the transaction of the change. */
export const deliveries = pgTable(
	'deliveries',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		notificationId: uuid('notification_id')
			.notNull()
			.references(() => notifications.id, { onDelete: 'cascade' }),
		deviceId: uuid('device_id').notNull(),
		/** The push service's origin: one that fails delays nobody else. */
		origin: text('origin').notNull(),
		state: text('state', { enum: ['due', 'sent', 'stale', 'failed', 'gone'] })
			.notNull()
			.default('due'),
		attempts: integer('attempts').notNull().default(0),
		dueAt: instant('due_at').notNull(),
		/** Taken by a worker until then; after that another may take it. */
		leasedUntil: instant('leased_until'),
		sentAt: instant('sent_at'),
		lastStatus: integer('last_status'),
	},
	(t) => [
		uniqueIndex('delivery_once').on(t.notificationId, t.deviceId),
		index('deliveries_due')
			.on(t.dueAt)
			.where(sql`${t.state} = 'due'`),
	],
);
