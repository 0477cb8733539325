import type { State } from '#lib/domain/handover.ts';
import type { Category, Direction, Terms } from '#lib/domain/listing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { plateOf } from '../building/door-name.ts';
import { nearest, type Course, type NoticeOfListing, type Standing } from './notice.ts';

// This file is for the server: the words come with the page. In its scripts every language would.

type Posted = {
	id: string;
	direction: Direction;
	category: Category;
	terms: Terms;
	title: string;
	quantity: number;
	unit: string;
	remaining: number;
	waiting: number;
	urgent: boolean;
	until: Date;
	neededBy: Date | null;
	own: boolean;
	door: string | null;
	building: string | null;
};

/** A post as a notice. `states`: where this household's handovers of it stand. */
export function sayNotice(
	post: Posted,
	states: readonly State[],
	{ photo, chosen }: { photo: string | null; chosen: boolean },
	at: { now: Date; zone: string },
): NoticeOfListing {
	const { id, direction, title, quantity, unit, remaining } = post;
	const state = nearest(states);
	const said = sayTime(post.neededBy ?? post.until, at.now, at.zone, getLocale());
	const time = post.neededBy ? m.listing_needed_by({ time: said }) : m.listing_until({ time: said });
	const notice: NoticeOfListing = {
		id,
		direction,
		title,
		quantity,
		unit,
		remaining,
		tag: sayTag(post),
		time,
	};
	if (post.waiting > 0) notice.waiting = post.waiting;
	if (post.urgent) notice.urgent = true;
	if (post.own) notice.mark = { say: m.listing_tag_own(), course: 'own' };
	else if (state) notice.mark = { say: sayMark(state, direction), course: courseOf[state] };
	if (post.door !== null) notice.door = plateOf(post.door);
	if (post.building !== null) notice.building = post.building;
	if (photo === null) notice.category = post.category;
	else notice.photo = photo;
	if (chosen) notice.chosen = true;
	return notice;
}

const courseOf: Record<Standing, Course> = {
	waiting: 'waits',
	reserved: 'comes',
	on_the_way: 'comes',
	left: 'comes',
	missing: 'comes',
	received: 'done',
	returned: 'done',
};

/** 送, 借, 换 of an offer; 求 of every ask. */
export function sayTag({ direction, terms }: { direction: Direction; terms: Terms }): string {
	if (direction === 'ask') return m.listing_tag_ask();
	return { give: m.listing_tag_give, lend: m.listing_tag_lend, swap: m.listing_tag_swap }[terms]();
}

function sayMark(state: Standing, direction: Direction): string {
	const receiving: Record<Standing, () => string> = {
		waiting: m.handover_state_waiting,
		reserved: m.handover_state_reserved,
		on_the_way: m.handover_state_on_the_way,
		left: m.handover_state_left,
		missing: m.handover_state_missing,
		received: m.handover_state_received,
		returned: m.handover_state_returned,
	};
	const giving: Record<Standing, () => string> = {
		waiting: m.listing_mark_ask_waiting,
		reserved: m.listing_mark_ask_reserved,
		on_the_way: m.listing_mark_ask_on_the_way,
		left: m.listing_mark_ask_left,
		missing: m.listing_mark_ask_missing,
		received: m.listing_mark_ask_received,
		returned: m.listing_mark_ask_returned,
	};
	return (direction === 'ask' ? giving : receiving)[state]();
}

/** Everything else that is written on the board; `{count}` is filled in where the number changes under the reader's eyes. */
export function boardWords(large = false) {
	return {
		title: m.listing_board_title(),
		bare: m.listing_empty_title(),
		more: large ? m.home_large_few() : m.listing_more(),
		gone: m.listing_board_gone(),
		newest: m.listing_newest(),
		news: m.listing_new_posts(),
		notice: {
			urgent: m.listing_tag_urgent(),
			over: m.listing_over(),
			waiting: m.listing_waiting({ count: '{count}' }),
			waitingChosen: m.listing_waiting_chosen({ count: '{count}' }),
			waitingChosenAsk: m.listing_waiting_chosen_ask({ count: '{count}' }),
			lineOpen: m.listing_line_open(),
		},
		filter: {
			label: m.listing_filter_label(),
			clear: m.listing_filter_clear(),
			search: m.listing_search_label(),
			go: m.listing_search_go(),
			example: m.listing_search_placeholder(),
			offer: m.listing_filter_offer(),
			ask: m.listing_filter_ask(),
			food: m.listing_category_food(),
			medicine: m.listing_category_medicine(),
			item: m.listing_category_item(),
			help: m.listing_category_help(),
			entrance: m.listing_scope_entrance(),
			building: m.listing_scope_building(),
			community: m.listing_scope_community(),
		},
	};
}
export type BoardWords = ReturnType<typeof boardWords>;

type Filter = { direction: Direction | null; category: Category | null; scope: string | null; q: string };

/** What an empty board says, and the first step it offers: what one did not find one may ask for. */
export function sayEmpty({ direction, category, scope, q }: Filter): {
	text: string;
	href: string;
	action: string;
} {
	const about = new URLSearchParams({ direction: direction === 'ask' ? 'offer' : 'ask' });
	if (category) about.set('category', category);
	if (q) about.set('title', q);
	const href = `/listings/new?${about}`;
	if (q) return { text: m.listing_empty_search({ q }), href, action: m.listing_empty_filter_action() };
	if (direction === 'ask') return { text: m.listing_empty_ask(), href, action: m.listing_empty_ask_action() };
	if (category || scope)
		return { text: m.listing_empty_filter(), href, action: m.listing_empty_filter_action() };
	if (direction === 'offer')
		return { text: m.listing_empty_offer(), href, action: m.listing_empty_offer_action() };
	return { text: m.listing_empty_all(), href: '/listings/new', action: m.listing_empty_all_action() };
}
