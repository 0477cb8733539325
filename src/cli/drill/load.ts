import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, idOf, type Person, type Said } from '../load/people.ts';

/** Something that a person was told is done. */
export type Done =
	| { kind: 'posted'; listing: string }
	| { kind: 'claimed'; by: Person; listing: string; key: string; handover: string }
	| { kind: 'stepped'; handover: string; to: string };

/** A form whose answer was lost on the way: nobody knows whether it was done, and it is sent again with its key. */
type Lost = { by: Person; path: string; fields: Record<string, string | number> };

const TO: Record<string, string> = { left: 'left', receive: 'received', release: 'released' };

/** Neighbours who post, claim, leave and sign without pause, and send again what got no answer. */
export class Load {
	readonly done: Done[] = [];
	readonly codes = new Map<string, number>();
	lost = 0;
	/** Answers that say nothing to a script: the form would stand there as if nobody had tapped. */
	mute = 0;
	private readonly listings: { id: string; by: Person }[] = [];
	private readonly handovers: { id: string; giver: Person; receiver: Person }[] = [];
	private running = true;

	constructor(private readonly people: Person[]) {}

	/** Runs until `stop`; every person does one thing at a time. */
	async run(): Promise<void> {
		await Promise.all(this.people.map((person) => this.live(person)));
	}

	stop(): void {
		this.running = false;
	}

	private async live(person: Person): Promise<void> {
		while (this.running) {
			await this.oneThing(person);
			await sleep(Math.random() * 20);
		}
	}

	private async oneThing(by: Person): Promise<void> {
		const chance = Math.random();
		const listing = this.listings[Math.floor(Math.random() * this.listings.length)];
		const handover = this.handovers[Math.floor(Math.random() * this.handovers.length)];
		if (!listing || chance < 0.08) {
			const fields = { direction: 'offer', category: 'food', title: '卷心菜', quantity: 6, perHousehold: 6 };
			const said = await this.send({ by, path: '/listings/new', fields });
			if (said?.location) {
				this.listings.push({ id: idOf(said.location), by });
				this.done.push({ kind: 'posted', listing: idOf(said.location) });
			}
		} else if (!handover || chance < 0.6) await this.claim(by, listing);
		else await this.step(handover);
	}

	private async claim(by: Person, listing: { id: string; by: Person }): Promise<void> {
		const key = randomUUID();
		const said = await this.send({
			by,
			path: `/listings/${listing.id}?/claim`,
			fields: { key, quantity: 1 },
		});
		if (!said?.location) return;
		const handover = idOf(said.location);
		this.handovers.push({ id: handover, giver: listing.by, receiver: by });
		this.done.push({ kind: 'claimed', by, listing: listing.id, key, handover });
	}

	private async step({
		id,
		giver,
		receiver,
	}: {
		id: string;
		giver: Person;
		receiver: Person;
	}): Promise<void> {
		const [step, by] =
			Math.random() < 0.4
				? (['left', giver] as const)
				: Math.random() < 0.7
					? (['receive', receiver] as const)
					: (['release', receiver] as const);
		const said = await this.send({ by, path: `/handovers/${id}?/${step}`, fields: {} });
		if (said?.location) this.done.push({ kind: 'stepped', handover: id, to: TO[step]! });
	}

	/** Sends until there is an answer, with one key; null for a refusal. */
	private async send(form: Lost): Promise<Said | null> {
		const fields = { key: randomUUID(), ...form.fields };
		for (;;) {
			try {
				// A connection of its own each time: two answers must never be taken for each other.
				const said = await form.by.again().act(form.path, fields);
				if (said.type === 'redirect') return said;
				if (said.type === undefined) this.mute++;
				const code = codeOf(said);
				this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
				if (code !== 'unexpected') return null;
			} catch {
				// No answer: killed under it. That is what the drill is about; it is counted and asked again.
				this.lost++;
			}
			if (!this.running) return null;
			await sleep(100);
		}
	}
}
