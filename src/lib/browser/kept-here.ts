import { KEPT_CACHE } from '#lib/domain/kept.ts';

/** The mark that something waits to be put back after a reload; the rest is in `kept.ts`, which is loaded only then. */
const MARK = 'kept';

export function markKept(path: string): void {
	window.sessionStorage.setItem(MARK, path);
}

/** The page for which something was kept, or null. */
export function keptFor(): string | null {
	try {
		return window.sessionStorage.getItem(MARK);
	} catch {
		return null; // a browser that keeps nothing
	}
}

/** Words, pictures and marks of this tab are gone. */
export function dropKept(): void {
	try {
		for (const name of Object.keys(window.sessionStorage))
			if (name === MARK || name.startsWith(`${MARK}:`)) window.sessionStorage.removeItem(name);
	} catch (error) {
		console.info('This browser keeps nothing.', error);
	}
	if ('clearAppBadge' in navigator) void navigator.clearAppBadge();
	if ('caches' in window) void window.caches.delete(KEPT_CACHE);
}
