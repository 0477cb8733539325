import type { IconName } from './Icon.svelte';

export type Place = 'board' | 'today' | 'corner' | 'group-buys' | 'inbox' | 'me';
interface Stand {
	key: Place;
	href: string;
	icon: IconName;
}
const all: readonly Stand[] = [
	{ key: 'board', href: '/', icon: 'board' },
	{ key: 'today', href: '/building/today', icon: 'today' },
	{ key: 'corner', href: '/corners', icon: 'corner' },
	{ key: 'group-buys', href: '/group-buys', icon: 'crate' },
	{ key: 'inbox', href: '/inbox', icon: 'inbox' },
	{ key: 'me', href: '/me', icon: 'me' },
];

/** At most five: a steward has Today where others have the corner – as soon as there is Today. */
export function placesFor(steward: boolean, existing?: readonly string[]): Stand[] {
	return all.filter(({ key }) => {
		const there = (place: string) => existing?.includes(place) ?? true;
		if (key === 'today' && !steward) return false;
		if (key === 'corner' && steward && there('today')) return false;
		return there(key);
	});
}

/** For `aria-current`: `page` at the place itself, `true` somewhere within it. */
export function standsAt({ href }: { href: string }, path: string): 'page' | 'true' | undefined {
	if (path === href) return 'page';
	return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
