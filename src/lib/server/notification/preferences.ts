import { eq, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isOnAt, OPT_IN, type Level, type Topic } from '../../domain/notification.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { QuietHours } from '../../domain/time.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';

type Changed = Promise<Outcome<{ id: string }, KeyRefusal>>;

/** Wants push of a topic, or not. Of what comes only when asked for, nothing comes at all otherwise. */
export function chooseTopic(db: Db, by: Member, input: { topic: Topic; on: boolean }, sent: Sent): Changed {
	const { topic, on } = input;
	return once(db, sent, async (tx) => {
		const asked = OPT_IN.includes(topic);
		const column = asked ? residents.follows : residents.muted;
		const without = sql`array_remove(${column}, ${topic}::text)`;
		const next = asked === on ? sql`array_append(${without}, ${topic}::text)` : without;
		await tx
			.update(residents)
			.set(asked ? { follows: next } : { muted: next })
			.where(eq(residents.id, by.id));
		return done({ id: by.id });
	});
}

/** All switches at once. What is no switch of its own stays as it was. */
export function chooseLevel(
	db: Db,
	by: Member,
	input: { level: Level; topics: readonly Topic[] },
	sent: Sent,
): Changed {
	const { level, topics } = input;
	const on = (topic: Topic) => isOnAt(level, topic);
	return once(db, sent, async (tx) => {
		const [now] = await tx
			.select({ muted: residents.muted, follows: residents.follows })
			.from(residents)
			.where(eq(residents.id, by.id))
			.for('update');
		const others = (names: readonly string[]) => names.filter((it) => !topics.some((topic) => topic === it));
		const asked = topics.filter((topic) => OPT_IN.includes(topic) && on(topic));
		const off = topics.filter((topic) => !OPT_IN.includes(topic) && !on(topic));
		await tx
			.update(residents)
			.set({
				muted: [...others(now?.muted ?? []), ...off],
				follows: [...others(now?.follows ?? []), ...asked],
			})
			.where(eq(residents.id, by.id));
		return done({ id: by.id });
	});
}

/** Minutes after midnight in the building's zone; the same twice: none. */
export function chooseQuietHours(db: Db, by: Member, quiet: QuietHours, sent: Sent): Changed {
	return once(db, sent, async (tx) => {
		await tx
			.update(residents)
			.set({ quietFrom: quiet.from, quietTo: quiet.to })
			.where(eq(residents.id, by.id));
		return done({ id: by.id });
	});
}
