import { setBadge } from '#lib/browser/badge.ts';
import { subscribe } from '#lib/browser/live.ts';

/** How many notifications are unread: as the page was loaded, then as live events say. Call it where a component is set up. */
export function liveUnread(loaded: () => number): { readonly count: number } {
	let told = $state<number | null>(null);
	$effect(() => {
		loaded();
		told = null;
	});
	$effect(() => subscribe('inbox', ({ unread }) => (told = unread)));
	$effect(() => setBadge(told ?? loaded()));
	return {
		get count() {
			return told ?? loaded();
		},
	};
}
