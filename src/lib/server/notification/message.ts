import { arrivalAt } from '../../domain/arrival.ts';
import { localeWhere, type Locale } from '../../domain/member.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { lockScreen } from './lock-screen.ts';
import type { Taken } from './outbox.ts';
import { writePayload } from './payload.ts';

/** What is encrypted for the reader's browser: the lock screen's text in their language, and where a tap leads. */
export function pushMessage(delivery: Taken, origin: string, others: readonly Taken[] = []): string {
	const { notificationId: id, unread, zone } = delivery;
	const locale = delivery.locale ?? localeWhere(zone);
	if (others.length > 0) return bundled([delivery, ...others], locale, origin);
	const { title, body } = lines(delivery, locale);
	const navigate = origin + arrivalAt(delivery.href, id);
	const read = { action: 'read', title: m.home_push_action_read({}, { locale }), navigate };
	const next = delivery.code === 'handover.left' && {
		action: 'open',
		title: m.home_push_action_sign({}, { locale }),
		navigate,
	};
	const actions = next ? [next, read] : [read];
	const notification = {
		title,
		body,
		lang: locale,
		tag: id,
		navigate,
		app_badge: unread,
		actions,
		data: { id },
	};
	return writePayload({ web_push: 8030, notification, app_badge: unread });
}

function lines(delivery: Taken, locale: Locale): { title: string; body: string } {
	const { createdAt, listing } = delivery;
	return lockScreen({
		...delivery,
		locale,
		createdAt: new Date(createdAt),
		direction: listing?.direction ?? null,
		place: listing?.place ?? null,
	});
}

/** So many lines a lock screen shows. */
const MOST_LINES = 4;

/** Many that came together – in the night, or in a rush – as one: how many, what they are, and the inbox. */
function bundled(all: readonly Taken[], locale: Locale, origin: string): string {
	const { notificationId: id, unread } = all[0]!;
	const titles = [...new Set(all.map((it) => lines(it, locale).title))];
	const notification = {
		title: m.home_push_bundle({ count: all.length }, { locale }),
		body: titles.slice(0, MOST_LINES).join('\n'),
		lang: locale,
		tag: id,
		navigate: `${origin}/inbox`,
		app_badge: unread,
		data: { id },
	};
	return writePayload({ web_push: 8030, notification, app_badge: unread });
}
