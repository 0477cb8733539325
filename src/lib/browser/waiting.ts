const FLAG = 'stairwell-waiting';
/** Told to the page that is open, so that it fetches the list of what waits. */
export const HEARD = 'stairwell:waiting';

/** Does anything wait for a connection? Told without opening the database, so that most pages need none of the queue. */
export function hasWaiting(): boolean {
	try {
		return localStorage.getItem(FLAG) !== null;
	} catch {
		return false; // a browser that keeps nothing has kept nothing
	}
}

export function noteWaiting(some: boolean): void {
	if (some) {
		localStorage.setItem(FLAG, '1');
		dispatchEvent(new Event(HEARD));
	} else localStorage.removeItem(FLAG);
}
