import type { Db } from './connect.ts';
import { untangled } from './failure.ts';

/** What a committed change means to people who are looking: numbers of a listing, shelf or group buy, somebody's inbox, sessions that ended. */
export type Change =
	| { listingId: string }
	| { cornerId: string }
	| { groupBuyId: string }
	| { residentIds: string[] }
	| { sessions: 'ended' };

type Listener = (changes: Change[]) => void;

const noted = new WeakMap<Db, Change[]>();
const listeners = new Set<Listener>();

/** Hears of changes of this process after their commit. Answers with a way to stop listening. */
export function onChanges(listener: Listener): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function tell(changes: Change[]): void {
	if (changes.length > 0) for (const listener of listeners) listener(changes);
}

/** Tells of a change once its transaction has committed; at once where `db` is no transaction. */
export function afterCommit(db: Db, change: Change): void {
	const list = noted.get(db);
	if (list) list.push(change);
	else tell([change]);
}

/** One transaction, tried again where it stood in another's way; what it noted is told after the commit, never before. */
export async function transact<T>(db: Db, run: (tx: Db) => Promise<T>): Promise<T> {
	const [value, changes] = await untangled(() =>
		db.transaction(async (tx): Promise<[T, Change[]]> => {
			const list: Change[] = [];
			noted.set(tx, list);
			return [await run(tx), list];
		}),
	);
	tell(changes);
	return value;
}
