import { m } from '../../i18n/paraglide/messages.js';
import { amount, text, until, wordingOf, type Told, type Wording } from './words.ts';

type Sentence = (words: object, options: { locale: Told['locale'] }) => string;

// A missing message, and one that names anything at all, is a type error here.
const lines: { [W in Wording as `notification_lock_${W}` | `notification_lock_${W}_next`]: Sentence } = m;

/** What is told of until when; elsewhere a time would only be noise. */
const TIMED: readonly Wording[] = [
	'handover_yours',
	'handover_chosen',
	'handover_drawn',
	'handover_window_reminder',
];

/**
 * What a locked screen shows, where strangers read it: what happened in words that name nobody and nothing, and – only
 * if the post's title may be read by anyone (`safeTitle`) – which post. Never a name, a door, a medicine or a reason.
 */
export function lockScreen(told: Told): { title: string; body: string } {
	const { locale } = told;
	const wording = wordingOf(told);
	const next = lines[`notification_lock_${wording}_next`]({}, { locale });
	const at = TIMED.includes(wording) ? until(told) : '';
	const timed = at === '' ? '' : m.notification_lock_until({ until: at }, { locale });
	return {
		title: lines[`notification_lock_${wording}`]({}, { locale }),
		body: [which(told), [next, timed].filter(Boolean).join(locale === 'zh-CN' ? '' : ' ')]
			.filter(Boolean)
			.join('\n'),
	};
}

function which(told: Told): string {
	const title = text(told, 'safeTitle');
	if (title === '') return '';
	// The unit is free text, and stands on the screen only where a stranger could read nothing into it.
	const counted = /\d{3}/.test(text(told, 'unit').normalize('NFKC')) ? '' : amount(told);
	return counted === ''
		? m.notification_thing({ title }, { locale: told.locale })
		: m.notification_thing_amount({ title, amount: counted }, { locale: told.locale });
}
