import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { wordsOf } from '#lib/i18n/words.ts';
import { wholeWords } from '../say.ts';

/** The words of the menu's form, in the language of the request. */
export function buyWords() {
	return {
		...wholeWords(wordsOf('buypage_new_')),
		locale: getLocale(),
		back: m.buypage_step_back(),
		scope_entrance: m.buypage_scope_entrance(),
		scope_building: m.buypage_scope_building(),
		scope_community: m.buypage_scope_community(),
		rule_fair: m.buypage_rule_fair(),
		rule_proportional: m.buypage_rule_proportional(),
		rule_first_come: m.buypage_rule_first_come(),
	};
}
export type BuyWords = ReturnType<typeof buyWords>;
