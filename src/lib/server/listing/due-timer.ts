import { settleCorners } from '../corner/due.ts';
import type { Db } from '../db/connect.ts';
import { log } from '../log.ts';
import { settleDueBuys } from '../group-buy/due.ts';
import { settleDue } from './due.ts';

const EVERY = 1000;

/** Looks every second for what has come due, until stopped; answers with the way to stop, which waits for work under way. */
export function startSettling(
	db: Db,
	now: () => Date,
): { stop: () => Promise<void>; lastAt: () => Date | null } {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let last: Date | null = null;
	let running: Promise<void> = Promise.resolve();

	async function round(): Promise<void> {
		try {
			// A full batch means that more may be waiting.
			while (!stopped && (await settleDue(db, now())) + (await settleCorners(db, now())) > 0);
			while (!stopped && (await settleDueBuys(db, now())) > 0);
			last = new Date();
		} catch (error) {
			log.error('settling what is due failed, trying again', { error });
		}
		if (!stopped) timer = setTimeout(() => (running = round()), EVERY);
	}
	running = round();
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
		lastAt: () => last,
	};
}
