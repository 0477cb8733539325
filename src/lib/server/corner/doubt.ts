import type { Db } from '../db/connect.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { tellFollowers } from './news.ts';
import { markDoubted } from './item-queries.ts';
import { type CornerRow } from './queries.ts';

/** A take went wrong: the shelf asks for a count until there is one, and its followers hear of it once. */
export function doubt(db: Db, corner: CornerRow, itemId: string, now: Date): Promise<void> {
	return transact(db, (tx) => doubtWithin(tx, corner, itemId, now));
}

/** The same within a transaction that is open already. */
export async function doubtWithin(tx: Db, corner: CornerRow, itemId: string, now: Date): Promise<void> {
	if (!(await markDoubted(tx, itemId, now))) return;
	await tellFollowers(tx, corner, 'corner.count_wanted', {}, [], now);
	afterCommit(tx, { cornerId: corner.id });
}
