import { sql } from 'drizzle-orm';
import {
	type AnyPgColumn,
	bigint,
	check,
	index,
	integer,
	pgTable,
	text,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { ACCOUNTS, MOVES, PAYMENT_KINDS } from '../../domain/group-buy-ledger.ts';
import { households } from '../building/table.ts';
import { instant, key, money, person } from './columns.ts';
import { groupBuyLines, groupBuyOrders } from './order-table.ts';
import { groupBuySides, ofBuy } from './table.ts';

/** Money on its way between people, as they say it: in the books once the other side has confirmed. */
export const groupBuyPayments = pgTable(
	'group_buy_payments',
	{
		id: key(),
		groupBuyId: ofBuy(),
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
		groupBuyId: ofBuy(),
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
		id: key(),
		groupBuyId: ofBuy(),
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
		/** Its movement in the books, where there was money in it. */
		moveId: bigint('move_id', { mode: 'number' }).references(() => groupBuyMoves.id),
	},
	(t) => [index('group_buy_problems_of').on(t.groupBuyId, t.saidAt)],
);

/**
 * A difference kept for the household's next group buy with whoever keeps the money: put here by one movement, taken up
 * by another in the next one's books, or taken back. Above zero the household still owes it.
 */
export const groupBuyCarries = pgTable(
	'group_buy_carries',
	{
		id: key(),
		householdId: uuid('household_id')
			.notNull()
			.references(() => households.id),
		/** In whose purse it lies. */
		keeperId: person('keeper_id').notNull(),
		currency: text('currency').notNull(),
		amountMinor: money('amount_minor').notNull(),
		madeBy: bigint('made_by', { mode: 'number' })
			.notNull()
			.references(() => groupBuyMoves.id),
		takenUpBy: bigint('taken_up_by', { mode: 'number' }).references(() => groupBuyMoves.id),
		takenBackBy: bigint('taken_back_by', { mode: 'number' }).references(() => groupBuyMoves.id),
	},
	(t) => [
		uniqueIndex('group_buy_carry_made_once').on(t.madeBy),
		uniqueIndex('group_buy_carry_taken_up_once').on(t.takenUpBy),
		index('group_buy_carries_of').on(t.householdId, t.keeperId, t.currency),
		check('group_buy_carry_of_something', sql`${t.amountMinor} <> 0`),
		check('group_buy_carry_ends_once', sql`num_nonnulls(${t.takenUpBy}, ${t.takenBackBy}) <= 1`),
	],
);
