import type { BuyState } from '#lib/domain/group-buy.ts';
import { gramsPer, weightUnit } from '#lib/domain/weight.ts';
import type { LineView } from '#lib/domain/group-buy-view.ts';
import type { Locale } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

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

/** `2天`, `3 hours`, `40分钟`: what is left of it, in its largest unit; null when it is over. */
export function sayLeft(until: Date, now: Date, locale: Locale): string | null {
	const minutes = Math.floor((until.getTime() - now.getTime()) / 60_000);
	if (minutes < 0) return null;
	const [count, unit] =
		minutes >= 2880
			? [Math.floor(minutes / 1440), 'day']
			: minutes >= 120
				? [Math.floor(minutes / 60), 'hour']
				: [Math.max(1, minutes), 'minute'];
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
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
