import type { PackingView } from '#lib/domain/group-buy-desk-view.ts';
import type { Locale } from '#lib/domain/member.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { asThings } from '#lib/i18n/in-a-row.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';
import { sayUnits } from '../say.ts';

export type Sort = 'door' | 'item' | 'label';

/** Packing lists: by household, by item, as labels. Cold things first; neither phone numbers nor money. */
export function presentPacking(packing: PackingView, weighed: ReadonlySet<string>, by: Sort, locale: Locale) {
	const amount = (count: number, { lineId, unit }: { lineId: string; unit: string }) =>
		sayUnits(count, { unit, weighed: weighed.has(lineId) }, locale);
	const called = (number: number | null, door: string) =>
		number === null ? door : m.buypage_packing_number({ number });
	// Where several pack in order, the first that nobody has packed yet.
	const next = packing.orders.find((it) => !it.packed);
	const begun = next !== undefined && packing.orders[0] !== next;
	return {
		id: packing.id,
		title: packing.title,
		side: packing.side,
		by,
		done: whole(
			m.buypage_packing_done({
				done: packing.orders.filter((it) => it.packed).length,
				all: packing.orders.length,
			}),
		),
		next:
			by === 'door' && begun
				? { id: next.id, say: m.buypage_packing_next({ who: called(next.number, next.door) }) }
				: null,
		orders:
			by === 'item'
				? []
				: packing.orders.map((order) => {
						const items = order.items.filter((item) => item.quantity > 0);
						return {
							id: order.id,
							number: order.number,
							door: order.door,
							say: doorName(order.door),
							name: order.name,
							note: order.note,
							packed: order.packed,
							things: asThings(
								items.map((item) => `${item.title} ${amount(item.quantity, item)}`),
								locale,
							),
							items: items.map((item) => ({
								id: item.lineId,
								title: item.title,
								amount: whole(amount(item.quantity, item)),
								cold: item.keepCold,
								packed: item.packed,
							})),
						};
					}),
		items:
			by === 'item'
				? packing.items.map((item) => ({
						id: item.lineId,
						title: item.title,
						cold: item.keepCold,
						total: whole(m.buypage_packing_total({ count: amount(item.total, item) })),
						parts: item.parts
							.filter((part) => part.quantity > 0)
							.map((part) => ({
								who: m.buypage_packing_of({ who: called(part.number, part.door) }),
								amount: whole(amount(part.quantity, item)),
							})),
					}))
				: [],
		words: {
			...wordsOf('buypage_packing_'),
			back: m.buypage_call_back(),
		},
	};
}
export type SaidPacking = ReturnType<typeof presentPacking>;
