import type { BuyState } from '#lib/domain/group-buy.ts';
import { gramsPer, weightUnit } from '#lib/domain/weight.ts';
import type { LineView } from '#lib/domain/group-buy-view.ts';
import type { Locale } from '#lib/domain/member.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';

/** Who reads, where and when: times are said in the building's zone. */
export type Reader = { now: Date; zone: string; locale: Locale };

const states: Record<BuyState, () => string> = {
	draft: m.buypage_state_draft,
	open: m.buypage_state_open,
	locked: m.buypage_state_locked,
	ordered: m.buypage_state_ordered,
	arrived: m.buypage_state_arrived,
	pickup: m.buypage_state_pickup,
	settled: m.buypage_state_settled,
	failed: m.buypage_state_failed,
	cancelled: m.buypage_state_cancelled,
};
export const sayState = (state: BuyState): string => states[state]();

/** The colour of its sign, wherever it hangs: green takes orders, blue is under way, the rest is plain. */
export function toneOf(state: BuyState, takesOrders: boolean): 'offer' | 'ask' | '' {
	if (takesOrders) return 'offer';
	return ['open', 'locked', 'ordered', 'arrived', 'pickup'].includes(state) ? 'ask' : '';
}

type Stand = { say: string; more?: string | null; tone: 'yours' | 'waiting' | 'plain' };

/** A standing for display: its figures whole, and in its circle the crate, or the number slip while numbers are called. */
export function shownStand({ say, more, tone }: Stand, calling: boolean) {
	const icon = calling ? ('slip' as const) : ('crate' as const);
	return {
		say: whole(say),
		more: more ? whole(more) : null,
		tone,
		icon: tone === 'yours' ? icon : undefined,
	};
}

/** For display: what stands in braces keeps its unit beside it, as `whole` does with figures. */
export function wholeWords<W extends Readonly<Record<string, string>>>(words: W): W {
	const glued = Object.entries(words).map(([key, text]) => [
		key,
		text.replace(/(\{\w+\}) (?=\p{L})/gu, '$1\u00a0'),
	]);
	return Object.fromEntries(glued) as W;
}

/** The sentences of the bars, for `barsOf`. */
export const progressWords = () => wholeWords(wordsOf('buypage_progress_'));

/** `2 天`, `3 hours`, `40 分钟`: what is left of it, in its largest unit; null when it is over. */
export function sayLeft(until: Date, now: Date, locale: Locale): string | null {
	const minutes = Math.floor((until.getTime() - now.getTime()) / 60_000);
	if (minutes < 0) return null;
	const [count, unit] =
		minutes >= 2880
			? [Math.floor(minutes / 1440), 'day']
			: minutes >= 120
				? [Math.floor(minutes / 60), 'hour']
				: [Math.max(1, minutes), 'minute'];
	const said = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
	return said.replace(/(\d)(?=\p{Script=Han})/u, '$1 ');
}

/** `¥12.80 / 5斤`, for display: where it must be broken, before the unit's own words. */
export function sayPrice(
	{ priceMinor, unit }: Pick<LineView, 'priceMinor' | 'unit'>,
	currency: string,
	locale: Locale,
): string {
	const price = sayMoney(priceMinor, currency, locale);
	if (unit === '') return m.buypage_menu_price_bare({ price });
	return whole(m.buypage_menu_price({ price, unit })).replace(/ (?=\S+$)/, '\u00a0');
}

/** What follows a figure of this thing, for display: ` 袋`, ` × 5斤`, of weighed goods ` 斤`. */
export function countedIn({ unit, weighed }: Pick<LineView, 'unit' | 'weighed'>): string {
	const said = weighed ? weightUnit(unit) : /^\d/.test(unit) ? `×\u00a0${unit}` : unit;
	return said && `\u00a0${said}`;
}

/** `3 袋`, of weighed goods `1.5 斤`. */
export function sayUnits(count: number, line: Pick<LineView, 'unit' | 'weighed'>, locale: Locale): string {
	if (line.weighed) {
		const said = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
		return `${said.format(count / gramsPer(line.unit))} ${weightUnit(line.unit)}`;
	}
	// “2 × 5斤”: two figures side by side would read as one.
	if (/^\d/.test(line.unit)) return `${count} × ${line.unit}`;
	return line.unit === '' ? String(count) : `${count} ${line.unit}`;
}
