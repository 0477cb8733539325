import type { Member } from '../../domain/member.ts';
import { audiencesOf, buildingAudience } from '../listing/audience.ts';
import type { Sql } from '../db/connect.ts';
import { onChanges, type Change } from '../db/transact.ts';
import { log } from '../log.ts';
import { listNews, listNumbers, listShelves, listSigned, type ListingNumbers } from './facts.ts';
import { listBuyNumbers } from './group-buys.ts';
import { event, Streams } from './streams.ts';
import { add, isNothing, nothing, read, write, type Heard } from './wire.ts';

const CHANNEL = 'stairwell';
/** Changes are gathered for so long, however many there are, and told in one go. */
const GATHER = 50;
const HEARTBEAT = 25_000;
const CHECK_SESSIONS = 120_000;
/** Milliseconds after which a page comes back by itself. */
const OPENING = new TextEncoder().encode('retry: 3000\n\n');
/** Something may have been missed: pages ask for everything anew. */
const RESUME = event('resume', {});

/**
 * Live changes over all app processes: what this process committed is told to all (LISTEN/NOTIFY); each asks once a
 * batch for the new numbers and writes them to its open pages. Nothing is told that the reader could not have read.
 */
export class Live {
	private readonly streams = new Streams();
	private readonly hearers = new Set<() => void>();
	private changed = nothing();
	private heard = nothing();
	private opened = new Set<string>();
	private gathering: NodeJS.Timeout | undefined;
	private telling = false;
	private timers: NodeJS.Timeout[] = [];
	private deaf: (() => unknown)[] = [];
	private listenedBefore = false;
	private closed = false;

	constructor(
		private readonly sql: Sql,
		private readonly now: () => Date = () => new Date(),
	) {}

	/** Begins to listen; a lost connection is made anew by the driver, and pages are told to ask for what they missed. */
	async open(): Promise<void> {
		this.deaf.push(onChanges((changes) => this.note(changes)));
		const { unlisten } = await this.sql.listen(
			CHANNEL,
			(payload) => this.hear(read(payload)),
			() => this.listening(),
		);
		this.deaf.push(unlisten);
		this.timers.push(setInterval(() => this.streams.beat(), HEARTBEAT));
		this.timers.push(setInterval(() => void this.checkSessions(), CHECK_SESSIONS));
	}

	/** Ends all streams and stops listening. */
	async close(): Promise<void> {
		this.closed = true;
		clearTimeout(this.gathering);
		for (const timer of this.timers) clearInterval(timer);
		this.streams.endAll();
		for (const stop of this.deaf.splice(0)) await stop();
	}

	/** The body of an event stream for somebody, until their session ends or they go. */
	stream(member: Member, session: string): ReadableStream<Uint8Array> {
		const body = this.streams.open(member, session, OPENING);
		// Where the page stands now, also when it has been away.
		this.opened.add(member.id);
		if (!this.telling) void this.tellPages();
		return body;
	}

	/** Hears that some process changed something; what it was is in the database. */
	onNews(hearer: () => void): () => void {
		this.hearers.add(hearer);
		return () => this.hearers.delete(hearer);
	}

	get size(): number {
		return this.streams.size;
	}

	private note(changes: Change[]): void {
		for (const change of changes)
			if ('listingId' in change) this.changed.listings.add(change.listingId);
			else if ('cornerId' in change) this.changed.corners.add(change.cornerId);
			else if ('groupBuyId' in change) this.changed.groupBuys.add(change.groupBuyId);
			else if ('sessions' in change) this.changed.sessions = true;
			else for (const id of change.residentIds) this.changed.people.add(id);
		this.gather();
	}

	private gather(): void {
		if (!this.closed) this.gathering ??= setTimeout(() => void this.tellProcesses(), GATHER);
	}

	private async tellProcesses(): Promise<void> {
		this.gathering = undefined;
		const told = this.changed;
		this.changed = nothing();
		try {
			const payloads = write(told);
			await this.sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`;
		} catch (error) {
			// The database is away; what it committed is still to be told when it is back.
			log.warn('live changes could not be told yet', { error });
			add(this.changed, told);
			if (!this.closed) this.gathering ??= setTimeout(() => void this.tellProcesses(), 20 * GATHER);
		}
	}

	private listening(): void {
		if (this.listenedBefore) this.streams.tellAll(RESUME);
		this.listenedBefore = true;
	}

	private hear(heard: Heard): void {
		if (heard.people.size > 0) for (const hearer of this.hearers) hearer();
		if (heard.sessions) void this.checkSessions();
		if (this.streams.size === 0) return;
		for (const id of heard.listings) this.heard.listings.add(id);
		for (const id of heard.corners) this.heard.corners.add(id);
		for (const id of heard.groupBuys) this.heard.groupBuys.add(id);
		for (const id of heard.people) if (this.streams.hasPerson(id)) this.heard.people.add(id);
		if (!this.telling) void this.tellPages();
	}

	/** One batch after the other: what is heard meanwhile becomes the next. */
	private async tellPages(): Promise<void> {
		this.telling = true;
		try {
			while ((!isNothing(this.heard) || this.opened.size > 0) && !this.closed) {
				const { listings, corners, groupBuys, people } = this.heard;
				const asking = new Set([...people, ...this.opened]);
				this.heard = nothing();
				this.opened = new Set();
				const [numbers, shelves, buys, news] = await Promise.all([
					listings.size > 0 ? listNumbers(this.sql, [...listings]) : [],
					corners.size > 0 ? listShelves(this.sql, [...corners]) : [],
					groupBuys.size > 0 ? listBuyNumbers(this.sql, [...groupBuys]) : [],
					asking.size > 0 ? listNews(this.sql, [...asking]) : [],
				]);
				for (const listing of numbers) this.tellOfListing(listing);
				for (const { buildingId, ...shelf } of shelves)
					this.streams.tellAudience(buildingAudience(buildingId), event('corner', shelf), null);
				for (const { audiences, numbers } of buys)
					for (const audience of audiences)
						this.streams.tellAudience(audience, event('group_buy', numbers), null);
				for (const { id, unread, listings } of news) {
					this.streams.tell(id, event('inbox', { unread }));
					if (people.has(id))
						for (const listingId of listings) this.streams.tell(id, event('handover', { listingId }));
				}
			}
		} catch (error) {
			log.warn('live changes could not be read; pages ask again', { error });
			this.streams.tellAll(RESUME);
		} finally {
			this.telling = false;
		}
	}

	private tellOfListing({ audience, hiddenFrom, parts, ...listing }: ListingNumbers): void {
		const { id, status, quantity, held, waiting } = listing;
		const data = {
			id,
			status,
			quantity,
			held,
			remaining: quantity - held,
			waiting,
			...(parts ? { parts } : {}),
		};
		this.streams.tellAudience(audience, event('listing', data), hiddenFrom);
	}

	/** Ends the streams of sessions that are over, of people who left, and of those who moved and may hear other things now. */
	private async checkSessions(): Promise<void> {
		if (this.streams.size === 0) return;
		try {
			const signed = await listSigned(this.sql, this.streams.sessions(), this.now());
			const bySession = new Map(signed.map((it) => [it.session, it]));
			this.streams.keepOnly((stream) => {
				const now = bySession.get(stream.session);
				return (
					now?.residentId === stream.personId && audiencesOf(now).every((it) => stream.audiences.includes(it))
				);
			});
		} catch (error) {
			log.warn('the sessions of open pages could not be looked at; trying again', { error });
		}
	}
}
