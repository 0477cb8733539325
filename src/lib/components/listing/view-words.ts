import { emergencyNumber, type Direction } from '#lib/domain/listing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

// This file is for the server: the words come with the page. In its scripts every language would.

/** What a post's page says whoever looks at it; what only some may do brings its own words. */
export function viewWords({ direction, own }: { direction: Direction; own: boolean }, zone: string) {
	const ask = direction === 'ask';
	return {
		app: m.app_name(),
		board: m.listing_view_board(),
		emergency: m.listing_view_emergency({ number: emergencyNumber(zone) }),
		see: m.listing_view_see(),
		urgent: m.listing_tag_urgent(),
		postedBy: m.listing_view_posted_by(),
		photos: m.listing_view_photos(),
		openPhoto: m.listing_view_photo_open({ number: '{number}' }),
		people: own
			? ask
				? m.listing_view_people_ask()
				: m.listing_view_people_offer()
			: m.listing_view_people_missing(),
		mine: m.listing_view_yours(),
		more: m.listing_view_more(),
		reports: m.listing_view_reports(),
		reported: m.listing_view_reported(),
	};
}

export function claimWords({ direction }: { direction: Direction }) {
	const ask = direction === 'ask';
	return {
		again: ask ? m.listing_view_again_ask() : m.listing_view_again(),
		howMany: ask ? m.listing_view_how_many_ask() : m.listing_view_how_many(),
		short: m.listing_view_more_than_free({ left: '{left}' }),
		done: m.listing_view_part_done(),
		otherwise: m.listing_view_otherwise_board(),
		post: m.listing_view_otherwise_ask(),
	};
}
export type ClaimWords = ReturnType<typeof claimWords>;

export function talkWords() {
	return {
		title: m.listing_view_words(),
		none: m.listing_view_words_none(),
		you: m.listing_view_words_you(),
		poster: m.listing_view_words_poster(),
		label: m.listing_view_words_label(),
		send: m.listing_view_words_do(),
	};
}
export type TalkWords = ReturnType<typeof talkWords>;

export function shareWords() {
	return {
		title: m.listing_view_share(),
		hint: m.listing_view_share_hint(),
		make: m.listing_view_share_make(),
		text: m.listing_view_share_text(),
		copy: m.listing_view_share_copy(),
		copied: m.listing_view_share_copied(),
	};
}
export type ShareWords = ReturnType<typeof shareWords>;

export function giveWords() {
	return {
		title: m.listing_view_give(),
		hint: m.listing_view_give_hint(),
		household: m.listing_view_give_household(),
		householdHint: m.listing_view_give_household_hint(),
		quantity: m.listing_view_give_quantity(),
		outside: m.listing_view_give_outside(),
		outsideHint: m.listing_view_give_outside_hint(),
		send: m.listing_view_give_do(),
	};
}
export type GiveWords = ReturnType<typeof giveWords>;

export function urgencyWords() {
	return {
		title: m.listing_view_urgency(),
		hint: m.listing_view_urgency_hint(),
		urgent: m.listing_view_urgency_urgent(),
		needed: m.listing_view_urgency_needed(),
		reason: m.listing_view_urgency_reason(),
		send: m.listing_view_urgency_do(),
	};
}
export type UrgencyWords = ReturnType<typeof urgencyWords>;

/** What is done with a reason: a fold's title and hint, the reason's label, the button. */
export function reasonWords(act: 'withdraw' | 'hide' | 'report') {
	return {
		withdraw: () => ({
			title: m.listing_view_withdraw(),
			hint: m.listing_view_withdraw_hint(),
			label: m.listing_view_withdraw_reason(),
			send: m.listing_view_withdraw_do(),
		}),
		hide: () => ({
			title: m.listing_view_hide(),
			hint: m.listing_view_hide_hint(),
			label: m.listing_view_hide_reason(),
			send: m.listing_view_hide_do(),
		}),
		report: () => ({
			title: m.listing_view_report(),
			hint: m.listing_view_report_hint(),
			label: m.listing_view_report_reason(),
			send: m.listing_view_report_do(),
		}),
	}[act]();
}

/** How a draw can be checked by everybody. */
export function seedWords() {
	return { title: m.listing_view_seed(), text: m.listing_view_seed_text(), is: m.listing_view_seed_is() };
}
