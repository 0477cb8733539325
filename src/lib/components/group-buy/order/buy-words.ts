import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';
import { progressWords, wholeWords } from '../say.ts';

/** What stands on the member's page whatever the group buy is. */
export function buyWords() {
	return {
		...wholeWords(wordsOf('buypage_menu_')),
		back: m.buypage_step_back(),
		toDesk: m.buypage_to_desk(),
		progress: progressWords(),
		households_one: whole(m.buypage_households({ count: 1 })),
		...wholeWords({
			households: m.buypage_households({ count: '{count}' }),
		}),
		householdsNone: m.buypage_households_none(),
		calling: m.buypage_calling_now(),
		mine: wordsOf('buypage_mine_'),
		bill: wordsOf('buypage_bill_'),
		pay: wordsOf('buypage_pay_'),
		comments: {
			title: m.buypage_comments_title(),
			none: m.buypage_comments_none(),
			you: m.buypage_comments_you(),
			poster: '',
			label: m.buypage_comments_label(),
			send: m.buypage_comments_do(),
		},
		share: wordsOf('buypage_share_'),
		facts: m.buypage_facts_title(),
		sides: m.buypage_sides_title(),
		log: m.buypage_log_title(),
		logHint: m.buypage_log_hint(),
		problems: m.buypage_problems_mine(),
	};
}
