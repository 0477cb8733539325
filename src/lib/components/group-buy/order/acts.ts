import type { PaymentRow } from '#lib/domain/group-buy-desk-view.ts';
import type { BuyView } from '#lib/domain/group-buy-view.ts';
import { writeMoney } from '#lib/domain/money.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask, Folded } from '../ask.ts';

/** How to pay, for those who ordered, as long as there is something to pay. */
export function payOf(buy: BuyView) {
	const { mine } = buy;
	const early = buy.payWhen === 'before' && mine.orderId !== null;
	const known = mine.bill !== null && !mine.bill.estimate;
	if (!buy.may.pay || !(early || known) || (known && mine.balanceMinor <= 0)) return null;
	return { when: sayWhen(buy), text: buy.payment, photo: buy.paymentPhoto };
}

export function sayWhen({ payWhen }: Pick<BuyView, 'payWhen'>): string {
	return { after: m.buypage_pay_after, before: m.buypage_pay_before, pickup: m.buypage_pay_pickup }[
		payWhen
	]();
}

/** Money that went between the organiser and this reader, as the organiser wrote it down. */
export type ToConfirm = Pick<PaymentRow, 'id' | 'kind' | 'amountMinor' | 'note'>;

/** What can be done at once, each one button. */
export function asksOf(
	buy: BuyView,
	toConfirm: readonly ToConfirm[],
	money: (minor: number) => string,
): Ask[] {
	const asks: Ask[] = toConfirm.flatMap(({ id, kind, amountMinor, note }) => {
		const say = kind === 'repayment' ? m.buypage_confirm_repayment : m.buypage_confirm_advance;
		const ask = { action: 'confirm', tone: 'small' } as const;
		return [
			{
				...ask,
				of: id,
				hint: [say({ amount: money(amountMinor) }), note].filter(Boolean).join(' '),
				hidden: { payment: id, answer: 'yes' },
				button: m.buypage_confirm_yes(),
			},
			{ ...ask, of: `${id}no`, hidden: { payment: id, answer: 'no' }, button: m.buypage_confirm_no() },
		];
	});
	if (buy.mine.pickup === 'left') asks.push({ action: 'sign', button: m.buypage_sign_do(), tone: 'main' });
	return asks;
}

/** What can be done, folded away under a title each. */
export function foldsOf(buy: BuyView): Folded[] {
	const { mine, currency } = buy;
	const folds: Folded[] = [];
	if (buy.may.takeOver)
		folds.push({
			title: m.buypage_take_over_title(),
			open: true,
			asks: [
				{
					action: 'take_over',
					hint: m.buypage_take_over_text(),
					hidden: { answer: 'yes' },
					button: m.buypage_take_over_yes(),
					tone: 'main',
				},
				{ action: 'take_over', of: 'no', hidden: { answer: 'no' }, button: m.buypage_take_over_no() },
			],
		});
	if (payOf(buy)) {
		const open = Math.max(
			0,
			(mine.bill?.estimate ? mine.dueMinor - mine.paidMinor : mine.balanceMinor) - mine.saidMinor,
		);
		folds.push({
			title: m.buypage_pay_said(),
			hint: m.buypage_pay_said_hint(),
			open: open > 0,
			asks: [
				{
					action: 'paid',
					button: m.buypage_pay_do(),
					tone: 'main',
					fields: [
						{
							kind: 'money',
							name: 'amount',
							label: m.buypage_pay_amount(),
							value: writeMoney(open, currency),
						},
						{
							kind: 'line',
							name: 'method',
							label: m.buypage_pay_method(),
							placeholder: m.buypage_pay_method_example(),
							optional: true,
						},
						{ kind: 'line', name: 'note', label: m.buypage_pay_note(), optional: true },
					],
				},
			],
		});
	}
	if (mine.mayReport)
		folds.push({
			title: m.buypage_problem_title(),
			hint: m.buypage_problem_hint(),
			id: 'problem',
			asks: [
				{
					action: 'problem',
					button: m.buypage_problem_do(),
					fields: [
						{
							kind: 'choice',
							name: 'line',
							label: m.buypage_problem_line(),
							options: mine.lines.map((line) => ({ value: line.id, label: line.title })),
						},
						{ kind: 'whole', name: 'quantity', label: m.buypage_problem_quantity(), value: '1' },
						{
							kind: 'line',
							name: 'note',
							label: m.buypage_problem_note(),
							placeholder: m.buypage_problem_note_example(),
							optional: true,
						},
						{ kind: 'photo', name: 'photo', label: m.buypage_problem_photo() },
					],
				},
			],
		});
	if (buy.takesOrders && mine.orderId !== null && mine.lines.length > 0)
		folds.push({
			title: m.buypage_menu_withdraw(),
			hint: m.buypage_menu_withdraw_hint(),
			asks: [{ action: 'withdraw', button: m.buypage_menu_withdraw_do(), tone: 'danger' }],
		});
	return folds;
}
