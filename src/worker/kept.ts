/**
 * Pages that are kept for times without a connection, each for its reader alone: the board, one's handovers and orders with
 * the lists to tick, the shelf, the inbox, and the form of a post. Nothing else.
 */
const KEPT =
	/^\/(?:inbox|me\/handovers|handovers\/[0-9a-f-]{36}|group-buys(?:\/[0-9a-f-]{36}(?:\/packing|\/calling)?)?|corners(?:\/[0-9a-f-]{36})?|c\/[\w-]{16,64}|listings\/new)?$/;
const SHELF = /^\/(?:corners\/[0-9a-f-]{36}|c\/[\w-]{16,64})$/;
/** What is kept without having been opened, so that it is there on the first day underground. */
export const FIRST = ['/', '/inbox', '/me/handovers', '/group-buys', '/corners', '/listings/new'];
export const LISTS = ['/me/handovers', '/group-buys'];
const PREFIX = 'kept-';
const AT = 'x-stairwell-kept-at';

/** Which handovers and orders come along with their list: as many as one has under way, not all of the past. */
const LINK = /href="(\/(?:handovers|group-buys)\/[0-9a-f-]{36})"/g;
const MOST_LINKS = 3;

type Answer = { status: number; reader: string | null };

/** The name under which a page is kept, for its reader alone; null where it is not one to keep. */
export function keptUnder(url: string, answer: Answer): string | null {
	if (answer.status !== 200 || answer.reader === null) return null;
	const { pathname, search } = new URL(url);
	// A board that was searched, or an older page of the inbox, is not the last board; a shelf's query says what was just done.
	if (!KEPT.test(pathname) || (search !== '' && !SHELF.test(pathname))) return null;
	return PREFIX + answer.reader;
}

/** A page is kept once, whatever was said on it last. */
export function keptAddress(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

/** The page whose data this is (Kit asks for them when one moves from page to page); null where it is none of those kept. */
export function pageOfData(url: string): string | null {
	const { pathname, searchParams } = new URL(url);
	if (!pathname.endsWith('/__data.json')) return null;
	const page = pathname.slice(0, -'/__data.json'.length) || '/';
	const asked = [...searchParams.keys()].some((name) => !name.startsWith('x-sveltekit-'));
	return !asked && KEPT.test(page) ? page : null;
}

/** Under which addresses an answer for this one may be found: of a building with one corner, /corners leads to it. */
export function isAnswerTo(asked: string, kept: string): boolean {
	const { pathname, search } = new URL(asked);
	// Another board than the one that was kept would be passed off as it.
	if (pathname === '/' && search !== '') return false;
	const found = new URL(kept).pathname;
	return found === pathname || (pathname === '/corners' && /^\/corners\/./.test(found));
}

/** What other readers kept goes as soon as an answer shows that this phone is in other hands, or in nobody's. */
export function othersOf(names: readonly string[], reader: string): string[] {
	return names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + reader);
}

export function isKept(name: string): boolean {
	return name.startsWith(PREFIX);
}

/** The answer as it is put away, with when that was. */
export async function putAway(answer: Response, now: number): Promise<Response> {
	const headers = new Headers(answer.headers);
	headers.set(AT, String(now));
	// The browser has unpacked it already.
	headers.delete('content-encoding');
	headers.delete('content-length');
	return new Response(await answer.blob(), { status: answer.status, headers });
}

export function keptAt(kept: Response): number {
	return Number(kept.headers.get(AT));
}

/** What a list leads to and is kept with it. */
export function linksOf(html: string): string[] {
	return [...new Set([...html.matchAll(LINK)].map(([, path]) => path!))].slice(0, MOST_LINKS);
}

/** The page as it is shown again: its `<html data-kept>` says since when, for `Stale.svelte`. */
export async function asKept(kept: Response): Promise<Response> {
	const html = (await kept.text()).replace('<html', `<html data-kept="${keptAt(kept)}"`);
	return new Response(html, { status: kept.status, headers: kept.headers });
}
