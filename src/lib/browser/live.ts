import type { BuyNumbers } from '#lib/domain/group-buy-view.ts';

/** What `/events` tells: new numbers and never the thing itself. `resume`: something may have been missed, ask anew. */
export type LiveEvents = {
	listing: {
		id: string;
		status: 'open' | 'ended' | 'withdrawn' | 'hidden';
		quantity: number;
		held: number;
		remaining: number;
		waiting: number;
		parts?: { id: string; quantity: number; held: number }[];
	};
	corner: { id: string; items: { id: string; quantity: number }[] };
	group_buy: BuyNumbers;
	inbox: { unread: number };
	handover: { listingId: string };
	resume: Record<string, never>;
};
type Type = keyof LiveEvents;
type Listener = (data: LiveEvents[Type]) => void;

const TYPES: readonly Type[] = ['listing', 'corner', 'group_buy', 'inbox', 'handover', 'resume'];
/** A browser gives one site six connections over HTTP/1.1: a tab that nobody looks at lets go of its own. */
const HIDDEN = 30_000;
const LONGEST = 60_000;
/** All pages hear of a gap at the same moment; they must not all ask at the same moment. */
const SPREAD = 3000;

const listeners = new Map<Type, Set<Listener>>();
let source: EventSource | null = null;
let opened = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = false;

/** Hears events of a type until the function it answers with is called. One stream a tab, however many listen. */
export function subscribe<T extends Type>(type: T, listener: (data: LiveEvents[T]) => void): () => void {
	if (typeof EventSource === 'undefined') return () => {};
	const own = listeners.get(type) ?? new Set<Listener>();
	listeners.set(type, own);
	own.add(listener as Listener);
	if (!watching) {
		watching = true;
		document.addEventListener('visibilitychange', watch);
	}
	// After the page's own requests; several that listen from the same moment on open one stream.
	if (!source) open(0);
	return () => {
		own.delete(listener as Listener);
		if (TYPES.every((it) => !listeners.get(it)?.size)) close();
	};
}

function open(after: number): void {
	clearTimeout(timer);
	timer = setTimeout(connect, after);
}

function connect(): void {
	if (source || document.hidden) return;
	source = new EventSource('/events');
	source.addEventListener('open', () => {
		failures = 0;
		if (opened) tell('resume', {});
		opened = true;
	});
	source.addEventListener('error', () => {
		// Otherwise the browser tries again by itself.
		if (source?.readyState !== EventSource.CLOSED) return;
		close();
		open(Math.min(3000 * 2 ** failures++, LONGEST) * (0.5 + Math.random()));
	});
	// Too many tabs of ours are open: this one comes back when it is looked at again.
	source.addEventListener('full', close);
	for (const type of TYPES)
		source.addEventListener(type, ({ data }: MessageEvent<string>) => {
			if (type === 'resume') setTimeout(() => tell('resume', {}), Math.random() * SPREAD);
			else tell(type, JSON.parse(data) as LiveEvents[Type]);
		});
}

function close(): void {
	clearTimeout(timer);
	source?.close();
	source = null;
}

function watch(): void {
	clearTimeout(timer);
	if (document.hidden) timer = setTimeout(close, HIDDEN);
	else if (!source && TYPES.some((it) => listeners.get(it)?.size)) open(0);
}

function tell(type: Type, data: LiveEvents[Type]): void {
	for (const listener of listeners.get(type) ?? []) listener(data);
}
