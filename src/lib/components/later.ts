import type { Component } from 'svelte';

type Context = Map<unknown, unknown>;
const render = import.meta.env.SSR ? (await import('svelte/server')).render : null;

/** A part of a page whose script comes when it is first touched; its HTML is there from the start. See `ui/Later.svelte`. */
export type Later<P extends Record<string, unknown>> = {
	fetch: () => Promise<{ default: Component<P> }>;
	/** On the server: the part as it stands in the first HTML, every `id` in it beginning with `ids`. */
	html: ((props: P, context: Context, ids: string) => string) | null;
};

/** `here`: the part itself on the server, and never in the browser: `import.meta.env.SSR ? … : null`. */
export function later<P extends Record<string, unknown>>(
	fetch: Later<P>['fetch'],
	here: Component<P> | null,
): Later<P> {
	return {
		fetch,
		html: render && here && ((props, context, ids) => render(here, { props, context, idPrefix: ids }).body),
	};
}
