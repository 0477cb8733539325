import { asc, lte } from 'drizzle-orm';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { settleCorners } from '#lib/server/corner/due.ts';
import { choose } from '#lib/server/listing/choose.ts';
import { hide, withdraw } from '#lib/server/listing/close.ts';
import { settleDue } from '#lib/server/listing/due.ts';
import { giveByHand } from '#lib/server/listing/give-by-hand.ts';
import { post } from '#lib/server/listing/post.ts';
import { handovers } from '#lib/server/listing/handover-table.ts';
import { listings } from '#lib/server/listing/table.ts';
import { comment, report, setUrgency, type UrgencyInput } from '#lib/server/listing/talk.ts';
import { actedFor, Claim } from './claimed.ts';
import { type Album, asPost, type Wish } from './wish.ts';
import { type Cast, played, sends } from './move-in.ts';
import type { Name } from './people.ts';

type Scene = { at: Date; what: string; play: (at: Date) => Promise<unknown> };

/**
 * What happened in the building, told post by post with hours before now, and played in the order of time: every scene
 * is the verb that a real tap would call, and between scenes the clock does what it would have done.
 */
export class Chronicle {
	readonly #scenes: Scene[] = [];

	constructor(
		readonly db: Db,
		readonly cast: Cast,
		readonly album: Album,
		readonly now: Date,
	) {}

	scene(hoursAgo: number, what: string, play: (at: Date) => Promise<unknown>): void {
		this.#scenes.push({ at: new Date(this.now.getTime() - hoursAgo * 3_600_000), what, play });
	}

	post(by: Name, hoursAgo: number, wish: Wish, helper?: Name): Post {
		return new Post(this, by, hoursAgo, wish, helper);
	}

	async play(): Promise<void> {
		this.#scenes.sort((a, b) => a.at.getTime() - b.at.getTime());
		for (const { at, play } of this.#scenes) {
			await passTime(this.db, at);
			await settleCorners(this.db, at);
			await play(at);
		}
		await passTime(this.db, this.now);
		await settleCorners(this.db, this.now);
	}
}

/** Reminders, ends of windows, draws, ends of posts, urgent asks that widen: each at its own moment, up to `until`. */
async function passTime(db: Db, until: Date): Promise<void> {
	for (;;) {
		const [handover] = await db
			.select({ at: handovers.dueAt })
			.from(handovers)
			.where(lte(handovers.dueAt, until))
			.orderBy(asc(handovers.dueAt))
			.limit(1);
		const [listing] = await db
			.select({ at: listings.dueAt })
			.from(listings)
			.where(lte(listings.dueAt, until))
			.orderBy(asc(listings.dueAt))
			.limit(1);
		const [ask] = await db
			.select({ at: listings.widensAt })
			.from(listings)
			.where(lte(listings.widensAt, until))
			.orderBy(asc(listings.widensAt))
			.limit(1);
		const next = [handover?.at, listing?.at, ask?.at]
			.filter((at) => at instanceof Date)
			.sort((a, b) => a.getTime() - b.getTime())[0];
		if (!next) return;
		if ((await settleDue(db, next)) === 0)
			throw new Error(`the demonstration cannot settle what is due at ${next.toISOString()}`);
	}
}

export class Post {
	#id = '';
	readonly direction: Wish['direction'];

	constructor(
		readonly story: Chronicle,
		readonly by: Name,
		readonly hoursAgo: number,
		readonly wish: Wish,
		helper?: Name,
	) {
		this.direction = wish.direction;
		const { db, cast, album, now } = story;
		story.scene(hoursAgo, wish.title, async (at) => {
			const poster = actedFor(cast[by], helper && cast[helper]);
			const input = asPost(wish, album, now, at);
			this.#id = (
				await played(wish.title, post(db, poster, input, sends(poster.actedBy ?? poster.id, at)))
			).id;
		});
	}

	get id(): string {
		return this.#id;
	}

	/** "I'd like it", or on an ask "I have it". */
	claim(who: Name, hoursAgo: number, quantity = 1, more: { part?: string; helper?: Name } = {}): Claim {
		return new Claim(this, who, hoursAgo, quantity, more);
	}

	comment(who: Name, hoursAgo: number, text: string): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'comment', (at) =>
			comment(db, cast[who], { listingId: this.id, text }, sends(cast[who].id, at)),
		);
	}

	report(who: Name, hoursAgo: number, reason: string): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'report', (at) =>
			report(db, cast[who], { listingId: this.id, reason }, sends(cast[who].id, at)),
		);
	}

	withdraw(hoursAgo: number, reason: string): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'withdraw', (at) =>
			withdraw(db, cast[this.by], { listingId: this.id, reason }, sends(cast[this.by].id, at)),
		);
	}

	hide(who: Name, hoursAgo: number, reason: string): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'hide', (at) =>
			hide(db, cast[who], { listingId: this.id, reason }, sends(cast[who].id, at)),
		);
	}

	urgency(who: Name, hoursAgo: number, to: Omit<UrgencyInput, 'listingId'>): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'urgency', (at) =>
			setUrgency(db, cast[who], { listingId: this.id, ...to }, sends(cast[who].id, at)),
		);
	}

	byHand(hoursAgo: number, door: string, quantity: number, outsideName = ''): this {
		const { db, cast } = this.story;
		const poster = cast[this.by];
		return this.#scene(hoursAgo, `by hand to ${door}`, (at) =>
			giveByHand(
				db,
				poster,
				{ listingId: this.id, household: door, quantity, outsideName },
				sends(poster.id, at),
			),
		);
	}

	choose(hoursAgo: number, claimed: Claim): this {
		const { db, cast } = this.story;
		return this.#scene(hoursAgo, 'choose', (at) =>
			choose(db, cast[this.by], { listingId: this.id, handoverId: claimed.id }, sends(cast[this.by].id, at)),
		);
	}

	#scene(hoursAgo: number, what: string, verb: (at: Date) => Promise<Outcome<unknown, string>>): this {
		const name = `${this.wish.title}: ${what}`;
		this.story.scene(hoursAgo, name, (at) => played(name, verb(at)));
		return this;
	}
}
