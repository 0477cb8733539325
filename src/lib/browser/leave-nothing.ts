import { noteWaiting } from './waiting.ts';

/** For signing out: pages kept for times without a connection, and what waits to be sent, are not for whoever has the phone next. */
export function leaveNothing(): void {
	noteWaiting(false);
	if ('indexedDB' in window) indexedDB.deleteDatabase('stairwell-queue');
	if (!('caches' in window)) return;
	void caches
		.keys()
		.then((names) =>
			Promise.all(names.filter((name) => name.startsWith('kept-')).map((name) => caches.delete(name))),
		);
}
