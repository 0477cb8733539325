import type { BuyEvent } from '#lib/domain/group-buy-view.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { Reader } from './say.ts';

const kinds: Record<string, () => string> = {
	draft: m.buypage_log_made,
	made: m.buypage_log_made,
	open: m.buypage_log_open,
	approval_asked: m.buypage_log_asked,
	approved: m.buypage_log_approved,
	locked: m.buypage_log_locked,
	reopened: m.buypage_log_reopened,
	ordered: m.buypage_log_ordered,
	arrived: m.buypage_log_arrived,
	allocated: m.buypage_log_allocated,
	pickup: m.buypage_log_pickup,
	settled: m.buypage_log_settled,
	unsettled: m.buypage_log_unsettled,
	failed: m.buypage_log_failed,
	cancelled: m.buypage_log_cancelled,
	extended: m.buypage_log_extended,
	payment_changed: m.buypage_log_payment_changed,
	taken_over: m.buypage_log_handed_over,
	arrived_again: m.buypage_log_arrived_again,
	asked: m.buypage_log_asked_more,
	joined: m.buypage_log_joined,
	reached: m.buypage_log_reached,
	missed: m.buypage_log_missed,
	edited: m.buypage_log_edited,
};

/** How it went, for everybody to read: what, when, by whom as far as the reader may know, and why. */
export function sayLog(log: readonly BuyEvent[], { now, zone, locale }: Reader) {
	return log.map((event, index) => ({
		id: index,
		at: event.at.toISOString(),
		time: sayTime(event.at, now, zone, locale),
		what: (kinds[event.kind] ?? m.buypage_log_other)(),
		by: event.by,
		reason: event.reason,
	}));
}
export type SaidEvent = ReturnType<typeof sayLog>[number];
