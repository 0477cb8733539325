import { and, eq, lt } from 'drizzle-orm';
import type { Outcome } from '../../domain/outcome.ts';
import { refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { requests } from './table.ts';

/** One form that somebody sent: a repeat has the same key and the same body. */
export type Sent = {
	/** A resident's id, or `guest`. */
	actor: string;
	/** UUID made when the form was rendered. */
	key: string;
	/** SHA-256 of address and body. */
	fingerprint: string;
	at: Date;
	/** How many milliseconds ago it was done, where it waited for a connection; as its sender says. */
	age?: number | null;
};

export type KeyRefusal = 'key.reused';

/** Carries a refusal out of a transaction so that nothing of it is kept. */
class RolledBack<C extends string> extends Error {
	constructor(readonly outcome: { ok: false; code: C }) {
		super(outcome.code);
	}
}

/**
 * Runs a change once, in one transaction with the key under which its answer is kept: the same request again gets the
 * same answer and changes nothing; a refusal keeps nothing, so that it may be tried again with the same key.
 */
export async function once<T extends object, C extends string>(
	db: Db,
	sent: Sent,
	run: (tx: Db) => Promise<Outcome<T, C>>,
): Promise<Outcome<T, C | KeyRefusal>> {
	try {
		return await transact(db, async (tx) => {
			// Waits for a twin under way, so that the second sees the first's answer.
			const fresh = await tx
				.insert(requests)
				.values({
					actor: sent.actor,
					key: sent.key,
					fingerprint: sent.fingerprint,
					answer: {},
					createdAt: sent.at,
				})
				.onConflictDoNothing()
				.returning({ key: requests.key });
			if (fresh.length === 0) return await findAnswer<T>(tx, sent);
			const outcome = await run(tx);
			if (!outcome.ok) throw new RolledBack(outcome);
			await tx
				.update(requests)
				.set({ answer: outcome.value })
				.where(and(eq(requests.actor, sent.actor), eq(requests.key, sent.key)));
			return outcome;
		});
	} catch (error) {
		if (error instanceof RolledBack) return error.outcome as { ok: false; code: C };
		throw error;
	}
}

/** The answer kept for this key; refused when it was given for another body. */
export async function findAnswer<T extends object>(db: Db, sent: Sent): Promise<Outcome<T, KeyRefusal>> {
	const [row] = await db
		.select()
		.from(requests)
		.where(and(eq(requests.actor, sent.actor), eq(requests.key, sent.key)));
	if (!row || row.fingerprint !== sent.fingerprint) return refused('key.reused');
	return { ok: true, value: row.answer as T };
}

const KEPT_DAYS = 7;

/** Forgets answers older than seven days. */
export async function forgetAnswers(db: Db, now: Date): Promise<void> {
	await db.delete(requests).where(lt(requests.createdAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000)));
}
