import type { Deed } from '#lib/domain/order.ts';
import type { Locale } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { whole } from '#lib/i18n/whole.ts';

type Sentence = (inputs: Record<string, string | number>) => string;
// A deed without its words is a type error here.
const words: { [D in Deed as `people_deed_${D}`]: unknown } = m;
/** What somebody does about themselves. */
const own: { [D in Deed]?: unknown } = {
	role_given: m.people_deed_own_role_given,
	role_taken: m.people_deed_own_role_taken,
	moved: m.people_deed_own_moved,
};

/** What somebody did, as the words that stand behind their name: before the neighbour whom it was about, and after. */
export function sayDeed(
	deed: Deed,
	detail: Record<string, string | number>,
	{ self, named, locale }: { self: boolean; named: boolean; locale: Locale },
): { before: string; after: string } {
	const called = detail.role === 'steward' ? m.building_role_steward() : m.building_role_volunteer();
	const role = locale === 'en' ? called.toLowerCase() : called;
	const say = ((self && own[deed]) || words[`people_deed_${deed}`]) as Sentence;
	const [before = '', after = ''] = say({ ...detail, role, name: named ? '\n' : m.people_somebody() }).split(
		'\n',
	);
	return { before: whole(before), after: whole(after) };
}
