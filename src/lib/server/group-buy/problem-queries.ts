import { asc, eq } from 'drizzle-orm';
import type { ProblemView } from '../../domain/group-buy-mine-view.ts';
import type { Db } from '../db/connect.ts';
import { groupBuyProblems } from './books-table.ts';
import { groupBuyLines, groupBuyOrders } from './order-table.ts';

/** What was reported after pickup, oldest first; whoever shows it cuts it to what the viewer may see. */
export async function listProblems(
	db: Db,
	groupBuyId: string,
): Promise<(ProblemView & { sideId: string })[]> {
	const rows = await db
		.select({ problem: groupBuyProblems, title: groupBuyLines.title, order: groupBuyOrders })
		.from(groupBuyProblems)
		.innerJoin(groupBuyLines, eq(groupBuyLines.id, groupBuyProblems.lineId))
		.innerJoin(groupBuyOrders, eq(groupBuyOrders.id, groupBuyProblems.orderId))
		.where(eq(groupBuyProblems.groupBuyId, groupBuyId))
		.orderBy(asc(groupBuyProblems.saidAt));
	return rows.map(({ problem, title, order }) => ({
		id: problem.id,
		orderId: order.id,
		sideId: order.sideId,
		number: order.pickupNumber,
		title,
		quantity: problem.quantity,
		note: problem.note,
		photo: problem.photoId,
		saidAt: problem.saidAt,
		creditMinor: problem.creditMinor,
		answer: problem.answer,
		settled: problem.settledAt !== null,
	}));
}
