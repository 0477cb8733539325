import { deserialize } from '$app/forms';
import type { ActionResult } from '@sveltejs/kit';
import { alone, dropWaiting, headersOf, keepWaiting, listAll, QUEUE, type Waiting } from './queue-store.ts';
import { patienceFor } from './patient.ts';
import { noteWaiting } from './waiting.ts';

export type { Waiting };

/** 'waiting': no answer came, and it is kept; 'lost': no answer came, and this browser keeps nothing. */
type Answer = ActionResult | 'waiting';

const FIRST_RETRY = 4000;
const LONGEST_RETRY = 60_000;

const listeners = new Set<(all: Waiting[]) => void>();

/** Everything that waits or was refused, of one person, in the order in which it was done. */
export async function listWaiting(person: string): Promise<Waiting[]> {
	return (await listAll()).filter((it) => it.person === person);
}

async function keep(entry: Waiting): Promise<void> {
	await keepWaiting(entry);
	noteWaiting(true);
}

/** Takes one off the list: it was done, or nobody wants it any more. */
export async function forget(entry: Waiting): Promise<void> {
	await dropWaiting(entry);
	await tell(entry.person);
}

/** Tells whoever listens what waits now. */
export async function tell(person: string): Promise<void> {
	const all = await listWaiting(person);
	if (all.length === 0) noteWaiting(false);
	for (const listener of listeners) listener(all);
}

/** Hears what waits, now and whenever it changes. */
export function onWaiting(person: string, listener: (all: Waiting[]) => void): () => void {
	listeners.add(listener);
	void tell(person).catch(() => listener([]));
	return () => listeners.delete(listener);
}

/** Posts a form as a script does; 'waiting' where no answer came that is ours. */
export async function post(
	address: string,
	fields: Waiting['fields'],
	kept?: Pick<Waiting, 'person' | 'at'>,
): Promise<Answer> {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	const headers = headersOf(kept ?? { person: '', at: Date.now() }, Date.now());
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), patienceFor(body.values()));
	try {
		const response = await fetch(address, { method: 'POST', body, headers, signal: abort.signal });
		// A proxy whose server is away answers in its stead; and a server that stumbled may do it next time.
		if (response.status >= 500) return 'waiting';
		return deserialize(await response.text());
	} catch (error) {
		console.info('No answer; it is kept and sent again.', error);
		return 'waiting';
	} finally {
		clearTimeout(timer);
	}
}

/** Keeps it to be sent later, and says so; false where this browser keeps nothing (a private window, a full phone). */
export async function putAside(entry: Waiting): Promise<boolean> {
	const kept = await isKept(entry);
	if (kept) await tellWaiting(entry);
	return kept;
}

/**
 * Keeps it, then sends it: should the phone die in between, it is sent when the app is next open. An answer – done or
 * refused – is for the page that asked, and takes it off the list. 'lost': no answer came and nothing could be kept: the
 * form still has it, and the page must say so.
 */
export async function send(entry: Waiting): Promise<Answer | 'lost'> {
	const kept = await isKept(entry);
	const answer = await post(entry.address, entry.fields, entry);
	if (!kept) return answer === 'waiting' ? 'lost' : answer;
	if (answer === 'waiting') await tellWaiting(entry);
	else await forget(entry);
	return answer;
}

async function isKept(entry: Waiting): Promise<boolean> {
	try {
		await keep(entry);
		return true;
	} catch (error) {
		console.warn('What is sent cannot be kept here.', error);
		return false;
	}
}

async function tellWaiting(entry: Waiting): Promise<void> {
	await tell(entry.person);
	await askToBeWoken();
}

/** Where the system can (Chromium), it wakes the worker when there is a connection, with the app closed; else pages send. */
async function askToBeWoken(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
	// Refused where the person has switched it off: then it is sent when the app is next open.
	await sync?.register(QUEUE).catch((error: unknown) => console.info('Not woken for it.', error));
}

let flushing = false;

/** Sends what waits, one after the other, until one finds no connection. Answers whether anything was done. */
export async function flush(person: string): Promise<boolean> {
	if (flushing) return false;
	flushing = true;
	let done = false;
	try {
		await alone(async () => {
			for (const entry of await listWaiting(person)) {
				if (entry.refused !== undefined) continue;
				const outcome = whatBecame(await post(entry.address, entry.fields, entry));
				if (outcome === 'waiting') break;
				if (outcome === 'done') await forget(entry);
				else await keep({ ...entry, refused: outcome.refused });
				done = true;
			}
		});
	} finally {
		flushing = false;
	}
	if (done) await tell(person);
	return done;
}

function whatBecame(answer: Answer): 'waiting' | 'done' | { refused: string } {
	if (answer === 'waiting') return 'waiting';
	if (answer.type === 'success') return 'done';
	// Signed out meanwhile: it waits for the same person to come back.
	if (answer.type === 'redirect') return answer.location.startsWith('/sign-in') ? 'waiting' : 'done';
	if (answer.type === 'failure' && answer.status === 429) return 'waiting';
	const told: unknown = answer.type === 'failure' ? answer.data : answer.error;
	const message = typeof told === 'object' && told !== null && 'message' in told ? told.message : '';
	return { refused: String(message) };
}

/** Sends what waits as soon as there is a connection, as long as the page is open. `done`: something was. */
export function watch(person: string, done: () => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let pause = FIRST_RETRY;
	let stopped = false;
	const again = async (): Promise<void> => {
		clearTimeout(timer);
		const changed = await flush(person).catch(() => false);
		if (changed) done();
		const left = await listWaiting(person).catch(() => []);
		if (stopped || !left.some((it) => it.refused === undefined)) return;
		timer = setTimeout(() => void again(), pause);
		pause = changed ? FIRST_RETRY : Math.min(pause * 2, LONGEST_RETRY);
	};
	const soon = (): void => {
		pause = FIRST_RETRY;
		void again();
	};
	const seen = (): void => {
		if (!document.hidden) soon();
	};
	// What a form of this page has just put there waits for its first retry.
	const heard = (all: Waiting[]): void => {
		if (timer === undefined && all.some((it) => it.refused === undefined)) timer = setTimeout(soon, pause);
	};
	listeners.add(heard);
	addEventListener('online', soon);
	document.addEventListener('visibilitychange', seen);
	soon();
	return () => {
		stopped = true;
		clearTimeout(timer);
		listeners.delete(heard);
		removeEventListener('online', soon);
		document.removeEventListener('visibilitychange', seen);
	};
}
