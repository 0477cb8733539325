import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { backoff } from '../notification/decide.ts';
import { gatherMail } from './gather.ts';
import type { MailTransport, Posted } from './mail.ts';
import { findWebhook, markLetter, takeLetters, type TakenLetter } from './queries.ts';
import type { HookTransport } from './webhook.ts';
import { writeMail } from './write-mail.ts';
import { writeNews } from './write-news.ts';

export type PostOptions = {
	db: Db;
	env: Pick<Env, 'origin'>;
	/** The app's clock. */
	now: () => Date;
	/** Null: no mail server is set up. */
	mail: MailTransport | null;
	hooks: HookTransport;
	random?: () => number;
	/** Milliseconds between two rounds; 3 s when absent. */
	every?: number;
};

export type Post = {
	/** One round of each kind, now: for tests. */
	round(): Promise<void>;
	lastAt(): Date | null;
	stop(): Promise<void>;
};

const LEASE = 120_000;
const AT_ONCE = 20;
const TRIED_FOR = { mail: 24 * 3_600_000, webhook: 3_600_000 };

/**
 * Sends letters, each kind in a lane of its own, so that a slow mail server holds up no group's robot. As with push:
 * taken by one worker, looked at once more, and should that one die in between, sent again under the same name.
 */
export function startPost(options: PostOptions): Post {
	const { db, env, now, mail, hooks, random = Math.random, every = 3000 } = options;
	let stopped = false;
	let last: Date | null = null;
	const lanes = [
		...(mail ? [() => mailRound(mail)] : []),
		() => lane('webhook', (letter) => tell(letter)),
	].map((round) => repeat(round));

	function repeat(round: () => Promise<void>) {
		let timer: NodeJS.Timeout | undefined;
		let running: Promise<void> = Promise.resolve();
		const once = async (): Promise<void> => {
			try {
				await round();
				last = now();
			} catch (error) {
				log.error('a round of letters failed, trying again', { error });
			}
		};
		const next = (): void => {
			if (stopped) return;
			timer = setTimeout(() => (running = once().finally(next)), every);
			timer.unref();
		};
		next();
		return {
			once: () => (running = running.then(once)),
			stop: async () => {
				clearTimeout(timer);
				await running;
			},
		};
	}

	async function mailRound(transport: MailTransport): Promise<void> {
		while (!stopped && (await gatherMail(db, now())) > 0);
		await lane('mail', async (letter) => {
			const written = await writeMail(db, env, letter);
			return written && transport.send(written);
		});
	}

	async function tell(letter: TakenLetter): Promise<Posted | null> {
		const hook = await findWebhook(db, letter.buildingId!);
		const news = hook && (await writeNews(db, env, letter, now()));
		return news && hooks.post(hook, news, now());
	}

	/** One after another: group robots take twenty a minute, and mail servers like it slow. */
	async function lane(
		via: 'mail' | 'webhook',
		post: (letter: TakenLetter) => Promise<Posted | null>,
	): Promise<void> {
		for (;;) {
			const at = now();
			const lease = new Date(at.getTime() + LEASE);
			const taken = await takeLetters(db, { via, now: at, lease, most: AT_ONCE });
			for (const letter of taken) {
				// Given back untried: the lease runs out by itself.
				if (stopped || now().getTime() > lease.getTime() - 30_000) return;
				await markLetter(db, { id: letter.id, lease, ...became(letter, await post(letter)) }, now());
			}
			if (taken.length < AT_ONCE) return;
		}
	}

	function became(letter: TakenLetter, posted: Posted | null) {
		if (posted === null) return { state: 'stale' as const };
		const status = 'status' in posted && posted.status !== undefined ? { status: posted.status } : {};
		if (posted.kind === 'sent') return { state: 'sent' as const };
		const dueAt = new Date(now().getTime() + backoff(letter.attempts, random));
		const tooLate = dueAt.getTime() - new Date(letter.createdAt).getTime() > TRIED_FOR[letter.via];
		if (posted.kind === 'later' && !tooLate) return { state: 'due' as const, dueAt, ...status };
		// Kind and status only: addresses are secrets.
		log.warn('a letter was refused', { via: letter.via, kind: letter.kind, ...status });
		return { state: 'failed' as const, ...status };
	}

	return {
		round: async () => {
			for (const it of lanes) await it.once();
		},
		lastAt: () => last,
		stop: async () => {
			stopped = true;
			for (const it of lanes) await it.stop();
			mail?.close();
			hooks.close();
		},
	};
}
