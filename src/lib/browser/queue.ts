import { deserialize } from '$app/forms';
import type { ActionResult } from '@sveltejs/kit';
import { noteWaiting } from './waiting.ts';

/**
 * What was done without a connection: kept in this browser with its idempotency key, sent once when there is one again –
 * after a reload too, and with the app closed and opened again. A refusal stays until it has been read.
 */
export type Waiting = {
	/** The form's idempotency key: sent twice, it is done once. */
	key: string;
	/** Whose it is, a resident's id or '' for a guest: never sent in anybody else's name. */
	person: string;
	/** Where the form goes: `/corners/…?/take`. */
	address: string;
	/** As the list of what waits says it. */
	what: string;
	fields: [name: string, value: string | File][];
	at: number;
	/** Why it was not done. */
	refused?: string;
};
type Answer = ActionResult | 'waiting';

const DATABASE = 'stairwell-queue';
const STORE = 'waiting';
const PATIENCE = 20_000;
const PATIENCE_WITH_PHOTO = 90_000;
const FIRST_RETRY = 4000;
const LONGEST_RETRY = 60_000;

const listeners = new Set<(all: Waiting[]) => void>();

function open(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(DATABASE, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('no database in this browser'));
		request.onblocked = () => reject(new Error('the database is held by another tab'));
	});
}

async function within<T>(
	mode: IDBTransactionMode,
	act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
	const database = await open();
	try {
		return await new Promise<T>((resolve, reject) => {
			const transaction = database.transaction(STORE, mode);
			const request = act(transaction.objectStore(STORE));
			// Not when the request succeeded: only then is it on the disk.
			transaction.oncomplete = () => resolve(request.result);
			transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
		});
	} finally {
		database.close();
	}
}

/** Everything that waits or was refused, of one person, in the order in which it was done. */
export async function listWaiting(person: string): Promise<Waiting[]> {
	const all = await within<Waiting[]>('readonly', (store) => store.getAll());
	return all.filter((it) => it.person === person).sort((a, b) => a.at - b.at);
}

async function keep(entry: Waiting): Promise<void> {
	await within('readwrite', (store) => store.put(entry));
	noteWaiting(true);
}

/** Takes one off the list: it was done, or nobody wants it any more. */
export async function forget(entry: Waiting): Promise<void> {
	await within('readwrite', (store) => store.delete(entry.key));
	await tell(entry.person);
}

/** For signing out: whoever has this phone next neither reads nor sends it. */
export async function forgetAll(): Promise<void> {
	noteWaiting(false);
	await within('readwrite', (store) => store.clear());
}

async function tell(person: string): Promise<void> {
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
export async function post(address: string, fields: Waiting['fields']): Promise<Answer> {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
	const slow = fields.some(([, value]) => typeof value !== 'string');
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), slow ? PATIENCE_WITH_PHOTO : PATIENCE);
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

/**
 * Keeps it, then sends it: should the phone die in between, it is sent when the app is next open. An answer – done or
 * refused – is for the page that asked, and takes it off the list.
 */
export async function send(entry: Waiting): Promise<Answer> {
	const kept = await keep(entry).then(
		() => true,
		// A private window keeps nothing: then it is sent as any form is.
		() => false,
	);
	const answer = await post(entry.address, entry.fields);
	if (!kept) return answer;
	if (answer === 'waiting') await tell(entry.person);
	else await forget(entry);
	return answer;
}

let flushing = false;

/** Sends what waits, one after the other, until one finds no connection. Answers whether anything was done. */
export async function flush(person: string): Promise<boolean> {
	if (flushing) return false;
	flushing = true;
	let done = false;
	try {
		for (const entry of await listWaiting(person)) {
			if (entry.refused !== undefined) continue;
			const answer = await post(entry.address, entry.fields);
			const outcome = whatBecame(answer);
			if (outcome === 'waiting') break;
			if (outcome === 'done') await forget(entry);
			else await keep({ ...entry, refused: outcome.refused });
			done = true;
		}
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

/** A new idempotency key (RFC 9562, version 4), also where the page is not secure. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6]! & 15) | 64;
	bytes[8] = (bytes[8]! & 63) | 128;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
