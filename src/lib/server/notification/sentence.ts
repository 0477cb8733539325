import type { Code } from '../../domain/notification.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { groupBuyTails } from './group-buy-words.ts';
import { text, thing, until, who, wordingOf, type Told, type Wording } from './words.ts';

type Named = { who: string; thing: string; corner: string; count: string };
type Sentence = (words: Named, options: { locale: Told['locale'] }) => string;

// News without its sentence, or a sentence that names what there is not, is a type error here.
const sentences: { [W in Wording as `notification_${W}`]: Sentence } = m;

/** Until when somebody has to fetch it, and where. */
const FETCH: readonly Wording[] = [
	'handover_yours',
	'handover_chosen',
	'handover_drawn',
	'handover_window_reminder',
];
/** Until when something has to be done that is not fetching. */
const BY: readonly Wording[] = [
	'handover_yours_ask',
	'handover_chosen_ask',
	'handover_drawn_ask',
	'handover_window_reminder_ask',
	'handover_return_reminder',
	'listing_urgent',
	'listing_urgent_near',
	'listing_urgent_phones',
];
const IN_LINE: readonly Code[] = ['handover.applied', 'handover.pledge_offered'];

/** The sentence of an inbox, in the reader's language. It may name the door and the title: only the reader sees it. */
export function sentence(told: Told): string {
	const wording = wordingOf(told);
	const said = sentences[`notification_${wording}`](
		{ who: who(told), thing: thing(told), corner: text(told, 'corner'), count: text(told, 'count') },
		{ locale: told.locale },
	);
	const all = [said, deadline(told, wording), placeInLine(told), ...groupBuyTails(told), words(told)].filter(
		(piece) => piece !== '',
	);
	return all.join(told.locale === 'zh-CN' ? '' : ' ');
}

function deadline(told: Told, wording: Wording): string {
	const { locale } = told;
	const at = until(told);
	if (at === '') return '';
	if (BY.includes(wording)) return m.notification_tail_by({ until: at }, { locale });
	if (!FETCH.includes(wording)) return '';
	const door = told.place === 'door' ? text(told, 'door') : '';
	return door === ''
		? m.notification_tail_fetch({ until: at }, { locale })
		: m.notification_tail_fetch_door({ until: at, door }, { locale });
}

function placeInLine(told: Told): string {
	const place = told.detail.place;
	if (place === undefined || IN_LINE.includes(told.code)) return '';
	return m.notification_tail_place({ place }, { locale: told.locale });
}

/** What somebody wrote with it: a reason, a thank-you. */
function words(told: Told): string {
	const reason = text(told, 'reason');
	return reason === '' ? '' : m.notification_tail_said({ reason }, { locale: told.locale });
}
