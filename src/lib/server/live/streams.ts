import type { Member } from '../../domain/member.ts';
import { audiencesOf } from '../listing/audience.ts';

type Home = Pick<Member, 'id' | 'householdId' | 'communityId' | 'buildingId' | 'entrance'>;

/** One open page of somebody. Kept small: there are thousands. */
export type Stream = {
	personId: string;
	householdId: string;
	/** Hash of the session through which it was opened. */
	session: string;
	audiences: readonly string[];
	controller: ReadableStreamDefaultController<Uint8Array>;
};

const MOST_A_PERSON = 8;
/** Chunks that a slow page may be behind before it is cut off; it comes back by itself and asks anew. */
const MOST_BEHIND = 64;

const encoder = new TextEncoder();

export function event(type: string, data: unknown): Uint8Array {
	return encoder.encode(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

const HEARTBEAT = encoder.encode(':\n\n');
/** Told to a page that has to make room, so that it does not come back at once and push out the next. */
const FULL = event('full', {});

/** The event streams that this process holds open, found by person and by audience. */
export class Streams {
	private readonly all = new Set<Stream>();
	private readonly byPerson = new Map<string, Set<Stream>>();
	private readonly byAudience = new Map<string, Set<Stream>>();

	get size(): number {
		return this.all.size;
	}

	open(home: Home, session: string, first: Uint8Array): ReadableStream<Uint8Array> {
		let stream: Stream | undefined;
		return new ReadableStream<Uint8Array>(
			{
				start: (controller) => {
					stream = {
						personId: home.id,
						householdId: home.householdId,
						session,
						audiences: audiencesOf(home),
						controller,
					};
					this.add(stream);
					controller.enqueue(first);
				},
				cancel: () => {
					if (stream) this.remove(stream);
				},
			},
			{ highWaterMark: 1 },
		);
	}

	private add(stream: Stream): void {
		const own = this.byPerson.get(stream.personId);
		if (own && own.size >= MOST_A_PERSON) {
			const [oldest] = own;
			this.send(oldest!, FULL);
			this.end(oldest!);
		}
		this.all.add(stream);
		into(this.byPerson, stream.personId, stream);
		for (const audience of stream.audiences) into(this.byAudience, audience, stream);
	}

	private remove(stream: Stream): void {
		this.all.delete(stream);
		outOf(this.byPerson, stream.personId, stream);
		for (const audience of stream.audiences) outOf(this.byAudience, audience, stream);
	}

	end(stream: Stream): void {
		if (!this.all.has(stream)) return;
		this.remove(stream);
		stream.controller.close();
	}

	endAll(): void {
		for (const stream of [...this.all]) this.end(stream);
	}

	private send(stream: Stream, chunk: Uint8Array): void {
		if ((stream.controller.desiredSize ?? 0) < -MOST_BEHIND) this.end(stream);
		else stream.controller.enqueue(chunk);
	}

	/** To all pages of a person. */
	tell(personId: string, chunk: Uint8Array): void {
		for (const stream of this.byPerson.get(personId) ?? []) this.send(stream, chunk);
	}

	/** To everybody of an audience but one household. */
	tellAudience(audience: string, chunk: Uint8Array, but: string | null): void {
		for (const stream of this.byAudience.get(audience) ?? [])
			if (stream.householdId !== but) this.send(stream, chunk);
	}

	tellAll(chunk: Uint8Array): void {
		for (const stream of this.all) this.send(stream, chunk);
	}

	beat(): void {
		this.tellAll(HEARTBEAT);
	}

	hasPerson(personId: string): boolean {
		return this.byPerson.has(personId);
	}

	sessions(): string[] {
		return [...new Set([...this.all].map((stream) => stream.session))];
	}

	/** Ends those for whom `good` answers no. */
	keepOnly(good: (stream: Stream) => boolean): void {
		for (const stream of [...this.all]) if (!good(stream)) this.end(stream);
	}
}

function into(map: Map<string, Set<Stream>>, key: string, stream: Stream): void {
	const found = map.get(key);
	if (found) found.add(stream);
	else map.set(key, new Set([stream]));
}

function outOf(map: Map<string, Set<Stream>>, key: string, stream: Stream): void {
	const found = map.get(key);
	found?.delete(stream);
	if (found?.size === 0) map.delete(key);
}
