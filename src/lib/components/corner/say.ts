import type { Locale } from '#lib/domain/member.ts';
import { dayOf } from '#lib/domain/time.ts';
import type { ShelfCategory } from '#lib/domain/corner.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayAgo, sayDay } from '#lib/i18n/when.ts';
import { usualUnit } from '../listing/usual-unit.ts';
import type { ShownShelf } from './shelf.ts';

/** What the server knows of a shelf for this viewer; see `findShelf`. */
type Seen = {
	id: string;
	place: string;
	agreedBy: string;
	notHere: string;
	keeper: string | null;
	medicine: boolean;
	photo: string | null;
	confirmed: boolean;
	keeps: boolean;
	follows: boolean;
	items: {
		id: string;
		title: string;
		quantity: number;
		unit: string;
		category: ShelfCategory;
		bestBefore: string | null;
		countedAt: Date | null;
		createdAt: Date;
		photo: string | null;
		past: boolean;
		soon: boolean;
		countWanted: boolean;
		countedBy: { name: string; door: string } | null;
	}[];
	wishes: ShownShelf['wishes'];
};
type Reader = { now: Date; zone: string; locale: Locale; path: string; photos: string; mayTake: boolean };

export function sayAmount(quantity: number, unit: string, locale: Locale): string {
	return `${new Intl.NumberFormat(locale).format(quantity)} ${unit}`.trim();
}

/** The shelf in the reader's words and the building's time. */
export function sayShelf(seen: Seen, { now, zone, locale, path, photos, mayTake }: Reader): ShownShelf {
	const today = dayOf(now, zone);
	const picture = (id: string | null) => (id === null ? null : photos + id);
	const there = seen.items.filter((it) => it.quantity > 0);
	return {
		id: seen.id,
		path,
		place: seen.place,
		photo: picture(seen.photo),
		about: sayAbout(seen),
		// What is past its date stands last, and nobody is asked to take it.
		items: [...there.filter((it) => !it.past), ...there.filter((it) => it.past)].map((it) => ({
			id: it.id,
			title: it.title,
			category: it.category,
			quantity: it.quantity,
			unit: unitOf(it, locale),
			amount: sayAmount(it.quantity, unitOf(it, locale), locale),
			photo: picture(it.photo),
			date: it.bestBefore === null ? null : sayDate(it.bestBefore, today, it.past, locale),
			past: it.past,
			soon: it.soon,
			counted: sayCounted(it, now, locale),
			countWanted: it.countWanted,
			take: takeWords(it, seen, locale),
			mayTake: mayTake && !it.past,
		})),
		gone: seen.items
			.filter((it) => it.quantity === 0)
			.map(({ id, title, category, unit, photo }) => ({ id, title, category, unit, photo: picture(photo) })),
		wishes: seen.wishes,
		countAsked: seen.confirmed ? sayCountAsked(seen) : null,
		pastCount: there.filter((it) => it.past).length,
		confirmed: seen.confirmed,
		keeps: seen.keeps,
		follows: seen.follows,
		medicine: seen.medicine,
	};
}

type Counted = Pick<Seen['items'][number], 'title' | 'unit' | 'category'>;

function unitOf({ unit, category }: Counted, locale: Locale): string {
	return unit || usualUnit(category, false, locale);
}

/** The button at a thing, and its name: one piece, box or bag of it. */
function takeWords(it: Counted, { confirmed, keeps }: Pick<Seen, 'confirmed' | 'keeps'>, locale: Locale) {
	const unit = unitOf(it, locale);
	return {
		label: m.corner_take({ unit }).trim(),
		name: m.corner_take_label({ unit, title: it.title }).replace(/ (?=:)/, ''),
		clear: keeps ? m.corner_clear_label({ title: it.title }) : '',
		look: confirmed ? m.corner_look({ title: it.title }) : '',
	};
}

function sayDate(day: string, today: string, past: boolean, locale: Locale): string {
	const said = sayDay(day, today, locale);
	return past ? m.corner_past({ day: said }) : m.corner_best_before({ day: said });
}

function sayCounted(
	{ countedAt, createdAt, countedBy }: Seen['items'][number],
	now: Date,
	locale: Locale,
): string {
	if (countedAt === null) return m.corner_not_counted({ ago: sayAgo(createdAt, now, locale) });
	const ago = sayAgo(countedAt, now, locale);
	return countedBy ? m.corner_counted_by({ ago, ...countedBy }) : m.corner_counted({ ago });
}

function sayCountAsked({ items }: Seen): string | null {
	const wanted = items.filter((it) => it.countWanted);
	const [first] = wanted;
	if (!first) return null;
	return wanted.length === 1
		? m.corner_count_wanted_one({ title: first.title })
		: m.corner_count_wanted({ count: wanted.length });
}

function sayAbout({ agreedBy, notHere, keeper, medicine }: Seen): string[] {
	const box = !medicine
		? m.corner_rule_no_medicine()
		: keeper
			? m.corner_rule_medicine({ keeper })
			: m.corner_rule_medicine_kept();
	return [
		m.corner_rule_never(),
		box,
		notHere === '' ? '' : m.corner_rule_not_here({ what: notHere }),
		agreedBy === '' ? '' : m.corner_agreed({ who: agreedBy }),
		m.corner_rule_exits(),
	].filter((line) => line !== '');
}

type ForChat = { building: string; place: string; items: Seen['items']; wishes: { title: string }[] };

/** What is on the shelf now, for the chat group: things and numbers, never a name, a door or a medicine. */
export function shelfForChat(
	{ building, place, items, wishes }: ForChat,
	link: string,
	locale: Locale,
): string {
	const there = items.filter((it) => it.quantity > 0 && it.category !== 'medicine' && !it.past);
	const lines = there.map((it) =>
		m.corner_chat_item({ title: it.title, amount: sayAmount(it.quantity, it.unit, locale) }),
	);
	const short = wishes.map((it) => it.title).join(m.corner_chat_comma());
	return [
		m.corner_chat_head({ building, place }),
		...(lines.length > 0 ? lines : [m.corner_chat_empty()]),
		...(short === '' ? [] : [m.corner_chat_short({ short })]),
		m.corner_chat_foot(),
		link,
	].join('\n');
}
