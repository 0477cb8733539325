import { bill, type Bill, type BillLine } from '../../domain/group-buy-bill.ts';
import { casesFor, shareOut } from '../../domain/share-out.ts';
import type { PlacedOrder } from './order-queries.ts';
import type { BuyRow, LineRow } from './queries.ts';

type Terms = Pick<
	BuyRow,
	'feeMinor' | 'discountMinor' | 'marginMinor' | 'feeRule' | 'shortageRule' | 'allocatedAt' | 'arrivedAt'
>;
type BilledOrder = Pick<PlacedOrder, 'id' | 'lines'>;

export function asBillLine(line: LineRow): BillLine {
	const { id, priceMinor, weighed, unit, invoiceMinor } = line;
	return { id, priceMinor, weighed, unit, totalMinor: invoiceMinor };
}

/** What the supplier is asked for: all firm units, and of flex what completes a case. */
export function unitsToOrder({ ordered, flex, caseSize }: LineRow): number {
	return Math.max(ordered, casesFor(ordered, flex, caseSize).cases * caseSize);
}

/** What everybody owes: before it was shared out the estimate of what they ordered, afterwards what they got. */
export function billsOf(
	buy: Terms,
	lines: readonly LineRow[],
	orders: readonly BilledOrder[],
): ReadonlyMap<string, Bill> {
	const fact = buy.allocatedAt !== null;
	const at = new Map(lines.map((line) => [line.position, line.id]));
	return bill(
		// What the invoice says is nobody's bill before it is known who gets what.
		lines.map((line) => (fact ? asBillLine(line) : { ...asBillLine(line), totalMinor: null })),
		orders.map((order) => ({
			id: order.id,
			units: new Map(
				order.lines.map(([position, quantity, , , received]) => [
					at.get(position)!,
					fact ? (received ?? 0) : quantity,
				]),
			),
		})),
		buy,
	);
}

/**
 * What each order gets of what came, by the rule chosen before locking: by order and line. Whoever wants nothing instead
 * gets nothing of a line that came as something else.
 */
export function sharesOf(
	buy: Terms,
	lines: readonly LineRow[],
	orders: readonly BilledOrder[],
): Map<string, Map<string, number>> {
	const shares = new Map(orders.map((order) => [order.id, new Map<string, number>()]));
	for (const line of lines) {
		const wants = orders.map((order) => order.lines.find(([position]) => position === line.position));
		const takes = wants.map((want) => want !== undefined && (line.substitute === '' || want[3] === 1));
		const due = wants.map((want, i) => (takes[i] ? want![1] : 0));
		const flex = wants.map((want, i) => (takes[i] ? want![2] : 0));
		const supply = line.arrived ?? due.reduce((sum, it) => sum + it, 0);
		const out = shareOut(supply, due, { rule: buy.shortageRule, weighed: line.weighed, flex });
		for (const [i, order] of orders.entries())
			if (wants[i]) shares.get(order.id)!.set(line.id, out.shares[i]!);
	}
	return shares;
}
