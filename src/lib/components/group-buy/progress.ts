import type { MinimumView } from '#lib/domain/group-buy-view.ts';
import { sayMoney } from '#lib/domain/money.ts';
import type { Locale } from '#lib/domain/member.ts';
import { fill } from '#lib/i18n/fill.ts';

/** Sentences under `buypage_progress_`, as they come with the page. */
export type ProgressWords = {
	minor: string;
	units: string;
	households_one: string;
	households_other: string;
	reached: string;
	label: string;
};
export type Bar = { text: string; done: number };

/** One bar for each minimum that was set: what is still missing in words, and how far it has come from 0 to 1. */
export function barsOf(
	minimum: MinimumView,
	now: { totalMinor: number; units: number; households: number },
	words: ProgressWords,
	currency: string,
	locale: Locale,
): Bar[] {
	const { minor, units, households } = minimum;
	const bars: Bar[] = [];
	const add = (missing: number | null, has: number, text: string) => {
		if (missing !== null && missing > 0) bars.push({ text, done: has / (has + missing) });
	};
	add(minor, now.totalMinor, fill(words.minor, { amount: sayMoney(minor ?? 0, currency, locale) }));
	add(units, now.units, fill(words.units, { count: units ?? 0 }));
	add(
		households,
		now.households,
		fill(households === 1 ? words.households_one : words.households_other, { count: households ?? 0 }),
	);
	if (bars.length === 0 && [minor, units, households].some((it) => it === 0))
		bars.push({ text: words.reached, done: 1 });
	return bars;
}
