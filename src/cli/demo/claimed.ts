import type { Step } from '#lib/domain/handover-step.ts';
import type { Member } from '#lib/domain/member.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { listParts } from '#lib/server/listing/queries.ts';
import { takeStep } from '#lib/server/listing/step.ts';
import { thank } from '#lib/server/listing/talk.ts';
import type { Post } from './chronicle.ts';
import { played, sends } from './move-in.ts';
import type { Name } from './people.ts';
import type { PictureName } from './pictures/album.ts';

/** One handover, told from its tap on. Who takes a step follows from who gives. */
export class Claim {
	#id = '';

	constructor(
		readonly of: Post,
		readonly who: Name,
		hoursAgo: number,
		quantity: number,
		{ part, helper }: { part?: string; helper?: Name },
	) {
		const { db, cast } = of.story;
		this.#scene(hoursAgo, 'claim', async (at) => {
			const by = actedFor(cast[who], helper && cast[helper]);
			const parts = part === undefined ? [] : await listParts(db, of.id);
			const partId = part === undefined ? null : parts.find(({ title }) => title === part)!.id;
			const input = { listingId: of.id, quantity, part: partId };
			this.#id = (
				await played(`${of.wish.title}: ${who}`, claim(db, by, input, sends(by.actedBy ?? by.id, at)))
			).id;
		});
	}

	get id(): string {
		return this.#id;
	}

	get #giver(): Name {
		return this.of.direction === 'offer' ? this.of.by : this.who;
	}

	get #receiver(): Name {
		return this.of.direction === 'offer' ? this.who : this.of.by;
	}

	bring(hoursAgo: number): this {
		return this.#step(this.#giver, hoursAgo, 'bring');
	}

	left(hoursAgo: number, picture?: PictureName): this {
		return this.#step(this.#giver, hoursAgo, 'left', '', picture);
	}

	receive(hoursAgo: number): this {
		return this.#step(this.#receiver, hoursAgo, 'receive');
	}

	missing(hoursAgo: number): this {
		return this.#step(this.#receiver, hoursAgo, 'missing');
	}

	release(who: Name, hoursAgo: number, reason: string): this {
		return this.#step(who, hoursAgo, 'release', reason);
	}

	returned(hoursAgo: number): this {
		return this.#step(this.#giver, hoursAgo, 'returned');
	}

	thank(hoursAgo: number, text: string): this {
		const { db, cast } = this.of.story;
		const by = cast[this.#receiver];
		return this.#scene(hoursAgo, 'thank', (at) =>
			played(`${this.of.wish.title}: thanks`, thank(db, by, { handoverId: this.id, text }, sends(by.id, at))),
		);
	}

	#step(who: Name, hoursAgo: number, step: Step, reason = '', picture?: PictureName): this {
		const { db, cast, album } = this.of.story;
		return this.#scene(hoursAgo, step, (at) => {
			const input = { handoverId: this.id, step, reason, photo: picture ? album[picture] : null };
			return played(
				`${this.of.wish.title}: ${who}: ${step}`,
				takeStep(db, cast[who], input, sends(cast[who].id, at)),
			);
		});
	}

	#scene(hoursAgo: number, what: string, play: (at: Date) => Promise<unknown>): this {
		this.of.story.scene(hoursAgo, `${this.of.wish.title}: ${what}`, play);
		return this;
	}
}

/** A helper does it in somebody's place, and the trail says so. */
export function actedFor(person: Member, helper: Member | undefined): Member {
	return helper ? { ...person, actedBy: helper.id } : person;
}
