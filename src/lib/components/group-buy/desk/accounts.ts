import type { PaymentRow } from '#lib/domain/group-buy-view.ts';
import type { Account } from '#lib/domain/group-buy-ledger.ts';
import { writeMoney } from '#lib/domain/money.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask, AskField, Folded } from '../ask.ts';
import { may, money, nameOf, runs, time, type Seen } from './seen.ts';

const kinds: Record<PaymentRow['kind'], (inputs: { who: string; amount: string }) => string> = {
	payment: m.buypage_money_kind_payment,
	advance: m.buypage_money_kind_advance,
	repayment: m.buypage_money_kind_repayment,
	side_paid: m.buypage_money_kind_side_paid,
};
const accounts: Record<Account, () => string> = {
	household: m.buypage_account_household,
	side: m.buypage_account_side,
	goods: m.buypage_account_goods,
	supplier: m.buypage_account_supplier,
	purse: m.buypage_account_purse,
	advance: m.buypage_account_advance,
	margin: m.buypage_account_margin,
	written_off: m.buypage_account_written_off,
	carried: m.buypage_account_carried,
};

/** Payments to confirm, many at once; what is still owed; everything else that moves money, folded. */
export function sayMoneyDesk(seen: Seen) {
	const { desk } = seen;
	if (!may(seen, 'money')) return null;
	const said = desk.payments.filter((it) => it.state === 'said' && it.kind === 'payment' && it.mine);
	const covered = new Set(said.map((it) => it.orderId));
	const owing = desk.orders.filter((it) => it.balanceMinor > 0 && !covered.has(it.id));
	const billed = ['arrived', 'pickup', 'settled'].includes(desk.state) && desk.allocated;
	return {
		said: said.map((it) => ({
			id: it.id,
			who: it.who,
			amount: money(seen, it.amountMinor),
			how: [it.method, it.note, time(seen, it.saidAt)].filter(Boolean).join(' · '),
		})),
		owing: (billed || desk.payWhen === 'before' ? owing : []).map((it) => ({
			id: it.id,
			who: nameOf(it),
			amount: money(seen, it.balanceMinor),
		})),
		yours: desk.payments
			.filter((it) => it.state === 'said' && it.kind !== 'payment')
			.map((it) => ({
				id: it.id,
				text: kinds[it.kind]({ who: it.who, amount: money(seen, it.amountMinor) }),
				note: it.note,
				mine: it.mine,
			})),
		folds: desk.state === 'draft' ? [] : moneyFolds(seen, billed),
		books: desk.books.map((it) => ({
			label:
				it.side === null || desk.sides.length < 2
					? accounts[it.account]()
					: `${accounts[it.account]()} · ${it.side}`,
			amount: money(seen, it.amountMinor),
		})),
		open: desk.open.map((it) => ({
			label:
				it.side === null || desk.sides.length < 2
					? accounts[it.account]()
					: `${accounts[it.account]()} · ${it.side}`,
			amount: money(seen, it.amountMinor),
		})),
		billed,
	};
}

function moneyFolds(seen: Seen, billed: boolean): Folded[] {
	const { desk, me } = seen;
	const folds: Folded[] = [];
	const order = (only: (balance: number) => boolean): AskField => ({
		kind: 'choice',
		name: 'order',
		label: m.buypage_money_who(),
		options: desk.orders
			.filter((it) => only(it.balanceMinor))
			.map((it) => ({ value: it.id, label: `${nameOf(it)} · ${money(seen, it.balanceMinor)}` })),
	});
	const amount = (label: string, value = ''): AskField => ({ kind: 'money', name: 'amount', label, value });
	const line = (name: string, label: string, optional = true): AskField => ({
		kind: 'line',
		name,
		label,
		optional,
	});
	const add = (title: string, hint: string | undefined, asks: Ask[]) =>
		folds.push(hint === undefined ? { title, asks } : { title, hint, asks });
	const said = desk.payments.filter((it) => it.state === 'said' && it.kind === 'payment' && it.mine);
	if (desk.orders.length > 0)
		add(m.buypage_money_one(), m.buypage_money_one_hint(), [
			{
				action: 'confirm',
				of: 'one',
				button: m.buypage_money_do(),
				fields: [
					order(() => true),
					amount(m.buypage_money_amount()),
					line('method', m.buypage_money_method()),
				],
			},
		]);
	if (said.length > 0)
		add(m.buypage_money_reject(), undefined, [
			{
				action: 'reject',
				button: m.buypage_money_reject(),
				tone: 'danger',
				fields: [
					{
						kind: 'choice',
						name: 'payment',
						label: m.buypage_money_reject_which(),
						options: said.map((it) => ({
							value: it.id,
							label: `${it.who} · ${money(seen, it.amountMinor)}`,
						})),
					},
					line('reason', m.buypage_do_reason()),
				],
			},
		]);
	if (billed) {
		const owes = desk.orders.some((it) => it.balanceMinor > 0);
		const uneven = desk.orders.some((it) => it.balanceMinor !== 0);
		if (owes)
			add(m.buypage_money_remind(), m.buypage_money_remind_hint(), [
				{ action: 'remind', button: m.buypage_money_remind() },
			]);
		add(m.buypage_money_refund(), undefined, [
			{
				action: 'refund',
				button: m.buypage_money_refund(),
				fields: [
					order(() => true),
					amount(m.buypage_money_amount()),
					line('reason', m.buypage_do_reason(), false),
				],
			},
		]);
		if (uneven) {
			add(m.buypage_money_carry(), m.buypage_money_carry_hint(), [
				{
					action: 'carry',
					button: m.buypage_money_carry(),
					fields: [order((it) => it !== 0), line('reason', m.buypage_do_reason())],
				},
			]);
			add(m.buypage_money_write_off(), m.buypage_money_write_off_hint(), [
				{
					action: 'write_off',
					button: m.buypage_money_write_off(),
					tone: 'danger',
					fields: [order((it) => it !== 0), line('reason', m.buypage_do_reason(), false)],
				},
			]);
		}
	}
	if (!runs(seen)) return folds;
	const people: AskField = {
		kind: 'choice',
		name: 'resident',
		label: m.buypage_money_who(),
		options: [
			{ value: me.id, label: m.buypage_money_me() },
			...desk.neighbours.map((it) => ({ value: it.id, label: `${it.door} ${it.name}` })),
		],
	};
	const note = line('note', m.buypage_pay_note());
	const owed = desk.books.find((it) => it.account === 'supplier')?.amountMinor ?? 0;
	const planned =
		owed < 0
			? -owed
			: desk.supply.reduce((sum, it) => sum + it.totalMinor, 0) + desk.feeMinor - desk.discountMinor;
	add(m.buypage_money_advance(), m.buypage_money_advance_hint(), [
		{
			action: 'advance',
			button: m.buypage_money_do(),
			fields: [
				people,
				amount(m.buypage_money_amount(), writeMoney(Math.max(0, planned), desk.currency)),
				note,
			],
		},
	]);
	add(m.buypage_money_repay(), m.buypage_money_advance_hint(), [
		{
			action: 'repay',
			button: m.buypage_money_do(),
			fields: [people, amount(m.buypage_money_amount()), note],
		},
	]);
	add(m.buypage_money_supplier(), m.buypage_money_supplier_hint(), [
		{ action: 'supplier', button: m.buypage_money_do(), fields: [amount(m.buypage_money_amount()), note] },
	]);
	const others = desk.sides.filter((side) => !side.home && side.state === 'joined');
	if (others.length > 0)
		add(m.buypage_money_side(), undefined, [
			{
				action: 'side_paid',
				button: m.buypage_money_do(),
				fields: [
					{
						kind: 'choice',
						name: 'side',
						label: m.buypage_money_side_which(),
						options: others.map((side) => ({
							value: side.id,
							label: `${side.name} · ${money(seen, side.dueMinor)}`,
						})),
					},
					amount(m.buypage_money_amount()),
				],
			},
		]);
	return folds;
}

/** What was reported and how it is to be settled. */
export function sayProblems(seen: Seen) {
	const { desk } = seen;
	const orders = new Map(desk.orders.map((it) => [it.id, it]));
	return desk.problems.map((it) => {
		const order = orders.get(it.orderId);
		const ask: Ask = {
			action: 'resolve',
			of: it.id,
			button: m.buypage_problem_resolve(),
			hidden: { problem: it.id },
			fields: [
				{
					kind: 'money',
					name: 'credit',
					label: m.buypage_problem_credit(),
					hint: m.buypage_problem_credit_hint(),
				},
				{
					kind: 'choice',
					name: 'bearer',
					label: m.buypage_problem_bearer(),
					options: [
						{ value: 'supplier', label: m.buypage_problem_supplier() },
						{ value: 'organiser', label: m.buypage_problem_organiser() },
					],
				},
				{ kind: 'line', name: 'answer', label: m.buypage_problem_answer(), optional: true },
			],
		};
		return {
			id: it.id,
			title: m.buypage_problem_who({
				who: order ? nameOf(order) : it.number === null ? '' : String(it.number),
				what: it.title,
				count: it.quantity,
			}),
			note: it.note,
			photo: it.photo,
			at: time(seen, it.saidAt),
			ask: it.settled || !may(seen, 'money') ? null : ask,
			answer: !it.settled
				? null
				: [
						it.creditMinor
							? m.buypage_problem_settled({ amount: money(seen, it.creditMinor) })
							: m.buypage_problem_nothing(),
						it.answer,
					]
						.filter(Boolean)
						.join(' '),
		};
	});
}
