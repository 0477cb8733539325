import type { FeeRule } from './group-buy.ts';
import { splitMoney } from './money.ts';
import { gramsPer } from './weight.ts';

export type BillLine = {
	id: string;
	/** Price of one unit, or of `gramsPer` grams of what is weighed. */
	priceMinor: number;
	weighed: boolean;
	unit: string;
	/** What the supplier's invoice says for the whole line; null before it came: price times units. */
	totalMinor: number | null;
};

export type BillOrder = {
	id: string;
	/** Units (of weighed goods grams) of each line: ordered before, received after. */
	units: ReadonlyMap<string, number>;
};

export type BillTerms = { feeMinor: number; discountMinor: number; marginMinor: number; feeRule: FeeRule };

export type Bill = {
	goodsMinor: number;
	feeMinor: number;
	discountMinor: number;
	marginMinor: number;
	dueMinor: number;
	/** By line. */
	lines: ReadonlyMap<string, number>;
};

/** What a line costs altogether for that many units: by the invoice, or by its price, rounded half up once for all. */
export function lineTotal(line: BillLine, units: number): number {
	if (line.totalMinor !== null) return line.totalMinor;
	if (!line.weighed) return line.priceMinor * units;
	const per = BigInt(gramsPer(line.unit));
	return Number((2n * BigInt(line.priceMinor) * BigInt(units) + per) / (2n * per));
}

/**
 * What every household owes: each line's total split by units, fee, discount and the organiser's margin by the rule, all
 * to the cent. The estimate before and the fact after are this same function. Orders in order of ordering. A line
 * with a total of which nobody has a unit is shared by all equally, so that the bills still add up to the invoice.
 */
export function bill(
	lines: readonly BillLine[],
	orders: readonly BillOrder[],
	terms: BillTerms,
): ReadonlyMap<string, Bill> {
	const goods = orders.map(() => 0);
	const byLine = orders.map(() => new Map<string, number>());
	for (const [place, line] of lines.entries()) {
		const units = orders.map((order) => order.units.get(line.id) ?? 0);
		const all = units.reduce((sum, it) => sum + it, 0);
		const total = lineTotal(line, all);
		if (total === 0) continue;
		// The odd cent moves on from line to line.
		for (const [i, part] of splitMoney(total, units, place).entries()) {
			if (part === 0) continue;
			goods[i]! += part;
			byLine[i]!.set(line.id, part);
		}
	}
	// Whoever gets nothing at all pays nothing for its delivery.
	const weights = orders.map((_, i) =>
		terms.feeRule === 'equal' ? Number(byLine[i]!.size > 0) : Math.max(0, goods[i]!),
	);
	const fees = splitMoney(terms.feeMinor, weights);
	const discounts = splitMoney(terms.discountMinor, weights);
	const margins = splitMoney(terms.marginMinor, weights);
	return new Map(
		orders.map((order, i) => [
			order.id,
			{
				goodsMinor: goods[i]!,
				feeMinor: fees[i]!,
				discountMinor: discounts[i]!,
				marginMinor: margins[i]!,
				dueMinor: goods[i]! + fees[i]! - discounts[i]! + margins[i]!,
				lines: byLine[i]!,
			},
		]),
	);
}
