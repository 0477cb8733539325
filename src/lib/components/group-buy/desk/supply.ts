import { writeUnits } from '#lib/domain/amount.ts';
import { weightUnit } from '#lib/domain/weight.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeMoney } from '#lib/domain/money.ts';
import { sayUnits } from '../say.ts';
import { sayRule } from '../order/facts.ts';
import { householdOf, money, type Seen } from './seen.ts';

/** What to order from the supplier: cases, pieces, and what it comes to. */
export function saySupply(seen: Seen) {
	const { desk, locale } = seen;
	const lines = new Map(desk.lines.map((line) => [line.id, line]));
	const rows = desk.supply
		.filter((it) => it.units > 0)
		.map((it) => {
			const line = lines.get(it.lineId);
			const cased = (line?.caseSize ?? 1) > 1;
			return {
				id: it.lineId,
				title: it.title,
				units: whole(sayUnits(it.units, line ?? { unit: it.unit, weighed: false }, locale)),
				cases: whole(
					[
						cased && it.cases > 0 ? m.buypage_supply_case({ count: it.cases }) : '',
						cased && it.pieces > 0 ? m.buypage_supply_piece({ count: it.pieces }) : '',
					]
						.filter(Boolean)
						.join(' + '),
				),
				missing: it.missing > 0 ? whole(m.buypage_supply_missing({ missing: it.missing })) : null,
				sum: money(seen, it.totalMinor),
			};
		});
	return {
		rows,
		all: money(
			seen,
			desk.supply.reduce((sum, it) => sum + it.totalMinor, 0),
		),
	};
}

/** What came: one row a line to fill in, starting with what was ordered. */
export function sayArrival({ desk, locale }: Seen) {
	const supply = new Map(desk.supply.map((it) => [it.lineId, it]));
	return {
		lines: desk.lines
			.filter((line) => (supply.get(line.id)?.units ?? 0) > 0)
			.map((line) => {
				const units = supply.get(line.id)!.units;
				return {
					id: line.id,
					title: line.title,
					unit: line.weighed ? weightUnit(line.unit) : line.unit,
					priceMinor: line.priceMinor,
					ordered: whole(m.buypage_arrive_ordered({ count: sayUnits(units, line, locale) })),
					arrived: writeUnits(line.arrived ?? units, line),
					total: line.invoiceMinor === null ? '' : writeMoney(line.invoiceMinor, desk.currency),
					substitute: line.substitute,
				};
			}),
		fee: writeMoney(desk.feeMinor, desk.currency),
		discount: writeMoney(desk.discountMinor, desk.currency),
	};
}
export type SaidArrival = ReturnType<typeof sayArrival>;

/** What sharing out would give: every line that did not come as ordered, and what changes for whom. */
export function sayShares({ desk, locale }: Seen) {
	const lines = desk.lines.flatMap((line) => {
		const supply = desk.supply.find((it) => it.lineId === line.id);
		if (line.arrived === null || !supply) return [];
		const say = (count: number) => whole(sayUnits(count, line, locale));
		let shared = 0;
		const changes = desk.orders.flatMap((order) => {
			const own = order.lines.find((it) => it.lineId === line.id);
			if (!own) return [];
			const gets = own.received ?? own.preview ?? own.quantity;
			shared += gets;
			if (gets === own.quantity) return [];
			return [
				{
					id: order.id,
					home: householdOf(order),
					text: m.buypage_shares_change({ from: say(own.quantity), to: say(gets) }),
					less: gets < own.quantity,
				},
			];
		});
		const rest = desk.sides.length > 1 ? 0 : line.arrived - shared;
		if (changes.length === 0 && rest === 0 && line.substitute === '') return [];
		return [
			{
				id: line.id,
				title: m.buypage_shares_line({
					title: line.title,
					ordered: say(line.ordered),
					arrived: say(line.arrived),
				}),
				instead: line.substitute === '' ? null : m.buypage_mine_instead({ what: line.substitute }),
				rest: rest > 0 ? m.buypage_shares_rest({ count: say(rest) }) : null,
				changes,
			},
		];
	});
	return { rule: m.buypage_shares_rule({ rule: sayRule(desk.shortageRule) }), lines };
}
