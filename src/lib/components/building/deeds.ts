import type { Deed } from '#lib/domain/order.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Sentence = (inputs: Record<string, string | number>) => string;
// A deed without its words is a type error here.
const words: { [D in Deed as `people_deed_${D}`]: unknown } = m;

/** What somebody did, as the words that stand behind their name; `self`: to nobody but themselves, so that no name follows. */
export function sayDeed(deed: Deed, detail: Record<string, string | number>, self = false): string {
	const role = detail.role === 'steward' ? m.building_role_steward() : m.building_role_volunteer();
	const said = (words[`people_deed_${deed}`] as Sentence)({ ...detail, role });
	return self ? said.replace(/\s*[:：]$/, '') : said;
}
