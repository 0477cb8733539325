import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { MAIL_WANTS, WEBHOOK_KINDS } from '../../domain/letter.ts';
import { residents } from '../account/table.ts';
import { buildings } from '../building/table.ts';
import { listings } from '../listing/table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Where somebody's mail goes, once whoever reads there has said yes. */
export const mailAddresses = pgTable(
	'mail_addresses',
	{
		residentId: uuid('resident_id')
			.primaryKey()
			.references(() => residents.id, { onDelete: 'cascade' }),
		address: text('address').notNull(),
		wants: text('wants', { enum: MAIL_WANTS }).notNull(),
		askedAt: instant('asked_at').notNull(),
		/** SHA-256 of the link's token, until it has been used. */
		tokenHash: text('token_hash').unique('mail_address_token_once'),
		confirmedAt: instant('confirmed_at'),
		/** News up to then has been written about. */
		toldAt: instant('told_at').notNull(),
		/** When it is next looked whether there is something to write. */
		nextAt: instant('next_at').notNull(),
	},
	(t) => [
		index('mail_addresses_next')
			.on(t.nextAt)
			.where(sql`${t.confirmedAt} is not null`),
		check('mail_wants_known', sql`${t.wants} in ('daily', 'soon')`),
	],
);

/** Where what is public in a building is told as well: a group's robot, or a program of somebody's own. */
export const webhooks = pgTable(
	'webhooks',
	{
		buildingId: uuid('building_id')
			.primaryKey()
			.references(() => buildings.id, { onDelete: 'cascade' }),
		kind: text('kind', { enum: WEBHOOK_KINDS }).notNull(),
		/** A secret: whoever has it may write to that group. */
		url: text('url').notNull(),
		/** With which robots that ask for it sign; else empty. */
		secret: text('secret').notNull().default(''),
		setBy: uuid('set_by').notNull(),
		setAt: instant('set_at').notNull(),
	},
	(t) => [check('webhook_kind_known', sql`${t.kind} in ('generic', 'wecom', 'dingtalk', 'feishu')`)],
);

/** What goes out by mail or webhook: written in the transaction of the change, each once. */
export const letters = pgTable(
	'letters',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		via: text('via', { enum: ['mail', 'webhook'] }).notNull(),
		kind: text('kind', { enum: ['confirm', 'news', 'posted', 'test'] }).notNull(),
		/** What makes it the same letter: it is never written twice. */
		onceKey: text('once_key').notNull(),
		residentId: uuid('resident_id').references(() => residents.id, { onDelete: 'cascade' }),
		buildingId: uuid('building_id').references(() => buildings.id, { onDelete: 'cascade' }),
		listingId: uuid('listing_id').references(() => listings.id, { onDelete: 'cascade' }),
		/** News after `since`, up to `till`. */
		since: instant('since'),
		till: instant('till'),
		createdAt: instant('created_at').notNull(),
		state: text('state', { enum: ['due', 'sent', 'stale', 'failed'] })
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
		unique('letter_once').on(t.onceKey),
		index('letters_due')
			.on(t.via, t.dueAt)
			.where(sql`${t.state} = 'due'`),
		index('letters_of_building').on(t.buildingId, t.createdAt),
		check(
			'letter_has_one_receiver',
			sql`(${t.via} = 'mail' and ${t.residentId} is not null and ${t.buildingId} is null)
				or (${t.via} = 'webhook' and ${t.buildingId} is not null and ${t.residentId} is null)`,
		),
	],
);
