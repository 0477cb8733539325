import { urgencyOf } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';
import { onChanges } from '../db/transact.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { LATE, whatBecame, type Job } from './became.ts';
import { bundle, type Ready } from './bundle.ts';
import { decide } from './decide.ts';
import { Lane } from './lane.ts';
import { startMarking } from './mark.ts';
import { pushMessage } from './message.ts';
import { Pace } from './pace.ts';
import { forgetOld, takeDue, type Taken } from './outbox.ts';
import type { Answer, Transport } from './web-push.ts';

export type SendingOptions = {
	db: Db;
	env: Pick<Env, 'origin'>;
	/** The app's clock. */
	now: () => Date;
	transport: Transport;
	/** Tells of news that other processes have written; answers with a way to stop listening. */
	hints?: (wake: () => void) => () => void;
	random?: () => number;
	/** Milliseconds between two looks without a hint; 5 s when absent. */
	every?: number;
	/** Messages under way to one push service at once; 50 when absent. */
	concurrency?: number;
	/** Milliseconds for which a failing push service is first left alone; 15 s when absent. */
	pause?: number;
};

export type Sending = {
	wake(): void;
	/** Ends when nothing is due or under way any more: for tests and benches. */
	settled(): Promise<void>;
	/** When it last looked. */
	lastAt(): Date | null;
	stop(): Promise<void>;
};

const BATCH = 200;
/** Longer than anything taken can be under way. */
const LEASE = 120_000;
const SPARE = 15_000;
/** After a look the next one waits so long, however many hints come; longer where much is found, for more in one go. */
const BREATH = 40;
const BREATH_BUSY = 120;
const MUCH = 8;
/** What another process has written is its own to send first. */
const OTHERS = 300;
const CLEAN_EVERY = 6 * 3_600_000;

/**
 * Sends what is in the outbox: every delivery once, by whichever process is first. Should one die between handing a
 * message over and writing that down, the message goes out again; it has the notification's id as its Topic and tag and
 * so replaces itself, at the push service or on the screen, instead of standing there twice.
 */
export function startSending(options: SendingOptions): Sending {
	const {
		db,
		now,
		env,
		transport,
		random = Math.random,
		every = 5000,
		concurrency = 50,
		pause = 15_000,
	} = options;
	const lanes = new Map<string, Lane<Job>>();
	const marking = startMarking(db, now);
	const pace = new Pace();
	let stopped = false;
	let looking: Promise<void> | null = null;
	let again = Infinity;
	let breather = 0;
	let timer: NodeJS.Timeout | undefined;
	let last: Date | null = null;

	/** Looks as many milliseconds from now, or as soon as it may after that. */
	function wake(after = 0): void {
		const at = performance.now() + after;
		if (stopped) return;
		if (looking) again = Math.min(again, at);
		else schedule(at);
	}

	let planned = Infinity;
	function schedule(wanted: number): void {
		const at = Math.max(wanted, breather);
		if (at >= planned) return;
		planned = at;
		clearTimeout(timer);
		timer = setTimeout(() => {
			planned = Infinity;
			looking = look().finally(() => {
				looking = null;
				if (stopped) return;
				schedule(Math.min(again, performance.now() + every));
				again = Infinity;
			});
		}, at - performance.now());
	}

	async function look(): Promise<void> {
		try {
			while (!stopped && (await take()) === BATCH);
			last = now();
		} catch (error) {
			log.error('looking into the outbox failed, trying again', { error });
		}
	}

	async function take(): Promise<number> {
		const at = now();
		const lease = new Date(at.getTime() + LEASE);
		const except = [...lanes].filter(([, lane]) => lane.full).map(([origin]) => origin);
		const taken = await takeDue(db, { now: at, lease, most: BATCH, except });
		const ready = taken.flatMap((delivery) => place(delivery, lease, at));
		for (const { origin, held, ...job } of bundle(ready, pace, at))
			if (held) marking.add({ id: job.delivery.id, lease, state: 'due', dueAt: held });
			else laneOf(origin).push({ ...job, lease });
		if (taken.length < BATCH) breather = performance.now() + (taken.length < MUCH ? BREATH : BREATH_BUSY);
		return taken.length;
	}

	/** What is to be sent now; all else is marked at once. */
	function place(delivery: Taken, lease: Date, at: Date): Ready[] {
		const decided = decide(delivery, at);
		const { id, device } = delivery;
		if (decided.kind === 'later') marking.add({ id, lease, state: 'due', dueAt: decided.at });
		else if (decided.kind !== 'send') marking.add({ id, lease, state: decided.kind });
		else if (device) return [{ delivery, device, decided }];
		return [];
	}

	function laneOf(origin: string): Lane<Job> {
		let lane = lanes.get(origin);
		if (!lane) {
			const giveBack = ({ delivery, others, lease }: Job, after: number) => {
				for (const { id } of [delivery, ...others])
					marking.add({ id, lease, state: 'due', ...(after > 0 ? { dueAt: soon(after) } : {}) });
			};
			const room = () => {
				breather = 0;
				wake();
			};
			lane = new Lane<Job>({ send, answered, giveBack, room, concurrency, pause });
			lanes.set(origin, lane);
		}
		return lane;
	}

	const soon = (after: number) => new Date(now().getTime() + after + random() * 1000);

	async function send({ delivery, others, device, decided, lease }: Job): Promise<Answer> {
		if (lease.getTime() - now().getTime() < SPARE) return { kind: 'unsendable', reason: LATE };
		const payload = pushMessage(delivery, env.origin, others);
		const topic = Buffer.from(delivery.notificationId.replaceAll('-', ''), 'hex').toString('base64url');
		const { endpoint, p256dh, auth } = device;
		return transport.send({
			endpoint,
			p256dh,
			auth,
			payload,
			topic,
			ttl: decided.ttl,
			urgency: urgencyOf(delivery.code),
		});
	}

	function answered(job: Job, answer: Answer): void {
		const mark = whatBecame(job, answer, now(), random);
		const endpoint = mark.state === 'gone' ? job.device.endpoint : undefined;
		marking.add(mark, { origin: job.delivery.origin, endpoint });
		for (const { id } of job.others) marking.add({ ...mark, id });
	}

	async function clean(): Promise<void> {
		try {
			await forgetOld(db, now());
		} catch (error) {
			log.error('cleaning up old news failed, trying again later', { error });
		}
	}

	const deaf = [
		onChanges((changes) => changes.some((it) => 'residentIds' in it) && wake()),
		options.hints?.(() => wake(OTHERS)),
	];
	const cleaning = setInterval(() => void clean(), CLEAN_EVERY);
	cleaning.unref();
	wake();

	const idle = () => !looking && [...lanes.values()].every((lane) => lane.idle) && marking.idle();
	async function settled(): Promise<void> {
		wake();
		do {
			await marking.flush();
			await new Promise((resolve) => setTimeout(resolve, 5));
		} while (!idle() || planned <= performance.now() + BREATH_BUSY);
	}

	async function stop(): Promise<void> {
		stopped = true;
		clearTimeout(timer);
		clearInterval(cleaning);
		for (const stopListening of deaf) stopListening?.();
		await looking;
		for (const lane of lanes.values()) lane.clear();
		const until = performance.now() + 5000;
		while (![...lanes.values()].every((lane) => lane.idle) && performance.now() < until)
			await new Promise((resolve) => setTimeout(resolve, 20));
		await marking.stop();
		transport.close();
	}

	return { wake: () => wake(), settled, lastAt: () => last, stop };
}
