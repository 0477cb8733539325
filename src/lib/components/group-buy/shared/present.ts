import { writeUnits } from '#lib/domain/amount.ts';
import type { LineView, OutsideView, SharedBuy } from '#lib/domain/group-buy-view.ts';
import type { Locale } from '#lib/domain/member.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { asThings } from '#lib/i18n/in-a-row.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import { wordsOf } from '#lib/i18n/words.ts';
import { barsOf } from '../progress.ts';
import { countedIn, progressWords, sayLeft, sayPrice, sayUnits } from '../say.ts';

/** Step, least and most in the unit that is typed. */
function bounds(line: LineView) {
	const most = Math.min(line.most ?? Infinity, line.remaining ?? Infinity);
	const typed = (kept: number) => Number(writeUnits(kept, line));
	return {
		step: typed(line.step),
		least: typed(line.least),
		most: Number.isFinite(most) ? typed(most - (most % line.step)) : undefined,
	};
}

/** How far the case is that is being filled; null where there are none to fill. */
function crateOf(line: LineView) {
	const { caseSize: total, missing, ordered, cases } = line;
	if (total < 2 || line.weighed) return null;
	const filled = total - missing;
	return {
		total,
		filled: missing > 0 ? filled : ordered > 0 ? total : 0,
		full: missing > 0 ? cases : Math.max(0, cases - 1),
		text: whole(
			missing > 0
				? m.buypage_menu_crate({ filled, total, missing: `${missing}${countedIn(line)}` })
				: ordered > 0
					? m.buypage_menu_crate_full()
					: m.buypage_menu_crate_none({ total }),
		),
	};
}

/** The menu for whoever holds a link: no photos, which are behind the door, and no names. */
function sayLines(lines: readonly LineView[], currency: string, locale: Locale) {
	return lines.map((line) => {
		const crate = crateOf(line);
		const notes = [
			line.keepCold ? m.buypage_menu_cold() : '',
			line.weighed ? m.buypage_menu_weighed() : '',
			line.most === null ? '' : m.buypage_menu_most({ most: sayUnits(line.most, line, locale) }),
		];
		return {
			id: line.id,
			title: line.title,
			price: sayPrice(line, currency, locale),
			said: [crate?.text ?? '', ...notes].filter(Boolean).map(whole).join('\u00a0· '),
			...bounds(line),
			crate,
		};
	});
}
export type SharedLine = ReturnType<typeof sayLines>[number];

function sayHead(
	buy: Pick<SharedBuy, 'title' | 'supplier' | 'currency' | 'closesAt' | 'zone' | 'households' | 'totalMinor'>,
	takesOrders: boolean,
	now: Date,
	locale: Locale,
) {
	const closes = sayTime(buy.closesAt, now, buy.zone, locale);
	const left = takesOrders ? sayLeft(buy.closesAt, now, locale) : null;
	return {
		title: buy.title,
		supplier: buy.supplier === '' ? null : m.buypage_list_supplier({ name: buy.supplier }),
		when: left === null ? m.buypage_share_over() : m.buypage_closes_left({ time: closes, left }),
		count:
			buy.households === 0
				? m.buypage_households_none()
				: whole(
						`${m.buypage_households({ count: buy.households })}\u00a0· ${sayMoney(buy.totalMinor, buy.currency, locale)}`,
					),
	};
}

/** What anybody with the link from the chat reads. */
export function presentShared(buy: SharedBuy, now: Date, locale: Locale) {
	const head = sayHead(buy, buy.takesOrders, now, locale);
	return {
		...head,
		when: whole(head.when),
		building: buy.building,
		takesOrders: buy.takesOrders,
		preview: m.buypage_share_preview({ title: buy.title, when: head.when }),
		bars: buy.takesOrders
			? barsOf(buy.minimum, { ...buy, units: 0 }, progressWords(), buy.currency, locale)
			: [],
		lines: sayLines(buy.lines, buy.currency, locale),
		words: {
			...wordsOf('buypage_share_'),
			stranger: m.buypage_share_stranger({ building: buy.building }),
			progress: m.buypage_progress_label(),
			menu: m.buypage_menu_title(),
		},
	};
}

/** What the other building's organiser finds behind the invitation. */
export function presentOutside(view: OutsideView, takesOrders: boolean, locale: Locale) {
	const head = sayHead(view, takesOrders, view.now, locale);
	return {
		...head,
		when: whole(head.when),
		takesOrders,
		building: view.building,
		side: view.side,
		state: view.sideState,
		outside: view.outside,
		organiser: view.organiser,
		asks: m.buypage_join_title({ building: view.building }),
		lines: sayLines(view.lines, view.currency, locale),
		titles: view.lines.map((line): [string, string] => [line.id, line.title]),
		orders: view.orders.map((order) => ({
			door: order.door,
			number: order.number,
			due: order.dueMinor === 0 ? null : sayMoney(order.dueMinor, view.currency, locale),
			things: asThings(
				order.items
					.filter((item) => (item.received ?? item.quantity) > 0)
					.map((item) => {
						const line = view.lines.find((it) => it.id === item.lineId);
						return `${item.title} ${sayUnits(item.received ?? item.quantity, line ?? { unit: item.unit, weighed: false }, locale)}`;
					}),
				locale,
			),
		})),
		words: {
			join: wordsOf('buypage_join_'),
			outside: wordsOf('buypage_outside_'),
			paste: wordsOf('buypage_paste_'),
			doubt: wordsOf('buypage_doubt_'),
			toList: m.buypage_share_to_list(),
			menu: m.buypage_menu_title(),
		},
	};
}
