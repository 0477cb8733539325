import type { Locale } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { SharedPost } from './shared.ts';

type About = Pick<SharedPost, 'direction' | 'category'>;

/** One line on a post: with its title where that may be read by anybody, else only what kind of thing it is. */
export function sharedHeadline(post: About, title: string | null): string {
	const ask = post.direction === 'ask';
	if (title !== null) return ask ? m.listing_shared_ask({ title }) : m.listing_shared_offer({ title });
	return neutral(post);
}

function neutral({ direction, category }: About): string {
	if (direction === 'offer') return m.listing_shared_neutral_offer();
	if (category === 'medicine') return m.listing_shared_neutral();
	return category === 'help' ? m.listing_shared_neutral_help() : m.listing_shared_neutral_ask();
}

type ForChat = About &
	Pick<SharedPost, 'title' | 'remaining' | 'unit' | 'until' | 'neededBy' | 'building' | 'zone'>;

/** "Copy for the chat": what, how many, until when, the link – never a name or a door. A title of null stays unsaid. */
export function chatText(post: ForChat, link: string, now: Date, locale: Locale): string {
	const { building } = post;
	const time = sayTime(post.neededBy ?? post.until, now, post.zone, locale);
	const names = { left: post.remaining, unit: post.unit };
	if (post.title === null)
		return tidy(m.listing_chat_neutral({ building, what: neutral(post), time, link }, { locale }));
	const what = post.title;
	if (post.direction === 'ask')
		return tidy(
			m.listing_chat_ask(
				{ building, what, left: m.listing_chat_needed(names, { locale }), time, link },
				{ locale },
			),
		);
	const left =
		post.remaining > 0 ? m.listing_chat_left(names, { locale }) : m.listing_chat_gone({}, { locale });
	return tidy(m.listing_chat_offer({ building, what, left, time, link }, { locale }));
}

/** Without a unit there are two spaces, or one before a comma; and a title may end as a sentence does. */
function tidy(said: string): string {
	return said
		.replace(/ {2,}/g, ' ')
		.replace(/ (?=[，,])/g, '')
		.replace(/(?<=[？！。?!.])[，,] ?/g, '');
}
