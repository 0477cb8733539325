/** What a push brings, in the shape of Declarative Web Push (W3C Push API, "declarative push message"). */
interface Incoming {
	title?: unknown;
	body?: unknown;
	lang?: unknown;
	tag?: unknown;
	navigate?: unknown;
	app_badge?: unknown;
	silent?: unknown;
	actions?: unknown;
	data?: unknown;
}
type Action = { action: string; title: string };
type Options = NotificationOptions & { renotify?: boolean; actions?: Action[] };
export interface Shown {
	title: string;
	options: Options & { data: Record<string, unknown> & { navigate: string } };
	/** The number on the app's icon; undefined leaves it as it is. */
	badge: number | undefined;
}

/** Where a notification leads that names no address of ours. */
const inbox = '/inbox';

/** The path of `href` when it is on our own origin, otherwise the inbox: a push must never open a foreign page. */
export function ownAddress(href: unknown, origin: string): string {
	if (typeof href !== 'string' || href === '') return inbox;
	try {
		const url = new URL(href, origin);
		return url.origin === origin ? url.pathname + url.search + url.hash : inbox;
	} catch {
		return inbox;
	}
}

/**
 * What to show for a payload. A browser takes the right to push away from those who show nothing, so an empty or
 * malformed payload still says, in the browser's language, that there is something new.
 */
export function readPush(
	payload: string | null | undefined,
	origin: string,
	languages: readonly string[],
	/** `Notification.maxActions`, where the system has buttons. */
	mostActions = 0,
): Shown {
	const incoming = parse(payload);
	const title = text(incoming?.title);
	const lang = text(incoming?.lang) ?? (languages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
	const tag = text(incoming?.tag);
	const silent = incoming?.silent === true;
	const data = isObject(incoming?.data) ? incoming.data : {};
	return {
		title: title ?? (lang.startsWith('zh') ? '楼里有新消息' : 'Something new in your building'),
		options: {
			lang,
			body: title === undefined ? '' : (text(incoming?.body) ?? ''),
			icon: '/icons/icon-192.png',
			badge: '/icons/badge-96.png',
			silent,
			...withActions(incoming?.actions, mostActions),
			// A replaced notification is news again; without this it would be replaced in silence.
			...(tag === undefined ? {} : { tag, renotify: !silent }),
			data: { ...data, navigate: ownAddress(incoming?.navigate, origin) },
		},
		badge: count(incoming?.app_badge),
	};
}

/** Only what can be shown: where a button leads is the notification's own address. */
function withActions(given: unknown, most: number): { actions?: Action[] } {
	if (!Array.isArray(given) || most === 0) return {};
	const actions = given.flatMap((one: unknown) => {
		const action = isObject(one) ? text(one.action) : undefined;
		const title = isObject(one) ? text(one.title) : undefined;
		return action !== undefined && title !== undefined ? [{ action, title }] : [];
	});
	return actions.length > 0 ? { actions: actions.slice(0, most) } : {};
}

/** A window as far as the choice needs it: `Client` of the Service Worker API. */
interface OpenWindow {
	url: string;
	focused?: boolean;
}

/** The window to bring forward: one already there, else any in which nobody is just writing something. */
export function chooseWindow<W extends OpenWindow>(windows: readonly W[], href: string): W | undefined {
	const there = windows.find((window) => {
		const url = new URL(window.url);
		return url.href === new URL(href, url.origin).href;
	});
	return there ?? windows.find((window) => !/\/(new|join|setup)(\/|$)/.test(new URL(window.url).pathname));
}

function parse(payload: string | null | undefined): Incoming | undefined {
	if (!payload) return undefined;
	try {
		const message: unknown = JSON.parse(payload);
		return isObject(message) && isObject(message.notification) ? message.notification : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The standard sends numbers; Safari's first versions sent them as strings. */
function count(value: unknown): number | undefined {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
