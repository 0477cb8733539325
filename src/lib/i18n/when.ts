import type { Locale } from '../domain/member.ts';
import { dayOf, wallClock } from '../domain/time.ts';

const DAY = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** For days and wall clocks that are written as UTC. Making one takes a hundred times as long as using it; `name` tells the shapes apart. */
function dateFormat(
	locale: string,
	name: string,
	shape: () => Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
	const key = `${locale} ${name}`;
	let found = clocks.get(key);
	if (!found) clocks.set(key, (found = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...shape() })));
	return found;
}

const said = new Map<string, string>();
const MOST_KEPT = 5000;

/** What a time is called, once for all who ask: a board says fifty, most of them the same. */
function saidOnce(key: string, say: () => string): string {
	let text = said.get(key);
	if (text === undefined) {
		if (said.size >= MOST_KEPT) said.clear();
		said.set(key, (text = say()));
	}
	return text;
}

const nearby = {
	en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
	'zh-CN': new Intl.RelativeTimeFormat('zh-CN', { numeric: 'auto' }),
} satisfies Record<Locale, Intl.RelativeTimeFormat>;

/** `今天 20:00`, `tomorrow, 8 pm`: a time as neighbours say it, in the building's zone. `now` comes with the page. */
export function sayTime(at: Date, now: Date, zone: string, locale: Locale): string {
	const day = isTonight(at, now, zone) ? TONIGHT[locale] : sayDay(dayOf(at, zone), dayOf(now, zone), locale);
	return `${day}${locale === 'zh-CN' ? ' ' : ', '}${sayClock(at, zone, locale)}`;
}

const TONIGHT = { en: 'tonight', 'zh-CN': '今夜' } satisfies Record<Locale, string>;

/** Half past midnight, said in the evening, is not yet tomorrow to anybody. */
function isTonight(at: Date, now: Date, zone: string): boolean {
	const ahead = at.getTime() - now.getTime();
	return (
		ahead >= 0 && ahead < DAY / 3 && wallClock(at, zone).hour < 5 && dayOf(at, zone) !== dayOf(now, zone)
	);
}

/** `11月30日 20:00`, `30 Nov, 8 pm`: with its date, for what is read on another day, like a text in a chat. */
export function sayDated(at: Date, zone: string, locale: Locale): string {
	const [en, day] = [locale === 'en', dayOf(at, zone)];
	const date = saidOnce(`${locale} ${day}`, () =>
		dateFormat(en ? 'en-GB' : locale, 'day', () => ({ month: en ? 'short' : 'long', day: 'numeric' })).format(
			Date.parse(day),
		),
	);
	return `${date}${en ? ', ' : ' '}${sayClock(at, zone, locale)}`;
}

/** `20:00`, `8 pm`: the same under the name of its day. */
export function sayClock(at: Date, zone: string, locale: Locale): string {
	const { hour, minute } = wallClock(at, zone);
	return saidOnce(`${locale} ${hour}:${minute}`, () => {
		const shown = new Date(Date.UTC(2000, 0, 1, hour, minute));
		if (locale === 'zh-CN')
			return dateFormat(locale, 'clock', () => ({
				hour: '2-digit',
				minute: '2-digit',
				hourCycle: 'h23',
			})).format(shown);
		const clock = dateFormat('en-US', minute === 0 ? 'hour' : 'clock', () => ({
			hour: 'numeric',
			minute: minute === 0 ? undefined : '2-digit',
		}));
		// A narrow no-break space before the two letters on newer systems only: server and browser must write the same.
		return clock.format(shown).replace(/\s*([AP])M$/u, (_, half: string) => `\u00a0${half.toLowerCase()}m`);
	});
}

/** `今天`, `后天`, `周三`, `11月30日`, for days `YYYY-MM-DD`. */
export function sayDay(day: string, today: string, locale: Locale): string {
	return saidOnce(`${locale} ${day} ${today}`, () => nameDay(day, today, locale));
}

function nameDay(day: string, today: string, locale: Locale): string {
	const [at, from] = [Date.parse(day), Date.parse(today)];
	const ahead = Math.round((at - from) / DAY);
	const near = locale === 'zh-CN' ? 2 : 1;
	if (Math.abs(ahead) <= near) return nearby[locale].format(ahead, 'day');
	const soon = ahead > 0 && ahead < 7;
	const sameYear = day.slice(0, 4) === today.slice(0, 4);
	const name = soon ? 'weekday' : sameYear ? 'day' : 'day and year';
	return dateFormat(locale === 'zh-CN' ? locale : 'en-GB', name, () =>
		soon
			? { weekday: 'short' }
			: {
					month: locale === 'zh-CN' ? 'long' : 'short',
					day: 'numeric',
					...(sameYear ? {} : { year: 'numeric' }),
				},
	).format(at);
}

const STEPS = [
	['day', DAY],
	['hour', 3_600_000],
	['minute', 60_000],
] as const;

/** `3小时前`, `2 days ago`, `just now`: how long ago something was, in its largest unit. */
export function sayAgo(at: Date, now: Date, locale: Locale): string {
	const passed = Math.max(0, now.getTime() - at.getTime());
	for (const [unit, length] of STEPS)
		if (passed >= length) return nearby[locale].format(-Math.floor(passed / length), unit);
	return nearby[locale].format(0, 'second');
}
