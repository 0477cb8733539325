import { m } from '#lib/i18n/paraglide/messages.js';

// This file is for the server: the words come with the page. In its scripts every language would.

/** What stands around every page behind the door. */
export function shellWords() {
	return {
		skip: m.app_skip(),
		places: m.app_nav_label(),
		post: m.app_nav_post(),
		buy: m.app_nav_buy(),
		unread: m.app_nav_unread({ count: '{count}' }),
		names: {
			board: m.app_nav_board(),
			today: m.app_nav_today(),
			corner: m.app_nav_corner(),
			'group-buys': m.app_nav_group_buys(),
			inbox: m.app_nav_inbox(),
			me: m.app_nav_me(),
		},
	};
}
export type ShellWords = ReturnType<typeof shellWords>;
