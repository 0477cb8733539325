import { READER_HEADER } from '#lib/domain/kept.ts';
import { ownAddress } from './push.ts';

export const offlinePage = '/offline.html';
/** Milliseconds without a first byte after which a page counts as not coming. */
export const patience = 8000;
/** So long a connection that did not answer is not waited for again as if nothing had been. */
const REMEMBERED = 20_000;
const BRIEF = 1500;

type Ask = (fetchIt: () => Promise<Response>) => Promise<Response | null>;

/** The network's answer, whatever our server says in it; null where none comes in time, or only from a proxy whose server is away. */
export function asker(now: () => number): Ask {
	let silentAt = -Infinity;
	return async (fetchIt) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<null>((resolve) => {
			const wait = now() - silentAt < REMEMBERED ? BRIEF : patience;
			timer = setTimeout(() => {
				silentAt = now();
				resolve(null);
			}, wait);
		});
		const answered = fetchIt().then(
			(answer) => {
				silentAt = -Infinity;
				return answer.status < 500 || answer.headers.has(READER_HEADER) ? answer : null;
			},
			() => null,
		);
		return Promise.race([answered, late]).finally(() => clearTimeout(timer));
	};
}

/**
 * A page: from the network, else what `offline` has – a page that was kept for this very session (`keeper.ts`), or the sheet
 * that says so.
 */
export async function answerNavigation(
	ask: Ask,
	network: () => Promise<Response>,
	offline: () => Promise<Response | undefined>,
): Promise<Response> {
	return (await ask(network)) ?? (await offline()) ?? Response.error();
}

/**
 * What Kit fetches to show another page, or its own anew. Where it does not come, Kit would put an error in the page's place:
 * instead a page that asks for its own stays as it is, with all that was typed, and who is on the way elsewhere is led
 * there past Kit, for what was kept.
 */
export async function answerData(
	ask: Ask,
	network: () => Promise<Response>,
	asked: { url: string; referrer: string },
): Promise<Response> {
	return (await ask(network)) ?? Response.json(instead(asked), { headers: { 'cache-control': 'no-store' } });
}

const SUFFIX = '__data.json';
const INVALID = 'x-sveltekit-invalidated';

function instead({ url, referrer }: { url: string; referrer: string }) {
	const to = new URL(url);
	const invalid = to.searchParams.get(INVALID) ?? '';
	to.pathname = to.pathname.slice(0, -SUFFIX.length).replace(/(.)\/$/, '$1');
	for (const name of [...to.searchParams.keys()])
		if (name.startsWith('x-sveltekit-')) to.searchParams.delete(name);
	if (referrer.split('#')[0] === to.href)
		return { type: 'data', nodes: [...invalid].map(() => ({ type: 'skip' })) };
	const path = encodeURIComponent(to.pathname + to.search);
	return { type: 'redirect', location: `${offlinePage}?to=${path}` };
}

/** Where `answerData` led somebody past Kit: on to the page itself. */
export function onwards(url: string): Response | null {
	const { pathname, searchParams, origin } = new URL(url);
	const to = pathname === offlinePage ? searchParams.get('to') : null;
	return to === null ? null : Response.redirect(new URL(ownAddress(to, origin), origin).href, 302);
}
