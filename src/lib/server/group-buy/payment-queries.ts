import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { groupBuyPayments } from './books-table.ts';

export type PaymentRecord = typeof groupBuyPayments.$inferSelect;

/** What households say they paid and nobody has confirmed yet, by order. */
export async function listSaid(db: Db, groupBuyId: string): Promise<Map<string, number>> {
	const rows = await db
		.select({
			orderId: groupBuyPayments.orderId,
			sum: sql<number>`sum(${groupBuyPayments.amountMinor})::float8`,
		})
		.from(groupBuyPayments)
		.where(
			and(
				eq(groupBuyPayments.groupBuyId, groupBuyId),
				eq(groupBuyPayments.kind, 'payment'),
				isNull(groupBuyPayments.confirmedAt),
				isNull(groupBuyPayments.rejectedAt),
			),
		)
		.groupBy(groupBuyPayments.orderId);
	return new Map(rows.map((row) => [row.orderId!, row.sum]));
}

/** All of them, with whether what was booked has been taken back. */
export type ListedPayment = PaymentRecord & { reversed: boolean };

export function listPayments(db: Db, groupBuyId: string): Promise<ListedPayment[]> {
	return db
		.select({
			...getTableColumns(groupBuyPayments),
			reversed: sql<boolean>`exists (select from group_buy_moves m join group_buy_moves r on r.reverses = m.id
				where m.payment_id = group_buy_payments.id)`,
		})
		.from(groupBuyPayments)
		.where(eq(groupBuyPayments.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyPayments.saidAt));
}

export async function findPayment(db: Db, groupBuyId: string, id: string): Promise<PaymentRecord | null> {
	const [row] = await db
		.select()
		.from(groupBuyPayments)
		.where(and(eq(groupBuyPayments.groupBuyId, groupBuyId), eq(groupBuyPayments.id, id)));
	return row ?? null;
}

/** Confirms what was said; false when it has been confirmed or taken back already. */
export async function markConfirmed(tx: Db, id: string, by: string, now: Date): Promise<boolean> {
	const rows = await tx
		.update(groupBuyPayments)
		.set({ confirmedBy: by, confirmedAt: now })
		.where(
			and(
				eq(groupBuyPayments.id, id),
				isNull(groupBuyPayments.confirmedAt),
				isNull(groupBuyPayments.rejectedAt),
			),
		)
		.returning({ id: groupBuyPayments.id });
	return rows.length === 1;
}

export async function markRejected(tx: Db, id: string, now: Date): Promise<boolean> {
	const rows = await tx
		.update(groupBuyPayments)
		.set({ rejectedAt: now })
		.where(
			and(
				eq(groupBuyPayments.id, id),
				isNull(groupBuyPayments.confirmedAt),
				isNull(groupBuyPayments.rejectedAt),
			),
		)
		.returning({ id: groupBuyPayments.id });
	return rows.length === 1;
}
