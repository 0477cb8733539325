import type { Move } from '#lib/domain/group-buy-ledger.ts';
import type { MineView, ProblemView } from '#lib/domain/group-buy-mine-view.ts';
import type { BuyView } from '#lib/domain/group-buy-view.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { Reader } from '../say.ts';

type Money = (minor: number) => string;

/** What a movement of the books is called. */
export const moves: Record<Move, () => string> = {
	invoice: m.buypage_move_invoice,
	charge: m.buypage_move_charge,
	payment: m.buypage_move_payment,
	refund: m.buypage_move_refund,
	advance: m.buypage_move_advance,
	repayment: m.buypage_move_repayment,
	supplier_paid: m.buypage_move_supplier_paid,
	side_paid: m.buypage_move_side_paid,
	problem: m.buypage_move_problem,
	carried: m.buypage_move_carried,
	carried_in: m.buypage_move_carried_in,
	written_off: m.buypage_move_written_off,
	reversal: m.buypage_move_reversal,
};

/** One household’s statement, row by row. */
export function sayStatement({ statement }: MineView, { now, zone, locale }: Reader, money: Money) {
	return statement.map((row) => {
		const kind =
			row.reverses === null ? moves[row.kind]() : m.buypage_move_reversal_of({ what: moves[row.reverses]() });
		return {
			at: row.at.toISOString(),
			text: sayTime(row.at, now, zone, locale),
			kind: row.reason === '' ? kind : `${kind} · ${row.reason}`,
			amount: money(row.amountMinor),
			balance: money(row.balanceMinor),
		};
	});
}

/** What was agreed about a problem. */
export function sayAnswer({ creditMinor, answer }: ProblemView, money: Money): string {
	const said = creditMinor
		? m.buypage_problem_settled({ amount: money(creditMinor) })
		: m.buypage_problem_nothing();
	return [said, answer].filter(Boolean).join(' ');
}

/** The household’s bill, from the goods to what is still open. */
export function billOf({ mine }: Pick<BuyView, 'mine'>, money: (minor: number) => string) {
	const { bill } = mine;
	if (!bill) return null;
	const rows: { label: string; amount: string }[] = [];
	const add = (label: string, minor: number) => minor !== 0 && rows.push({ label, amount: money(minor) });
	rows.push({ label: m.buypage_bill_goods(), amount: money(bill.goodsMinor) });
	add(m.buypage_bill_fee(), bill.feeMinor);
	add(m.buypage_bill_discount(), -bill.discountMinor);
	add(m.buypage_bill_margin(), bill.marginMinor);
	const due = bill.estimate ? m.buypage_bill_due_about() : m.buypage_bill_due();
	const settled: { label: string; amount: string }[] = [];
	if (mine.keptMinor !== 0) settled.push({ label: m.buypage_bill_kept(), amount: money(mine.keptMinor) });
	if (mine.paidMinor !== 0) settled.push({ label: m.buypage_bill_paid(), amount: money(mine.paidMinor) });
	if (mine.saidMinor !== 0) settled.push({ label: m.buypage_bill_said(), amount: money(mine.saidMinor) });
	for (const kind of ['problem', 'carried', 'written_off'] as const) {
		const sum = mine.statement
			.filter((row) => (row.reverses ?? row.kind) === kind)
			.reduce((all, row) => all + row.amountMinor, 0);
		if (sum !== 0) settled.push({ label: moves[kind](), amount: money(sum) });
	}
	const balance = mine.balanceMinor;
	return {
		rows,
		due: { label: due, amount: money(bill.dueMinor) },
		settled,
		balance: bill.estimate
			? null
			: balance === 0
				? { label: m.buypage_bill_even(), amount: null }
				: {
						label: balance > 0 ? m.buypage_bill_open() : m.buypage_bill_back(),
						amount: money(Math.abs(balance)),
					},
		estimate: bill.estimate,
	};
}
