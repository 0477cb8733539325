import { patienceFor } from '#lib/browser/patient.ts';
import { headersOf, type Waiting } from '#lib/browser/queue-store.ts';

type Phone = {
	list: () => Promise<Waiting[]>;
	forget: (entry: Waiting) => Promise<void>;
	fetch: typeof fetch;
	now: () => number;
};

/**
 * Sends what waits when the system says that there is a connection, with no page open. The server refuses what somebody else
 * than its author would send; a refusal is left where it is, for the next page to send again and to tell. Answers whether
 * anything was done; throws where there is still no connection, so that the system tries again.
 */
export async function sendWaiting({ list, forget, fetch, now }: Phone): Promise<boolean> {
	let done = false;
	for (const entry of await list()) {
		if (entry.refused !== undefined) continue;
		const body = new FormData();
		for (const [name, value] of entry.fields) body.append(name, value);
		const abort = new AbortController();
		// A server that never answers would hold the lock, and no page could send.
		const timer = setTimeout(() => abort.abort(), patienceFor(body.values()));
		const request = { method: 'POST', body, headers: headersOf(entry, now()), signal: abort.signal };
		const response = await fetch(entry.address, request).finally(() => clearTimeout(timer));
		if (response.status >= 500) throw new Error('the server is away');
		const answer = (await response.json()) as { type?: unknown; location?: unknown };
		const signedOut = String(answer.location).startsWith('/sign-in');
		if (answer.type !== 'success' && (answer.type !== 'redirect' || signedOut)) continue;
		await forget(entry);
		done = true;
	}
	return done;
}
