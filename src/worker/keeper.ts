import { READER_HEADER } from '#lib/domain/kept.ts';
import type { Known } from './dead-end.ts';
import {
	asKept,
	FIRST,
	isAnswerTo,
	isKept,
	keptAddress,
	keptAt,
	keptUnder,
	linksOf,
	LISTS,
	othersOf,
	putAway,
} from './kept.ts';

const AGAIN = 180_000;
/** Pages that nobody has opened are fetched anew this often: they cost the server as much as pages that are read. */
const FIRST_AGAIN = 6 * 3_600_000;
/** What is fetched only to be kept waits until the page that is open has what it needs. */
const AFTERWARDS = 2500;
const NOBODY = 'nobody';

type Phone = {
	caches: Pick<CacheStorage, 'keys' | 'open' | 'delete'>;
	/** A page as the browser would ask for it. */
	fetchPage: (url: string) => Promise<Response>;
	origin: string;
	now: () => number;
	wait: (milliseconds: number) => Promise<unknown>;
	/** False where somebody saves data, or the line is slow: then only what is opened is kept. */
	fetchesAhead: () => boolean;
};

/**
 * Keeps pages for times without a connection in a cache that bears the name of the session they were made for. Whichever
 * answer comes from the server says whose session it is: all other caches go at once, and a late answer for whoever had the
 * phone before is not kept any more.
 */
export function keeper({ caches, fetchPage, origin, now, wait, fetchesAhead }: Phone) {
	let reader: string | null = null;
	let since = 0;
	let firstAt = -FIRST_AGAIN;
	const fetchedAt = new Map<string, number>();

	/** Whose answer is this? False for one that was asked for before the phone changed hands. */
	async function belongs(answer: Response, askedAt: number): Promise<boolean> {
		const of = answer.headers.get(READER_HEADER);
		if (of === null || (of !== reader && askedAt < since)) return false;
		if (of !== reader) {
			reader = of;
			since = now();
			firstAt = -FIRST_AGAIN;
			fetchedAt.clear();
		}
		for (const name of othersOf(await caches.keys(), of)) await caches.delete(name);
		return of === reader;
	}

	async function put(url: string, answer: Response, askedAt: number): Promise<void> {
		if (!(await belongs(answer, askedAt))) return;
		const name = keptUnder(url, { status: answer.status, reader });
		if (name === null) return;
		fetchedAt.set(keptAddress(url), now());
		const put = await putAway(answer, now());
		if (name.endsWith(reader ?? '')) await (await caches.open(name)).put(keptAddress(url), put);
	}

	async function fetchToKeep(path: string): Promise<void> {
		const url = new URL(path, origin).href;
		const askedAt = now();
		const answer = await fetchPage(url).catch(() => null);
		// Without a connection there is nothing to keep, and what was kept stays.
		// Of a building with one corner, /corners leads to its shelf; without a session all lead to the door, which is not kept.
		if (answer) await put(answer.url || url, answer, askedAt);
	}

	async function fetchFirst(): Promise<void> {
		if (reader === null || reader === NOBODY || now() - firstAt < FIRST_AGAIN || !fetchesAhead()) return;
		firstAt = now();
		await wait(AFTERWARDS);
		const whose = reader;
		const kept = await caches.open(`kept-${whose}`);
		const fetchOld = async (path: string): Promise<void> => {
			if (reader !== whose) return;
			const known = await kept.match(new URL(path, origin).href);
			if (!known || now() - keptAt(known) >= FIRST_AGAIN) await fetchToKeep(path);
		};
		for (const path of FIRST) await fetchOld(path);
		for (const path of LISTS) {
			const list = await kept.match(new URL(path, origin).href);
			for (const link of linksOf((await list?.text()) ?? '')) await fetchOld(link);
		}
	}

	return {
		/** A page went by. */
		async keep(url: string, answer: Response, askedAt: number): Promise<void> {
			await put(url, answer, askedAt);
			await fetchFirst();
		},
		/** The data of a page went by, on the way from another: the page itself is fetched, unless that was just done. */
		async keepPageOf(path: string | null, answer: Response, askedAt: number): Promise<void> {
			if (!(await belongs(answer, askedAt))) return;
			const url = new URL(path ?? '/', origin).href;
			if (path !== null && now() - (fetchedAt.get(url) ?? -AGAIN) >= AGAIN) {
				fetchedAt.set(url, now());
				await wait(AFTERWARDS);
				await fetchToKeep(path);
			}
			await fetchFirst();
		},
		fetchToKeep,
		fetchFirst,
		/** What there is for times without a connection. */
		async find(url: string): Promise<Response | undefined> {
			const names = (await caches.keys()).filter(isKept);
			const [name] = names;
			// Two readers at once is a moment in which it is not known who holds the phone.
			if (name === undefined || names.length > 1) return undefined;
			const cache = await caches.open(name);
			const all = (await cache.keys()).map((it) => it.url);
			const address = all.find((it) => it === keptAddress(url)) ?? all.find((it) => isAnswerTo(url, it));
			if (address === undefined || !isAnswerTo(url, address)) return undefined;
			// The page at its own address: the script of another would not find its way about in it.
			if (address !== keptAddress(url)) return Response.redirect(address, 302);
			const kept = await cache.match(address);
			return kept && asKept(kept);
		},
		/** What is kept of this reader, and in which language: for the sheet where a page is not. */
		async known(): Promise<Known> {
			const [name, ...more] = (await caches.keys()).filter(isKept);
			if (name === undefined || more.length > 0) return { locale: null, paths: [] };
			const cache = await caches.open(name);
			const urls = (await cache.keys()).map((it) => it.url);
			const last = urls.length > 0 ? await cache.match(urls.at(-1)!) : undefined;
			const locale = /<html[^>]* lang="([\w-]+)"/.exec((await last?.text()) ?? '')?.[1] ?? null;
			return { locale, paths: urls.map((it) => new URL(it).pathname) };
		},
	};
}
