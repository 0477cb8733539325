import { eq } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isOfHousehold } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { findKnown, mayDo, maySeeBuy, roleOf } from './access.ts';
import { findOrder, findOrderOf } from './order-queries.ts';
import { groupBuyProblems } from './books-table.ts';

/**
 * Pictures of the menu: who may see the group buy. The payment code: its organisers and who ordered. A problem: the
 * household, and who keeps that side's money.
 */
export async function maySeeBuyPhoto(
	db: Db,
	viewer: Member,
	groupBuyId: string,
	photoId: string,
): Promise<boolean> {
	const known = await findKnown(db, groupBuyId);
	if (!known || !maySeeBuy(known, viewer)) return false;
	if (photoId === known.buy.paymentPhotoId) {
		if (roleOf(known, viewer) !== null) return true;
		const mine = await findOrderOf(db, groupBuyId, viewer.householdId);
		return (
			mine?.state === 'placed' && (isOfHousehold(viewer, viewer.householdId) || mine.orderedBy === viewer.id)
		);
	}
	const [problem] = await db.select().from(groupBuyProblems).where(eq(groupBuyProblems.photoId, photoId));
	if (!problem) return true;
	const order = await findOrder(db, groupBuyId, problem.orderId);
	return (
		order !== null &&
		(isOfHousehold(viewer, order.householdId ?? '') || mayDo(known, viewer, 'money', order.sideId))
	);
}
