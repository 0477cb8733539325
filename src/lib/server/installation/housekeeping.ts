import { forgetEntries } from '../account/entry.ts';
import { forgetChallenges } from '../account/passkey.ts';
import { forgetSessions } from '../account/session.ts';
import { remindOfCare } from '../building/care-due.ts';
import { forgetSettled } from '../building/report.ts';
import { forgetClosedCorners } from '../corner/forget.ts';
import type { Db } from '../db/connect.ts';
import { forgetClosedBuys } from '../group-buy/forget.ts';
import { forgetClosed } from '../listing/forget.ts';
import { log } from '../log.ts';
import { forgetLimits } from './limit.ts';
import { forgetAnswers } from './once.ts';

const EVERY = 20_000;
const FORGET_EVERY = 3_600_000;

/**
 * What is looked at now and then: who was not heard from, and what is to be forgotten. Any number of processes may do
 * it: each thing is taken by a WHERE clause, once.
 */
export function startHousekeeping(db: Db, now: () => Date): { stop: () => Promise<void> } {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let forgottenAt = 0;
	let running: Promise<void> = Promise.resolve();

	async function round(): Promise<void> {
		try {
			await remindOfCare(db, now());
			if (Date.now() - forgottenAt > FORGET_EVERY) {
				await forget(db, now());
				forgottenAt = Date.now();
			}
		} catch (error) {
			log.error('housekeeping failed, trying again', { error });
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
	};
}

/** Everything whose time of being kept is over. */
export async function forget(db: Db, now: Date): Promise<void> {
	await forgetAnswers(db, now);
	await forgetLimits(db, now);
	await forgetSessions(db, now);
	await forgetEntries(db, now);
	await forgetChallenges(db, now);
	while ((await forgetClosed(db, now)) > 0);
	while ((await forgetClosedBuys(db, now)) > 0);
	while ((await forgetClosedCorners(db, now)) > 0);
	await forgetSettled(db, now);
}
