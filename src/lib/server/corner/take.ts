import {
	castsDoubt,
	isOvertaken,
	madeBefore,
	GUEST_TAKES,
	GUEST_WINDOW,
	mayUndo,
	refuseTake,
	refuseUndo,
	type TakeRefusal,
	type UndoRefusal,
} from '../../domain/corner.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { dayOf } from '../../domain/time.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { doubt, doubtWithin } from './doubt.ts';
import { doneBy, takerOf, type Hand } from './facts.ts';
import { tellFollowers } from './news.ts';
import type { CornerRow } from './queries.ts';
import { countTakes, findMovement, insertMovement, takeAway } from './movement-queries.ts';
import { findItem, lockItem, sumOfShelf } from './item-queries.ts';

export type TakeInput = {
	item: string;
	quantity: number;
	/** How many were there, where that was less than the shelf says: a count. */
	found: number | null;
};
/** `movement` null: nothing was there to take, it was only counted. */
export type Taken = { movement: number | null; item: string; quantity: number };
type Limits = { limits: boolean };
type Suspended = 'people.suspended';

/** One tap after scanning. `corner` is one that this hand may reach; whoever is faster is settled by the WHERE of the write. */
export async function take(
	db: Db,
	corner: CornerRow & { zone: string },
	hand: Hand,
	input: TakeInput,
	sent: Sent,
	{ limits }: Limits,
): Promise<Outcome<Taken, TakeRefusal | KeyRefusal | Suspended | 'not_found'>> {
	const outcome = await once(
		db,
		sent,
		async (tx): Promise<Outcome<Taken, TakeRefusal | Suspended | 'not_found'>> => {
			const item = await findItem(tx, input.item);
			if (item?.cornerId !== corner.id) return refused('not_found');
			if ('member' in hand && isSuspended(hand.member, sent.at)) return refused('people.suspended');
			const taker = takerOf(hand);
			const { takes, oldest } =
				taker === 'neighbour' || !limits
					? { takes: 0, oldest: null }
					: await countTakes(
							tx,
							'guest' in hand ? hand : { byId: hand.member.id },
							new Date(sent.at.getTime() - GUEST_WINDOW),
						);
			const refusal = refuseTake(corner, item, taker, input.quantity, takes, dayOf(sent.at, corner.zone));
			if (refusal === 'corner.guest_often')
				return refused(refusal, { detail: { limit: GUEST_TAKES, ...minutesLeft(oldest, sent.at) } });
			if (refusal) return refused(refusal);
			const who = doneBy(hand);
			const madeAt = believed(hand, sent);
			let quantity = input.quantity;
			if (input.found !== null) {
				// The list is set right by those whom the building knows; what others say asks them to look.
				if (taker !== 'neighbour') await doubtWithin(tx, corner, item.id, sent.at);
				else await countFound(tx, item.id, input.found, { ...who, at: sent.at, madeAt });
				quantity = Math.min(quantity, input.found);
			}
			if (quantity === 0) {
				if ((await sumOfShelf(tx, corner.id)) === 0)
					await tellFollowers(tx, corner, 'corner.empty', {}, [who.byId], sent.at);
				afterCommit(tx, { cornerId: corner.id });
				return done({ movement: null, item: item.id, quantity: 0 });
			}
			const taken = await takeAway(tx, {
				itemId: item.id,
				kind: 'taken',
				quantity,
				at: sent.at,
				madeAt,
				...who,
			});
			if (!taken) {
				const left = (await findItem(tx, item.id))!;
				return refused('corner.not_enough', {
					field: 'quantity',
					detail: { left: left.quantity, unit: left.unit, title: left.title },
				});
			}
			if (taken.after === 0 && (await sumOfShelf(tx, corner.id)) === 0)
				await tellFollowers(tx, corner, 'corner.empty', {}, [who.byId], sent.at);
			afterCommit(tx, { cornerId: corner.id });
			return done({ movement: taken.id, item: item.id, quantity });
		},
	);
	// The refusal left nothing behind; that somebody stood there and found it different is worth keeping.
	if (!outcome.ok && outcome.code === 'corner.not_enough') {
		const item = await findItem(db, input.item);
		if (item && castsDoubt(item.movedAt, believed(hand, sent) ?? sent.at))
			await doubt(db, corner, item.id, sent.at);
	}
	return outcome;
}

function minutesLeft(oldest: Date | null, now: Date): { minutes: number } {
	const free = (oldest ?? now).getTime() + GUEST_WINDOW;
	return { minutes: Math.max(1, Math.ceil((free - now.getTime()) / 60_000)) };
}

/** Writes down that there were fewer. More than the list says is for somebody who counts; what is newer stays. */
async function countFound(
	tx: Db,
	itemId: string,
	found: number,
	said: ReturnType<typeof doneBy> & { at: Date; madeAt: Date | null },
): Promise<void> {
	const item = (await lockItem(tx, itemId))!;
	if (found < item.quantity && !isOvertaken(said.madeAt, item.movedAt))
		await insertMovement(tx, { itemId, kind: 'counted', quantity: found, ...said });
}

/** When it was done, as those say whom the building knows; of others it counts when it comes, or their limit would be none. */
function believed(hand: Hand, sent: Sent): Date | null {
	return takerOf(hand) === 'neighbour' ? madeBefore(sent.at, sent.age ?? null) : null;
}

/** Takes back what the same hand left or took within the last minute; a movement like the others. */
export function undo(
	db: Db,
	corner: CornerRow,
	hand: Hand,
	movementId: number,
	sent: Sent,
): Promise<Outcome<{ item: string }, UndoRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const found = await findMovement(tx, movementId);
		if (!found || found.item.cornerId !== corner.id || !isTheirs(found.movement, hand))
			return refused('not_found');
		const { kind, at, change, itemId, quantity } = found.movement;
		const item = (await lockItem(tx, itemId))!;
		// Again under the lock: the other phone may just have undone it.
		const { undone } = (await findMovement(tx, movementId))!;
		const refusal = refuseUndo({ kind, at, undone }, sent.at);
		if (refusal) return refused(refusal);
		if (item.quantity - change < 0 || found.movement.handoverId !== null) return refused('corner.undo_gone');
		await insertMovement(tx, {
			itemId,
			kind: 'undone',
			quantity,
			at: sent.at,
			undoes: movementId,
			...doneBy(hand),
		});
		afterCommit(tx, { cornerId: corner.id });
		return done({ item: itemId });
	});
}

function isTheirs(
	movement: { byId: string | null; forId: string | null; guest: string | null },
	hand: Hand,
): boolean {
	if ('guest' in hand) return movement.guest === hand.guest;
	return movement.byId === hand.member.id || movement.forId === hand.member.id;
}

/** What somebody has just done and can still take back, for the page that says so. */
export async function findUndoable(db: Db, corner: CornerRow, hand: Hand, movementId: number, now: Date) {
	const found = await findMovement(db, movementId);
	if (!found || found.item.cornerId !== corner.id || !isTheirs(found.movement, hand)) return null;
	const { kind, quantity, at } = found.movement;
	const { title, unit, category } = found.item;
	return {
		id: movementId,
		kind,
		quantity,
		title,
		unit,
		category,
		undone: found.undone,
		until: !found.undone && found.movement.handoverId === null && mayUndo({ kind, at }, now) ? at : null,
	};
}
