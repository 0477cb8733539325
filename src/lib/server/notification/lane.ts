import type { Answer } from './web-push.ts';

export type LaneOptions<J> = {
	/** Sends one; never rejects. */
	send: (job: J) => Promise<Answer>;
	answered: (job: J, answer: Answer) => void;
	/** Not tried: give it back, to be taken again after so many milliseconds. */
	giveBack: (job: J, after: number) => void;
	/** There is room for more than before. */
	room: () => void;
	/** At once, to this one push service. */
	concurrency: number;
	/** Milliseconds for which the lane first stays shut; doubles up to ten minutes. */
	pause: number;
};

/** So many in a row that failed shut a lane. */
const FAILURES = 5;
const LONGEST_PAUSE = 600_000;
/** No more is taken for a lane with so many queued; it asks for more below the lower mark. */
const FULL = 250;
const LOW = 50;

/**
 * What goes to one push service. It has its own queue, connections and breaker, so that one that is slow or down delays
 * nobody else; while shut nothing is tried, then a single message tries the way.
 */
export class Lane<J> {
	private queue: J[] = [];
	private running = 0;
	private failures = 0;
	private pause: number;
	private shutUntil = 0;
	private trying = false;
	private wasFull = false;

	constructor(private readonly options: LaneOptions<J>) {
		this.pause = options.pause;
	}

	/** Takes no more for now. (One that is shut does: it gives everything back for later, so that nothing looks forgotten.) */
	get full(): boolean {
		return this.queue.length >= FULL;
	}

	get idle(): boolean {
		return this.running === 0 && this.queue.length === 0;
	}

	push(job: J): void {
		if (this.shutFor > 0) return this.options.giveBack(job, this.shutFor);
		this.queue.push(job);
		this.wasFull ||= this.full;
		this.pump();
	}

	/** Gives back what has not been tried, at once; what is under way ends by itself. */
	clear(after = 0): void {
		for (const job of this.queue.splice(0)) this.options.giveBack(job, after);
	}

	private get shutFor(): number {
		return Math.max(0, this.shutUntil - performance.now());
	}

	private pump(): void {
		const most = this.trying ? 1 : this.options.concurrency;
		while (this.running < most && this.queue.length > 0) void this.run(this.queue.shift()!);
		if (this.queue.length > LOW || !this.wasFull) return;
		this.wasFull = false;
		this.options.room();
	}

	private async run(job: J): Promise<void> {
		this.running++;
		const answer = await this.options.send(job);
		this.running--;
		this.learn(answer);
		this.options.answered(job, answer);
		this.pump();
	}

	private learn(answer: Answer): void {
		if (answer.kind === 'unsendable') return;
		const failed = answer.kind === 'unreachable' || answer.status >= 500 || answer.status === 429;
		if (!failed) {
			this.failures = 0;
			this.trying = false;
			this.pause = this.options.pause;
			return;
		}
		this.failures++;
		// 503 speaks for the whole service (RFC 9110, section 15.6.4), 429 at first only for this message.
		const asked = answer.kind === 'answered' && answer.status === 503 ? answer.retryAfter : null;
		if (asked !== null) this.shut(Math.min(asked, LONGEST_PAUSE));
		else if (this.trying || this.failures >= FAILURES) {
			this.shut(this.pause);
			this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
		}
	}

	private shut(pause: number): void {
		// Those that were under way when it was shut tell nothing new.
		if (this.shutFor > 0) return;
		this.shutUntil = performance.now() + pause;
		this.trying = true;
		this.failures = 0;
		this.clear(pause);
	}
}
