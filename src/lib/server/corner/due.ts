import { COUNT_AFTER, countDueAt, needsCount } from '../../domain/corner.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { tellFollowers } from './news.ts';
import { changeCorner, lockDue } from './queries.ts';
import { listItems } from './item-queries.ts';

const BATCH = 50;

/** Asks for a count where nobody has looked for long, once each time; any number of processes may run this. Answers how many it looked at. */
export function settleCorners(db: Db, now: Date): Promise<number> {
	return transact(db, async (tx) => {
		const due = await lockDue(tx, now, BATCH);
		for (const corner of due) {
			const items = await listItems(tx, corner.id, now);
			if (items.some((item) => needsCount(item, now))) {
				await tellFollowers(tx, corner, 'corner.count_wanted', {}, [], now);
				await changeCorner(tx, corner.id, { dueAt: new Date(now.getTime() + COUNT_AFTER) });
				continue;
			}
			const times = items.map((item) => countDueAt(item).getTime());
			await changeCorner(tx, corner.id, { dueAt: times.length > 0 ? new Date(Math.min(...times)) : null });
		}
		return due.length;
	});
}
