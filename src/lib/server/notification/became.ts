import { backoff, type Decision } from './decide.ts';
import type { Mark, Taken } from './outbox.ts';
import type { Answer } from './web-push.ts';

/** A delivery on its way to its push service. */
export type Job = {
	delivery: Taken;
	device: NonNullable<Taken['device']>;
	decided: Extract<Decision, { kind: 'send' }>;
	lease: Date;
	/** Told in the same message, because they came together. */
	others: readonly Taken[];
};

/** The reason of an answer for what waited so long in our own queue that somebody else may have it by now. */
export const LATE = 'late';

const SOONEST = 1000;

/** What an answer means for the delivery (RFC 8030, sections 5 and 7.3; RFC 9110, section 10.2.3 for Retry-After). */
export function whatBecame(
	job: Omit<Job, 'device' | 'others'>,
	answer: Answer,
	now: Date,
	random: () => number,
): Mark {
	const { delivery, decided, lease } = job;
	const { id, attempts } = delivery;
	if (answer.kind === 'unsendable')
		return answer.reason === LATE ? { id, lease, state: 'due' } : { id, lease, state: 'failed', tried: true };
	const status = answer.kind === 'answered' ? answer.status : undefined;
	const about = { id, lease, tried: true, ...(status === undefined ? {} : { status }) };
	if (status !== undefined && status < 500 && status !== 429) return { ...about, state: stateAfter(status) };
	const asked = answer.kind === 'answered' ? answer.retryAfter : null;
	const dueAt = new Date(now.getTime() + Math.max(asked ?? backoff(attempts, random), SOONEST));
	return dueAt < decided.deadline ? { ...about, state: 'due', dueAt } : { ...about, state: 'failed' };
}

/** A redirect is not followed: it would lead past the guard of endpoints. */
function stateAfter(status: number): 'sent' | 'gone' | 'failed' {
	if (status >= 200 && status < 300) return 'sent';
	return status === 404 || status === 410 ? 'gone' : 'failed';
}
