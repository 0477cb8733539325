import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { BUY_STATES, FEE_RULES, HELP_TASKS, NUMBER_ORDERS, PAY_WHEN } from '../../domain/group-buy.ts';
import { SCOPES } from '../../domain/listing.ts';
import { SHORTAGE_RULES } from '../../domain/share-out.ts';
import { buildings, communities, households } from '../building/table.ts';
import { count, flag, instant, key, money, person } from './columns.ts';

export const groupBuys = pgTable(
	'group_buys',
	{
		id: key(),
		communityId: uuid('community_id')
			.notNull()
			.references(() => communities.id),
		buildingId: uuid('building_id')
			.notNull()
			.references(() => buildings.id),
		organiserId: person('organiser_id').notNull(),
		organiserHouseholdId: uuid('organiser_household_id')
			.notNull()
			.references(() => households.id),
		title: text('title').notNull(),
		details: text('details').notNull().default(''),
		supplier: text('supplier').notNull().default(''),
		currency: text('currency').notNull(),
		scope: text('scope', { enum: SCOPES }).notNull(),
		/** Under which key it is found, as with listings. */
		audience: text('audience').notNull(),
		state: text('state', { enum: BUY_STATES }).notNull().default('draft'),
		opensAt: instant('opens_at'),
		/** The organiser wants it open: at `opensAt`, or once a steward has said yes. */
		openAskedAt: instant('open_asked_at'),
		approvedAt: instant('approved_at'),
		approvedBy: person('approved_by'),
		closesAt: instant('closes_at').notNull(),
		feeMinor: money('fee_minor').notNull().default(0),
		discountMinor: money('discount_minor').notNull().default(0),
		marginMinor: money('margin_minor').notNull().default(0),
		feeRule: text('fee_rule', { enum: FEE_RULES }).notNull(),
		shortageRule: text('shortage_rule', { enum: SHORTAGE_RULES }).notNull(),
		minimumMinor: money('minimum_minor'),
		minimumUnits: integer('minimum_units'),
		minimumHouseholds: integer('minimum_households'),
		payWhen: text('pay_when', { enum: PAY_WHEN }).notNull(),
		/** How to pay: IBAN, account, words. Changes are logged and told to all; fixed once somebody has paid. */
		payment: text('payment').notNull().default(''),
		paymentPhotoId: uuid('payment_photo_id'),
		numberOrder: text('number_order', { enum: NUMBER_ORDERS }).notNull(),
		pickupPlace: text('pickup_place').notNull().default(''),
		pickupText: text('pickup_text').notNull().default(''),
		/** Counters, kept by the triggers on orders and their lines, never written here. */
		households: integer('households').notNull().default(0),
		units: integer('units').notNull().default(0),
		totalMinor: money('total_minor').notNull().default(0),
		reachedAt: instant('reached_at'),
		missedAt: instant('missed_at'),
		lockedAt: instant('locked_at'),
		arrivedAt: instant('arrived_at'),
		allocatedAt: instant('allocated_at'),
		pickupAt: instant('pickup_at'),
		shareCode: text('share_code').unique('group_buy_share_code_once'),
		copiedFrom: uuid('copied_from'),
		createdAt: instant('created_at').notNull(),
		/** When the system must look at it next. */
		dueAt: instant('due_at'),
		toldDay: flag('told_day').default(false),
		toldHour: flag('told_hour').default(false),
		/** The last change of state: a trigger copies it to the log. `changedBy` null: the system. */
		changedBy: person('changed_by'),
		changedFor: person('changed_for'),
		changedAt: instant('changed_at').notNull(),
		changeReason: text('change_reason').notNull().default(''),
		/** Since when names and photos of it are gone. */
		forgottenAt: instant('forgotten_at'),
	},
	(t) => [
		index('group_buys_list').on(t.audience, t.createdAt.desc(), t.id.desc()),
		index('group_buys_of_organiser').on(t.organiserId, t.createdAt.desc()),
		index('group_buys_due')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
		index('group_buys_to_forget')
			.on(t.changedAt)
			.where(sql`${t.state} in ('settled', 'failed', 'cancelled') and ${t.forgottenAt} is null`),
		check(
			'group_buy_state_known',
			sql`${t.state} in ('draft', 'open', 'locked', 'ordered', 'arrived', 'pickup', 'settled', 'failed', 'cancelled')`,
		),
		check(
			'group_buy_money_not_negative',
			sql`least(${t.feeMinor}, ${t.discountMinor}, ${t.marginMinor}) >= 0`,
		),
		check('group_buy_counts_not_negative', sql`least(${t.households}, ${t.units}, ${t.totalMinor}) >= 0`),
	],
);

/** Which group buy a row is of. */
export const ofBuy = () =>
	uuid('group_buy_id')
		.notNull()
		.references(() => groupBuys.id);

/** The home building, or another that joined as an equal: own lists, numbers and money. */
export const groupBuySides = pgTable(
	'group_buy_sides',
	{
		id: key(),
		groupBuyId: ofBuy(),
		position: integer('position').notNull(),
		/** Null: invited by link and not yet taken up, or a compound without Stairwell. */
		buildingId: uuid('building_id').references(() => buildings.id),
		name: text('name').notNull(),
		/** Who answers for it: of a compound without Stairwell only a name. */
		organiserId: person('organiser_id'),
		outsideOrganiser: text('outside_organiser').notNull().default(''),
		/** ≥ 128 bits; whoever holds the link may accept, or – outside – write its orders. */
		code: text('code').unique('group_buy_side_code_once'),
		state: text('state', { enum: ['invited', 'joined', 'declined'] }).notNull(),
		invitedBy: person('invited_by'),
		invitedAt: instant('invited_at').notNull(),
		joinedAt: instant('joined_at'),
	},
	(t) => [
		uniqueIndex('group_buy_side_once_a_building').on(t.groupBuyId, t.buildingId),
		index('group_buy_sides_of_building').on(t.buildingId, t.groupBuyId),
	],
);

/** What every member may read of how it went. Written by the trigger on group buys, and for what is no change of state. */
export const groupBuyEvents = pgTable(
	'group_buy_events',
	{
		id: count('id').primaryKey().generatedAlwaysAsIdentity(),
		groupBuyId: ofBuy(),
		kind: text('kind').notNull(),
		at: instant('at').notNull(),
		byId: person('by_id'),
		forId: person('for_id'),
		reason: text('reason').notNull().default(''),
	},
	(t) => [index('group_buy_events_of').on(t.groupBuyId, t.id)],
);

export const groupBuyComments = pgTable(
	'group_buy_comments',
	{
		id: key(),
		groupBuyId: ofBuy(),
		writtenBy: person('written_by').notNull(),
		/** The helper who wrote it for them, if one did. */
		actedBy: person('acted_by'),
		text: text('text').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [index('group_buy_comments_of').on(t.groupBuyId, t.createdAt)],
);

/** Helpers for a step, and – task `organiser` – whom the whole is offered to until they accept. */
export const groupBuyHelpers = pgTable(
	'group_buy_helpers',
	{
		groupBuyId: ofBuy(),
		residentId: person('resident_id').notNull(),
		task: text('task', { enum: [...HELP_TASKS, 'organiser'] }).notNull(),
		since: instant('since').notNull(),
	},
	(t) => [primaryKey({ columns: [t.groupBuyId, t.residentId, t.task] })],
);
