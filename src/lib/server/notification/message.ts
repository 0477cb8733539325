import { arrivalAt } from '../../domain/arrival.ts';
import { localeWhere } from '../../domain/member.ts';
import { lockScreen } from './lock-screen.ts';
import type { Taken } from './outbox.ts';
import { writePayload } from './payload.ts';

/** What is encrypted for the reader's browser: the lock screen's text in their language, and where a tap leads. */
export function pushMessage(delivery: Taken, origin: string): string {
	const { notificationId: id, unread, zone, listing } = delivery;
	const locale = delivery.locale ?? localeWhere(zone);
	const { title, body } = lockScreen({
		...delivery,
		locale,
		createdAt: new Date(delivery.createdAt),
		direction: listing?.direction ?? null,
		place: listing?.place ?? null,
	});
	const navigate = origin + arrivalAt(delivery.href, id);
	const notification = { title, body, lang: locale, tag: id, navigate, app_badge: unread, data: { id } };
	return writePayload({ web_push: 8030, notification, app_badge: unread });
}
