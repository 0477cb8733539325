/// <reference lib="webworker" />
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { alone, dropWaiting, listAll, QUEUE } from '#lib/browser/queue-store.ts';
import { keeper } from './worker/keeper.ts';
import { deadEnd } from './worker/dead-end.ts';
import { pageOfData } from './worker/kept.ts';
import { sendWaiting } from './worker/waiting.ts';
import { answerData, answerNavigation, asker, offlinePage, onwards } from './worker/offline.ts';
import { KEPT_CACHE } from '#lib/domain/kept.ts';
import { isShare, takeShare } from './worker/share.ts';
import { chooseWindow, ownAddress, readPush } from './worker/push.ts';

declare const self: ServiceWorkerGlobalScope;

const pages = keeper({
	caches: self.caches,
	fetchPage: (url) => fetch(url, { headers: { accept: 'text/html' } }),
	origin: self.location.origin,
	now: () => Date.now(),
	wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
	fetchesAhead: () => !isSparing(),
});
const ask = asker(() => Date.now());

// Before the precache's own listener, which would otherwise answer a visit to one of its files a second time.
self.addEventListener('fetch', (event) => {
	if (isShare(event.request)) {
		event.stopImmediatePropagation();
		event.respondWith(takeShare(event.request, keep, Date.now()));
		return;
	}
	if (event.request.method !== 'GET') return;
	const askedAt = Date.now();
	if (isData(event.request.url)) {
		event.stopImmediatePropagation();
		const network = async () => {
			const answer = await fetch(event.request);
			event.waitUntil(pages.keepPageOf(pageOfData(event.request.url), answer, askedAt));
			return answer;
		};
		event.respondWith(answerData(ask, network, event.request));
		return;
	}
	if (event.request.mode !== 'navigate') return;
	event.stopImmediatePropagation();
	const led = onwards(event.request.url);
	if (led) {
		event.respondWith(led);
		return;
	}
	const early = event.preloadResponse as Promise<Response | undefined>;
	// The request as it is: with any option beside it, it would lose its mode, its referrer and its place in history.
	const network = async () => {
		const answer = (await early) ?? (await fetch(event.request));
		event.waitUntil(pages.keep(event.request.url, answer.clone(), askedAt));
		return answer;
	};
	const offline = async () => (await pages.find(event.request.url)) ?? deadEndHere();
	event.respondWith(answerNavigation(ask, network, offline));
});

/** The sheet that says so, in the reader's words and with the way to what is kept. */
async function deadEndHere(): Promise<Response | undefined> {
	const sheet = await matchPrecache(offlinePage);
	if (!sheet) return undefined;
	const html = deadEnd(await sheet.text(), await pages.known());
	return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** Somebody saves data, or the line is slow (Chromium says so; others are taken to have enough). */
function isSparing(): boolean {
	const { connection } = self.navigator as WorkerNavigator & {
		connection?: { saveData?: boolean; effectiveType?: string };
	};
	return connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? '');
}

/** Whatever Kit fetches for a page says whose session it is, also of pages that are not kept. */
function isData(url: string): boolean {
	const { origin, pathname } = new URL(url);
	return origin === self.location.origin && pathname.endsWith('/__data.json');
}

self.addEventListener('sync', (event) => {
	const { tag } = event as ExtendableEvent & { tag: string };
	if (tag !== QUEUE) return;
	event.waitUntil(
		alone(() => sendWaiting({ list: listAll, forget: dropWaiting, fetch, now: () => Date.now() })).then(
			tellSent,
		),
	);
});

async function tellSent(done: boolean): Promise<void> {
	if (!done) return;
	for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage({ type: 'sent' });
}

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

self.addEventListener('activate', (event) => {
	// The request for the page leaves while this worker is still waking up: on old phones that is a third of a second.
	event.waitUntil(self.registration.navigationPreload?.enable());
	// Not waited for: the first page would stand still until all of them are here.
	void keepWhatIsOpen();
});

/** At the first visit the worker was not there yet when the page went by. */
async function keepWhatIsOpen(): Promise<void> {
	for (const page of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
		await pages.fetchToKeep(ownAddress(page.url, self.location.origin));
	await pages.fetchFirst();
}

self.addEventListener('message', (event) => {
	// Never by itself: a page that is open would find its files gone.
	const said = event.data as { type?: unknown; path?: unknown } | null;
	if (said?.type === 'skip-waiting') void self.skipWaiting();
	if (said?.type === 'keep') event.waitUntil(pages.fetchToKeep(ownAddress(said.path, self.location.origin)));
});

self.addEventListener('push', (event) => {
	const shown = readPush(event.data?.text(), self.location.origin, self.navigator.languages, mostActions());
	const tasks = [self.registration.showNotification(shown.title, shown.options), tellPages(shown)];
	if (shown.badge !== undefined) tasks.push(setBadge(shown.badge));
	event.waitUntil(Promise.all(tasks));
});

self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	const data = event.notification.data as { navigate?: unknown; id?: unknown } | null;
	if (event.action === 'read' && typeof data?.id === 'string') {
		event.waitUntil(markRead(data.id));
		return;
	}
	event.waitUntil(show(ownAddress(data?.navigate, self.location.origin)));
});

self.addEventListener('pushsubscriptionchange', (event) => {
	event.waitUntil(renew(event as PushSubscriptionChangeEvent));
});

async function tellPages(shown: ReturnType<typeof readPush>): Promise<void> {
	for (const page of await self.clients.matchAll({ type: 'window' })) {
		if (page.focused && page.visibilityState === 'visible') page.postMessage({ type: 'push', ...shown });
	}
}

async function setBadge(count: number): Promise<void> {
	// Not every browser has it, and some refuse it outside an installed app; the notification matters more.
	await self.navigator.setAppBadge?.(count).catch(() => undefined);
}

async function show(href: string): Promise<void> {
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const chosen = chooseWindow(windows, href);
	if (!chosen) {
		await self.clients.openWindow(href);
		return;
	}
	await chosen.focus().catch(() => undefined);
	if (new URL(href, self.location.origin).href === chosen.url) return;
	// A window that this worker does not control yet refuses to be navigated, but listens.
	await chosen.navigate(href).catch(() => chosen.postMessage({ type: 'navigate', href }));
}

async function renew(event: PushSubscriptionChangeEvent): Promise<void> {
	const options = event.oldSubscription?.options;
	const subscription =
		event.newSubscription ?? (options ? await self.registration.pushManager.subscribe(options) : null);
	if (!subscription) return;
	await fetch('/push/subscription', {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(subscription),
	});
}

async function keep(name: string, kept: Response): Promise<void> {
	await (await self.caches.open(KEPT_CACHE)).put(name, kept);
}

/** How many buttons the system shows on a notification; Safari and Firefox on phones have none. */
function mostActions(): number {
	const { maxActions } = Notification as typeof Notification & { maxActions?: number };
	return maxActions ?? 0;
}

/** "Seen" on the notification itself: as in the inbox, without opening it. Without a network it stays unread. */
async function markRead(id: string): Promise<void> {
	await fetch('/inbox?/read', {
		method: 'POST',
		body: new URLSearchParams({ id, key: id }),
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
	}).catch(() => undefined);
}
