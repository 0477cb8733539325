import { sql } from 'drizzle-orm';
import {
	type AnyPgColumn,
	bigint,
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { BUY_STATES, FEE_RULES, HELP_TASKS, NUMBER_ORDERS, PAY_WHEN } from '../../domain/group-buy.ts';
import { ACCOUNTS, MOVES, PAYMENT_KINDS } from '../../domain/group-buy-ledger.ts';
import { SCOPES } from '../../domain/listing.ts';
import { SHORTAGE_RULES } from '../../domain/share-out.ts';
import { residents } from '../account/table.ts';
import { buildings, communities, households } from '../building/table.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const money = (name: string) => bigint(name, { mode: 'number' });
const person = (name: string) => uuid(name).references(() => residents.id);

export const groupBuys = pgTable(
	'group_buys',
	{
		id: uuid('id').primaryKey().defaultRandom(),
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
		toldDay: boolean('told_day').notNull().default(false),
		toldHour: boolean('told_hour').notNull().default(false),
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

/** The home building, or another that joined as an equal: own lists, numbers and money. */
export const groupBuySides = pgTable(
	'group_buy_sides',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
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

export const groupBuyLines = pgTable(
	'group_buy_lines',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		position: integer('position').notNull(),
		title: text('title').notNull(),
		unit: text('unit').notNull().default(''),
		priceMinor: money('price_minor').notNull(),
		caseSize: integer('case_size').notNull().default(1),
		cap: integer('cap'),
		least: integer('least').notNull().default(1),
		most: integer('most'),
		step: integer('step').notNull().default(1),
		weighed: boolean('weighed').notNull().default(false),
		keepCold: boolean('keep_cold').notNull().default(false),
		photoId: uuid('photo_id'),
		/** Kept by the trigger on order lines. */
		ordered: integer('ordered').notNull().default(0),
		flex: integer('flex').notNull().default(0),
		/** What came, and what the invoice says for the whole line; null before. */
		arrived: integer('arrived'),
		invoiceMinor: money('invoice_minor'),
		substitute: text('substitute').notNull().default(''),
	},
	(t) => [
		index('group_buy_lines_of').on(t.groupBuyId, t.position),
		check('group_buy_line_never_above_its_cap', sql`${t.cap} is null or ${t.ordered} <= ${t.cap}`),
		check('group_buy_line_counts_not_negative', sql`${t.ordered} >= 0 and ${t.flex} >= 0`),
		check('group_buy_line_steps', sql`${t.step} >= 1 and ${t.least} >= 1 and ${t.caseSize} >= 1`),
	],
);

/** What a household wants: one a household and group buy. Of a compound without Stairwell by door and name only. */
export const groupBuyOrders = pgTable(
	'group_buy_orders',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		sideId: uuid('side_id')
			.notNull()
			.references(() => groupBuySides.id),
		householdId: uuid('household_id').references(() => households.id),
		/** Of a household elsewhere, as its organiser typed it. */
		outsideDoor: text('outside_door'),
		orderedBy: person('ordered_by'),
		state: text('state', { enum: ['placed', 'withdrawn'] }).notNull(),
		note: text('note').notNull().default(''),
		/** Fixed at the first order: the place in “first come”. */
		place: bigint('place', { mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
		placedAt: instant('placed_at').notNull(),
		changedAt: instant('changed_at').notNull(),
		changedBy: person('changed_by'),
		changedFor: person('changed_for'),
		pickupNumber: integer('pickup_number'),
		packedAt: instant('packed_at'),
		packedBy: person('packed_by'),
		calledAt: instant('called_at'),
		skippedAt: instant('skipped_at'),
		collectedAt: instant('collected_at'),
		collectedBy: person('collected_by'),
		leftAt: instant('left_at'),
		signedAt: instant('signed_at'),
	},
	(t) => [
		uniqueIndex('group_buy_order_once_a_household').on(t.groupBuyId, t.householdId),
		uniqueIndex('group_buy_order_once_a_door').on(t.sideId, t.outsideDoor),
		uniqueIndex('group_buy_number_once_a_side').on(t.sideId, t.pickupNumber),
		index('group_buy_orders_of').on(t.groupBuyId, t.place),
		index('group_buy_orders_of_household').on(t.householdId, t.placedAt.desc()),
		check('group_buy_order_of_somebody', sql`num_nonnulls(${t.householdId}, ${t.outsideDoor}) = 1`),
	],
);

export const groupBuyOrderLines = pgTable(
	'group_buy_order_lines',
	{
		orderId: uuid('order_id')
			.notNull()
			.references(() => groupBuyOrders.id),
		lineId: uuid('line_id')
			.notNull()
			.references(() => groupBuyLines.id),
		quantity: integer('quantity').notNull(),
		flex: integer('flex').notNull().default(0),
		substitute: boolean('substitute').notNull().default(true),
		/** What this household gets of what came; null before it was shared out. */
		received: integer('received'),
		packedAt: instant('packed_at'),
		packedBy: person('packed_by'),
	},
	(t) => [
		primaryKey({ columns: [t.orderId, t.lineId] }),
		index('group_buy_order_lines_of').on(t.lineId),
		check(
			'group_buy_order_line_not_negative',
			sql`${t.quantity} >= 0 and ${t.flex} >= 0 and ${t.quantity} + ${t.flex} > 0`,
		),
	],
);

/** What every member may read of how it went. Written by the trigger on group buys, and for what is no change of state. */
export const groupBuyEvents = pgTable(
	'group_buy_events',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		kind: text('kind').notNull(),
		at: instant('at').notNull(),
		byId: person('by_id'),
		forId: person('for_id'),
		reason: text('reason').notNull().default(''),
	},
	(t) => [index('group_buy_events_of').on(t.groupBuyId, t.id)],
);

/** Money on its way between people, as they say it: in the books once the other side has confirmed. */
export const groupBuyPayments = pgTable(
	'group_buy_payments',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		sideId: uuid('side_id')
			.notNull()
			.references(() => groupBuySides.id),
		kind: text('kind', { enum: PAYMENT_KINDS }).notNull(),
		orderId: uuid('order_id').references(() => groupBuyOrders.id),
		/** Who advanced, or was repaid. */
		residentId: person('resident_id'),
		amountMinor: money('amount_minor').notNull(),
		method: text('method').notNull().default(''),
		note: text('note').notNull().default(''),
		saidBy: person('said_by').notNull(),
		saidAt: instant('said_at').notNull(),
		confirmedBy: person('confirmed_by'),
		confirmedAt: instant('confirmed_at'),
		rejectedAt: instant('rejected_at'),
	},
	(t) => [
		index('group_buy_payments_of').on(t.groupBuyId, t.saidAt),
		check('group_buy_payment_of_something', sql`${t.amountMinor} > 0`),
	],
);

/** One movement of the books; its entries add up to zero. */
export const groupBuyMoves = pgTable(
	'group_buy_moves',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		kind: text('kind', { enum: MOVES }).notNull(),
		paymentId: uuid('payment_id').references(() => groupBuyPayments.id),
		at: instant('at').notNull(),
		byId: person('by_id'),
		reason: text('reason').notNull().default(''),
		reverses: bigint('reverses', { mode: 'number' }).references((): AnyPgColumn => groupBuyMoves.id),
	},
	(t) => [
		index('group_buy_moves_of').on(t.groupBuyId, t.id),
		uniqueIndex('group_buy_payment_booked_once').on(t.paymentId),
		uniqueIndex('group_buy_move_reversed_once').on(t.reverses),
	],
);

/** Positive: is owed by, or lies with, that account; negative: is owed to it. */
export const groupBuyEntries = pgTable(
	'group_buy_entries',
	{
		id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		moveId: bigint('move_id', { mode: 'number' })
			.notNull()
			.references(() => groupBuyMoves.id),
		groupBuyId: uuid('group_buy_id').notNull(),
		account: text('account', { enum: ACCOUNTS }).notNull(),
		sideId: uuid('side_id').references(() => groupBuySides.id),
		orderId: uuid('order_id').references(() => groupBuyOrders.id),
		residentId: person('resident_id'),
		amountMinor: money('amount_minor').notNull(),
	},
	(t) => [
		index('group_buy_entries_of').on(t.groupBuyId),
		index('group_buy_entries_of_order').on(t.orderId),
		index('group_buy_entries_of_move').on(t.moveId),
	],
);

export const groupBuyProblems = pgTable(
	'group_buy_problems',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		orderId: uuid('order_id')
			.notNull()
			.references(() => groupBuyOrders.id),
		lineId: uuid('line_id')
			.notNull()
			.references(() => groupBuyLines.id),
		quantity: integer('quantity').notNull(),
		note: text('note').notNull().default(''),
		photoId: uuid('photo_id'),
		saidBy: person('said_by').notNull(),
		saidAt: instant('said_at').notNull(),
		/** What was agreed: money back, borne by the supplier or by the organiser; zero: nothing. */
		creditMinor: money('credit_minor'),
		answer: text('answer').notNull().default(''),
		settledBy: person('settled_by'),
		settledAt: instant('settled_at'),
	},
	(t) => [index('group_buy_problems_of').on(t.groupBuyId, t.saidAt)],
);

export const groupBuyComments = pgTable(
	'group_buy_comments',
	{
		id: uuid('id').primaryKey().defaultRandom(),
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
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
		groupBuyId: uuid('group_buy_id')
			.notNull()
			.references(() => groupBuys.id),
		residentId: person('resident_id').notNull(),
		task: text('task', { enum: [...HELP_TASKS, 'organiser'] }).notNull(),
		since: instant('since').notNull(),
	},
	(t) => [primaryKey({ columns: [t.groupBuyId, t.residentId, t.task] })],
);
