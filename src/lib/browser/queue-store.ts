import { AGE_HEADER, PERSON_HEADER } from '#lib/domain/kept.ts';

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

const DATABASE = 'stairwell-queue';
const STORE = 'waiting';
/** With which the system is asked to wake the worker when there is a connection, and the lock of whoever sends. */
export const QUEUE = 'stairwell-queue';

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

/** Everything that waits or was refused, whoever did it, in the order in which it was done. */
export async function listAll(): Promise<Waiting[]> {
	const all = await within<Waiting[]>('readonly', (store) => store.getAll());
	return all.sort((a, b) => a.at - b.at);
}

export async function keepWaiting(entry: Waiting): Promise<void> {
	await within('readwrite', (store) => store.put(entry));
}

export async function dropWaiting(entry: Pick<Waiting, 'key'>): Promise<void> {
	await within('readwrite', (store) => store.delete(entry.key));
}

/** As a form is sent by a script, in whose name, and how long ago it was done. */
export function headersOf(
	{ person, at }: Pick<Waiting, 'person' | 'at'>,
	now: number,
): Record<string, string> {
	return {
		accept: 'application/json',
		'x-sveltekit-action': 'true',
		...(person === '' ? {} : { [PERSON_HEADER]: person }),
		[AGE_HEADER]: String(Math.max(0, Math.round(now - at))),
	};
}

/** One at a time sends, of all tabs and the worker; where the browser has no locks, the keys see to it that nothing is done twice. */
export async function alone<T>(send: () => Promise<T>): Promise<T> {
	const locks = navigator.locks as LockManager | undefined;
	return locks ? ((await locks.request(QUEUE, send)) as T) : send();
}
