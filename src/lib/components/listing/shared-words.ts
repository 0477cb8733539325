import { dayOf } from '#lib/domain/time.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayDay, sayTime } from '#lib/i18n/when.ts';
import { sayRemaining } from '../ui/remaining.ts';
import { sharedHeadline } from './chat.ts';
import { sayTag } from './notice-words.ts';
import type { SharedPost } from './shared.ts';

// This file is for the server: the words come with the page. In its scripts every language would.

/** What is said of a post to people outside the door. `safeTitle`: its title where a stranger may read it over somebody's shoulder. */
export function sayShared(post: SharedPost & { safeTitle: string | null }, now: Date) {
	const ask = post.direction === 'ask';
	const time = sayTime(post.neededBy ?? post.until, now, post.zone, getLocale());
	const until = post.neededBy ? m.listing_needed_by({ time }) : m.listing_until({ time });
	const { building } = post;
	return {
		tag: sayTag(post),
		title: post.title ?? sharedHeadline(post, null),
		why: post.title === null ? m.listing_shared_neutral_hint() : null,
		preview: sharedHeadline(post, post.safeTitle),
		time: until,
		/** For the chat's own preview. */
		offered: `${sayRemaining(post.remaining, post.quantity, post.unit, post.direction)} · ${until}`,
		line: post.waiting > 0 ? m.listing_waiting({ count: post.waiting }) : null,
		bestBefore: post.bestBefore && sayDay(post.bestBefore, dayOf(now, post.zone), getLocale()),
		quantity: ask ? m.listing_shared_quantity_ask() : m.listing_shared_quantity(),
		action: ask
			? m.listing_shared_pledge()
			: post.remaining > 0
				? m.listing_shared_claim()
				: m.listing_shared_line(),
		whoHint: ask ? m.listing_shared_who_hint_ask({ building }) : m.listing_shared_who_hint({ building }),
	};
}

/** A post with its words, in the language of the reader. */
export type ToldPost = SharedPost & { words: ReturnType<typeof sayShared> };
