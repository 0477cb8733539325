import { isOvertaken, madeBefore, MADE_WITHIN, type CountRefusal } from '../../domain/corner.ts';
import { isSuspended } from '../../domain/order.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import { dayOf } from '../../domain/time.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { doneBy, isOfBuilding, keepsCorner } from './facts.ts';
import { tellFollowers } from './news.ts';
import { findCorner, type CornerRow } from './queries.ts';
import { findItem, lockItem, lockPast, sumOfShelf } from './item-queries.ts';
import { insertMovement, takeAway } from './movement-queries.ts';

/** What stands there, by whoever of the building has looked. */
export function count(
	db: Db,
	by: Member,
	input: { cornerId: string; item: string; quantity: number },
	sent: Sent,
): Promise<
	Outcome<{ item: string; after: number }, CountRefusal | KeyRefusal | 'people.suspended' | 'not_found'>
> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		const item = await lockItem(tx, input.item);
		if (!corner || !isOfBuilding(corner, by) || item?.cornerId !== corner.id) return refused('not_found');
		if (!isConfirmed(by)) return refused('corner.newcomer');
		if (isSuspended(by, sent.at)) return refused('people.suspended');
		const { age = null } = sent;
		const madeAt = madeBefore(sent.at, age);
		if (age !== null && age > MADE_WITHIN) return refused('corner.counted_too_long_ago');
		if (isOvertaken(madeAt, item.movedAt))
			return refused('corner.overtaken', { detail: { title: item.title } });
		await insertMovement(tx, {
			itemId: item.id,
			kind: 'counted',
			quantity: input.quantity,
			at: sent.at,
			madeAt,
			...doneBy({ member: by }),
		});
		if (input.quantity === 0 && item.quantity > 0) await tellIfEmpty(tx, corner, by, sent.at);
		afterCommit(tx, { cornerId: corner.id });
		return done({ item: item.id, after: input.quantity });
	});
}

/** A steward takes off what is spoiled or does not belong there. */
export function remove(
	db: Db,
	by: Member,
	input: { cornerId: string; item: string; quantity: number; reason: string },
	sent: Sent,
): Promise<Outcome<{ item: string }, KeyRefusal | 'not_found' | 'corner.not_enough'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		const item = await findItem(tx, input.item);
		if (!corner || !keepsCorner(corner, by) || item?.cornerId !== corner.id) return refused('not_found');
		const { quantity, reason } = input;
		const who = doneBy({ member: by });
		const gone = await takeAway(tx, {
			itemId: item.id,
			kind: 'removed',
			quantity,
			at: sent.at,
			reason,
			...who,
		});
		if (!gone) {
			const left = (await findItem(tx, item.id))!;
			return refused('corner.not_enough', {
				field: 'quantity',
				detail: { left: left.quantity, unit: left.unit, title: left.title },
			});
		}
		if (gone.after === 0) await tellIfEmpty(tx, corner, by, sent.at);
		afterCommit(tx, { cornerId: corner.id });
		return done({ item: item.id });
	});
}

/** A steward's one sweep: everything past its date goes off the shelf. */
export function sweep(
	db: Db,
	by: Member,
	cornerId: string,
	sent: Sent,
): Promise<Outcome<{ swept: number }, KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, cornerId);
		if (!corner || !keepsCorner(corner, by)) return refused('not_found');
		const past = await lockPast(tx, corner.id, dayOf(sent.at, by.zone));
		for (const item of past)
			await insertMovement(tx, {
				itemId: item.id,
				kind: 'removed',
				quantity: item.quantity,
				at: sent.at,
				...doneBy({ member: by }),
			});
		if (past.length > 0) await tellIfEmpty(tx, corner, by, sent.at);
		afterCommit(tx, { cornerId: corner.id });
		return done({ swept: past.length });
	});
}

async function tellIfEmpty(tx: Db, corner: CornerRow, by: Member, now: Date): Promise<void> {
	if ((await sumOfShelf(tx, corner.id)) === 0)
		await tellFollowers(tx, corner, 'corner.empty', {}, [by.id], now);
}
