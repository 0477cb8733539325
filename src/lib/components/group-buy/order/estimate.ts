import { lineTotal } from '#lib/domain/group-buy-bill.ts';
import type { FeeRule } from '#lib/domain/group-buy.ts';

export type Wish = { quantity: number; flex: number; substitute: string };
type Line = { id: string; unit: string; priceMinor: number; weighed: boolean; per: number };
type Terms = { feeMinor: number; discountMinor: number; marginMinor: number; feeRule: FeeRule };

/**
 * What these wishes would come to if orders closed now: goods exactly, the shares of fee, discount and margin as far as
 * others' orders are known. Only for reading while one chooses; the bill is made by the server.
 */
export function estimate(
	lines: readonly Line[],
	wishes: Readonly<Record<string, Wish>>,
	saved: Readonly<Record<string, Wish>>,
	terms: Terms,
	all: { households: number; totalMinor: number; ordered: boolean },
) {
	const goodsOf = (of: Readonly<Record<string, Wish>>) =>
		lines.reduce(
			(sum, line) =>
				sum +
				lineTotal({ ...line, totalMinor: null }, Math.round((Number(of[line.id]?.quantity) || 0) * line.per)),
			0,
		);
	const goods = goodsOf(wishes);
	const count = lines.filter((line) => Number(wishes[line.id]?.quantity) > 0).length;
	const households = Math.max(1, all.households + (all.ordered ? 0 : 1));
	const total = Math.max(goods, all.totalMinor - goodsOf(saved) + goods);
	const part = (minor: number) =>
		goods === 0 ? 0 : Math.round(terms.feeRule === 'equal' ? minor / households : (minor * goods) / total);
	const fee = part(terms.feeMinor);
	const discount = part(terms.discountMinor);
	const margin = part(terms.marginMinor);
	return { count, goods, fee, discount, margin, total: goods + fee - discount + margin };
}
