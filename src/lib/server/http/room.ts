import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { error, fail } from '@sveltejs/kit';
import type { Problem } from '../form/form.ts';
import { problem } from '../form/form.ts';
import type { Limit } from '../installation/limit.ts';
import { countUp } from '../installation/limit.ts';
import { log } from '../log.ts';
import { problemText } from '../problem.ts';

type Event = Pick<RequestEvent, 'locals' | 'setHeaders'>;

/** Kit lets a header be set once a request; an action and then the page's load may both find the limit reached. */
const said = new WeakSet<App.Locals>();

/** Counts one more; answers null while there is room, else minutes to wait, with Retry-After on the answer. */
async function minutesToWait(
	{ locals, setHeaders }: Event,
	limit: Limit,
	whom: string,
): Promise<number | null> {
	if (!locals.env.limits) return null;
	const seconds = await countUp(locals.db, limit, whom, locals.now, locals.address);
	if (seconds === null) return null;
	if (!said.has(locals)) setHeaders({ 'retry-after': String(seconds) });
	said.add(locals);
	return Math.ceil(seconds / 60);
}

/** For loads and endpoints: 429 when `whom` – a resident's id or an address – asked too often. */
export async function requireRoom(event: Event, limit: Limit, whom: string, noticed = false): Promise<void> {
	const minutes = await minutesToWait(event, limit, whom);
	if (minutes === null) return;
	// An account is named by its id; an address is not written down.
	if (noticed) log.warn('read too often, cut off', { limit: limit.name, by: event.locals.member?.id ?? '' });
	error(429, { code: 'limit.reached', message: problemText('limit.reached', { minutes }) });
}

/** For actions: the same as an answer that keeps what was typed; null while there is room. */
export async function refuseRoom(
	event: Event,
	limit: Limit,
	whom: string,
	form: { values: Record<string, string> },
): Promise<ActionFailure<Problem> | null> {
	const minutes = await minutesToWait(event, limit, whom);
	return minutes === null ? null : fail(429, problem('limit.reached', form.values, { detail: { minutes } }));
}
