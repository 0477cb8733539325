/** Pages that are kept for times without a connection: shelves, which people read in basements and lifts. Nothing else. */
const SHELF = /^\/(?:corners\/[0-9a-f-]{36}|c\/[\w-]{16,64})$/;
const PREFIX = 'kept-';
/** Which reader an answer was made for; set by the server on every page. */
export const READER = 'x-stairwell-reader';

/** The name under which a page is kept, for its reader alone; null where it is not one to keep. */
export function keptUnder(url: string, answer: { status: number; reader: string | null }): string | null {
	if (answer.status !== 200 || answer.reader === null) return null;
	return SHELF.test(new URL(url).pathname) ? PREFIX + answer.reader : null;
}

/** A shelf is kept once, whatever was said on it last. */
export function keptAddress(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

/** What other readers kept goes as soon as an answer shows that this phone is in other hands, or in nobody's. */
export function othersOf(names: readonly string[], reader: string): string[] {
	return names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + reader);
}

export function isKept(name: string): boolean {
	return name.startsWith(PREFIX);
}
