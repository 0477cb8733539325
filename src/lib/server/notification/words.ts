import type { Direction, Place } from '../../domain/listing.ts';
import type { Locale } from '../../domain/member.ts';
import type { Code } from '../../domain/notification.ts';
import { dayOf } from '../../domain/time.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { sayClock } from '#lib/i18n/when.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What a sentence is made from: a row of somebody's inbox, and whom it is for. */
export type Told = {
	code: Code;
	/**
	 * By convention `title`, `safeTitle` (only where a stranger may read it), `quantity`, `unit`, `door` and `name` of the
	 * other side, `until` (ISO time), `place` (in line), `reason`; `corner` (where a shelf stands), `count` (so many in one).
	 */
	detail: Record<string, string | number>;
	/** Of the listing it is about: on an ask the reader who "has it" brings instead of fetching. */
	direction: Direction | null;
	/** Where the listing is handed over: a door is named only where it is the place. */
	place: Place | null;
	createdAt: Date;
	locale: Locale;
	/** The building's zone, in which times are told. */
	zone: string;
};

export type Flat<C extends string> = C extends `${infer Head}.${infer Tail}` ? `${Head}_${Tail}` : C;

/** News that reads differently when the post was an ask. */
export const OWN_WORDS_ON_ASKS = [
	'handover.yours',
	'handover.chosen',
	'handover.drawn',
	'handover.lapsed',
	'handover.lapsed_poster',
	'handover.refused',
	'handover.window_reminder',
] as const satisfies readonly Code[];

/** News that reads differently when several were gathered into one. */
export const OWN_WORDS_FOR_MANY = ['corner.left', 'corner.wished'] as const satisfies readonly Code[];

export type Wording =
	| Flat<Code>
	| `${Flat<(typeof OWN_WORDS_FOR_MANY)[number]>}_many`
	| `${Flat<(typeof OWN_WORDS_ON_ASKS)[number]>}_ask`;

/** Which of the written sentences says it. */
export function wordingOf(told: Pick<Told, 'code' | 'direction' | 'detail'>): Wording {
	const flat = told.code.replace('.', '_') as Flat<Code>;
	const onAsk = told.direction === 'ask' && OWN_WORDS_ON_ASKS.some((code) => code === told.code);
	const many = Number(told.detail.count ?? 1) > 1 && OWN_WORDS_FOR_MANY.some((code) => code === told.code);
	return (onAsk ? `${flat}_ask` : many ? `${flat}_many` : flat) as Wording;
}

/** “Cabbage” (2 heads) */
export function thing(told: Told): string {
	const { locale } = told;
	const title = text(told, 'title');
	if (title === '') return m.notification_thing_unnamed({}, { locale });
	const counted = amount(told);
	return counted === ''
		? m.notification_thing({ title }, { locale })
		: m.notification_thing_amount({ title, amount: counted }, { locale });
}

/** `2 heads`, `3`; nothing for one without a unit, which goes without saying. */
export function amount(told: Told): string {
	const { quantity } = told.detail;
	const unit = text(told, 'unit');
	if (typeof quantity !== 'number' || (quantity === 1 && unit === '')) return '';
	return `${new Intl.NumberFormat(told.locale).format(quantity)} ${unit}`.trim();
}

/** `Wang Fang (2-1102)`, or as much of it as the reader may know. */
export function who(told: Told): string {
	const { locale } = told;
	const [name, door] = [text(told, 'name'), text(told, 'door')];
	if (name !== '' && door !== '') return m.notification_who({ name, door }, { locale });
	return name || door || m.notification_somebody({}, { locale });
}

/** `8 pm`, `Tue, 8 pm` or `3 Nov, 8 pm`, as far from the day it was told as needed – it is read on other days too; empty where there is none. */
export function until(told: Told): string {
	const at = new Date(text(told, 'until'));
	if (Number.isNaN(at.getTime())) return '';
	const { zone, locale, createdAt } = told;
	const clock = sayClock(at, zone, locale);
	if (dayOf(at, zone) === dayOf(createdAt, zone)) return clock;
	const soon = at.getTime() - createdAt.getTime() < 6 * 86_400_000;
	return `${dayIn(soon ? 'weekday' : 'date', locale, zone).format(at)}${locale === 'en' ? ', ' : ' '}${clock}`;
}

export function text(told: Told, name: string): string {
	const value = told.detail[name];
	return value === undefined ? '' : String(value);
}

const DAYS = { weekday: { weekday: 'short' }, date: { month: 'short', day: 'numeric' } } as const;
const days = new Map<string, Intl.DateTimeFormat>();

function dayIn(day: keyof typeof DAYS, locale: Locale, zone: string): Intl.DateTimeFormat {
	const key = `${day} ${locale} ${zone}`;
	let found = days.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(datesIn(locale), { ...DAYS[day], timeZone: zone });
		days.set(key, found);
	}
	return found;
}
