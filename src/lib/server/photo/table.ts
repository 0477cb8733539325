import { sql } from 'drizzle-orm';
import { check, customType, index, integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { residents } from '../account/table.ts';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** Re-encoded WebP in two sizes, without metadata. Belongs to one thing: a listing, the handover it shows, a corner, what stands on its shelf, or a group buy. */
export const photos = pgTable(
	'photos',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		listingId: uuid('listing_id'),
		handoverId: uuid('handover_id'),
		cornerId: uuid('corner_id'),
		shelfItemId: uuid('shelf_item_id'),
		groupBuyId: uuid('group_buy_id'),
		position: integer('position').notNull().default(0),
		width: integer('width').notNull(),
		height: integer('height').notNull(),
		small: bytea('small').notNull(),
		large: bytea('large').notNull(),
		takenBy: uuid('taken_by')
			.notNull()
			.references(() => residents.id),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
	},
	(t) => [
		index('photos_by_listing').on(t.listingId, t.position),
		index('photos_by_handover').on(t.handoverId),
		index('photos_by_group_buy').on(t.groupBuyId),
		check(
			'photo_belongs_to_one_thing',
			sql`num_nonnulls(${t.listingId}, ${t.handoverId}, ${t.cornerId}, ${t.shelfItemId}, ${t.groupBuyId}) = 1`,
		),
	],
);
