import type { MoveRow } from '#lib/domain/group-buy-desk-view.ts';
import { writeMoney } from '#lib/domain/money.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask, AskField, Folded } from '../ask.ts';
import { moves } from '../order/account.ts';
import { money, nameOf, runs, time, type Seen } from './seen.ts';

/** `付款 · 1-202 · ¥42.00 · 昨天 18:04`. */
function sayMove(seen: Seen, { kind, who, amountMinor, at }: MoveRow): string {
	return [moves[kind](), who, money(seen, amountMinor), time(seen, at)].filter(Boolean).join(' · ');
}

/** Everything else that moves money, folded away: what is done every day, and what only now and then. */
export function moneyFolds(seen: Seen, billed: boolean): { often: Folded[]; seldom: Folded[] } {
	const { desk, me } = seen;
	const often: Folded[] = [];
	const seldom: Folded[] = [];
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
	const add = (title: string, hint: string | undefined, asks: Ask[], folds = seldom) =>
		folds.push(hint === undefined ? { title, asks } : { title, hint, asks });
	const said = desk.payments.filter((it) => it.state === 'said' && it.kind === 'payment' && it.mine);
	if (desk.orders.length > 0)
		add(
			m.buypage_money_one(),
			m.buypage_money_one_hint(),
			[
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
			],
			often,
		);
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
			add(
				m.buypage_money_remind(),
				m.buypage_money_remind_hint(),
				[{ action: 'remind', button: m.buypage_money_remind() }],
				often,
			);
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
	if (desk.moves.length > 0)
		add(m.buypage_money_reverse(), m.buypage_money_reverse_hint(), [
			{
				action: 'reverse',
				button: m.buypage_money_reverse(),
				tone: 'danger',
				fields: [
					{
						kind: 'choice',
						name: 'move',
						label: m.buypage_money_reverse_which(),
						options: desk.moves.map((it) => ({ value: String(it.id), label: sayMove(seen, it) })),
					},
					line('reason', m.buypage_do_reason(), false),
				],
			},
		]);
	// Another building's organiser pays their side over; of a compound without Stairwell the organiser writes it down.
	const others = desk.sides.filter((side) => !side.home && side.own && side.state === 'joined');
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
					amount(m.buypage_money_amount(), writeMoney(Math.max(0, others[0]!.dueMinor), desk.currency)),
				],
			},
		]);
	if (!runs(seen)) return { often, seldom };
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
	return { often, seldom };
}
