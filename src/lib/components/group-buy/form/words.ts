import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';

/** The words of the menu's form, in the language of the request. */
export function buyWords() {
	return {
		...wordsOf('buypage_new_'),
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
