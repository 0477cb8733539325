import { m } from '#lib/i18n/paraglide/messages.js';

/** Said on the server: the list of what waits carries no words of its own. */
export function queueWords() {
	return {
		waiting: m.corner_waiting_title(),
		waitingDrop: m.corner_waiting_drop(),
		refusedTitle: m.corner_refused_title(),
		refusedSeen: m.corner_refused_seen(),
		/** Said by a form that is not kept: what was typed stands in it. */
		lost: m.listing_new_not_sent(),
	};
}
