import type { WishRefusal } from '../../domain/corner.ts';
import { isSuspended } from '../../domain/order.ts';
import { isSteward, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { isOfBuilding } from './facts.ts';
import { tellFollowers } from './news.ts';
import { findCorner, setFollowing } from './queries.ts';
import { insertWish, listOpenWishes, markWishEnded } from './wish-queries.ts';

/** "Short of rice": stands at the shelf until somebody leaves some. */
export function wish(
	db: Db,
	by: Member,
	input: { cornerId: string; title: string },
	sent: Sent,
): Promise<Outcome<{ id: string }, WishRefusal | KeyRefusal | 'people.suspended' | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		if (!corner || !isOfBuilding(corner, by)) return refused('not_found');
		if (isSuspended(by, sent.at)) return refused('people.suspended');
		const { title } = input;
		const made = await insertWish(tx, {
			cornerId: corner.id,
			title,
			wishedBy: by.id,
			actedBy: by.actedBy ?? null,
			createdAt: sent.at,
		});
		if (!made) return refused('corner.wish_twice', { field: 'title' });
		await tellFollowers(tx, corner, 'corner.wished', { title }, [by.id], sent.at);
		afterCommit(tx, { cornerId: corner.id });
		return done({ id: made.id });
	});
}

/** Takes a wish down: whoever wished it, or a steward. */
export function withdrawWish(
	db: Db,
	by: Member,
	input: { cornerId: string; wish: string },
	sent: Sent,
): Promise<Outcome<{ id: string }, KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		if (!corner || !isOfBuilding(corner, by)) return refused('not_found');
		const open = (await listOpenWishes(tx, corner.id)).find((it) => it.id === input.wish);
		if (!open || (open.wishedBy !== by.id && !isSteward(by))) return refused('not_found');
		if (!(await markWishEnded(tx, open.id, null, sent.at))) return refused('not_found');
		afterCommit(tx, { cornerId: corner.id });
		return done({ id: open.id });
	});
}

/** Wants to hear of this corner, or no more. */
export function follow(
	db: Db,
	by: Member,
	input: { cornerId: string; on: boolean },
	sent: Sent,
): Promise<Outcome<{ id: string }, KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, input.cornerId);
		if (!corner || !isOfBuilding(corner, by)) return refused('not_found');
		await setFollowing(tx, corner.id, by.id, input.on, sent.at);
		return done({ id: corner.id });
	});
}
