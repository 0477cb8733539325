import type { BuyView, MyLine, PaymentRow } from '#lib/domain/group-buy-view.ts';
import type { Member } from '#lib/domain/member.ts';
import { sayMoney, writeMoney } from '#lib/domain/money.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import { wordsOf } from '#lib/i18n/words.ts';
import type { Ask, Folded } from '../ask.ts';
import { sayLog } from '../log.ts';
import { sayLeft, sayState, sayUnits, type Reader } from '../say.ts';
import { sayFacts, sayRule } from './facts.ts';
import { standOf } from './stand.ts';

/** What the member's page shows, said in the reader's language: the browser gets words and the numbers that move. */
export function presentBuy(
	buy: BuyView,
	member: Pick<Member, 'status'>,
	reader: Reader,
	origin: string,
	toConfirm: readonly ToConfirm[] = [],
) {
	const { now, zone, locale } = reader;
	const time = (at: Date) => ({ at: at.toISOString(), text: sayTime(at, now, zone, locale) });
	const money = (minor: number) => sayMoney(minor, buy.currency, locale);
	const { mine } = buy;
	const left = buy.takesOrders ? sayLeft(buy.closesAt, now, locale) : null;
	const closes = sayTime(buy.closesAt, now, zone, locale);
	return {
		id: buy.id,
		title: buy.title,
		details: buy.details,
		state: sayState(buy.state),
		currency: buy.currency,
		locale,
		when:
			left === null
				? buy.state === 'draft'
					? m.buypage_closes({ time: closes })
					: buy.closesAt > now
						? m.buypage_closed_early()
						: m.buypage_closed_at({ time: closes })
				: m.buypage_closes_left({ time: closes, left }),
		soon: left !== null && buy.closesAt.getTime() - now.getTime() < 3 * 3_600_000,
		takesOrders: buy.takesOrders,
		mayOrder: buy.may.order,
		waiting: buy.takesOrders && member.status === 'waiting',
		manage: buy.may.manage,
		stand: standOf(buy, reader),
		calling: buy.calling,
		organiser: buy.organiser && { ...buy.organiser, say: doorName(buy.organiser.door) },
		building: buy.building,
		numbers: {
			households: buy.households,
			units: buy.units,
			totalMinor: buy.totalMinor,
			lines: buy.lines.map(({ id, ordered, flex, cases, missing, remaining }) => ({
				id,
				ordered,
				flex,
				cases,
				missing,
				remaining,
			})),
		},
		minimums: {
			minimumMinor: buy.minimumMinor,
			minimumUnits: buy.minimumUnits,
			minimumHouseholds: buy.minimumHouseholds,
		},
		terms: {
			feeMinor: buy.feeMinor,
			discountMinor: buy.discountMinor,
			marginMinor: buy.marginMinor,
			feeRule: buy.feeRule,
		},
		lines: buy.lines.map((line) => {
			const own = mine.lines.find((it) => it.id === line.id);
			return {
				id: line.id,
				title: line.title,
				unit: line.unit,
				photo: line.photo,
				priceMinor: line.priceMinor,
				weighed: line.weighed,
				stepUnit: line.weighed ? 'g' : /^\d/.test(line.unit) ? `× ${line.unit}` : line.unit,
				said: sayUnits(own?.quantity ?? 0, line, locale),
				caseSize: line.caseSize,
				step: line.step,
				least: line.least,
				most: line.most,
				price:
					line.unit === ''
						? m.buypage_menu_price_bare({ price: money(line.priceMinor) })
						: m.buypage_menu_price({ price: money(line.priceMinor), unit: line.unit }),
				notes: [
					line.weighed ? m.buypage_menu_weighed() : '',
					line.keepCold ? m.buypage_menu_cold() : '',
					line.caseSize > 1 ? m.buypage_menu_case({ size: sayUnits(line.caseSize, line, locale) }) : '',
					line.least > line.step ? m.buypage_menu_least({ least: sayUnits(line.least, line, locale) }) : '',
					line.most === null ? '' : m.buypage_menu_most({ most: sayUnits(line.most, line, locale) }),
				].filter(Boolean),
				mine: {
					quantity: own?.quantity ?? 0,
					flex: own?.flex ?? 0,
					substitute: own?.substitute === false ? 'no' : 'yes',
				},
			};
		}),
		lastOrder: buy.lastOrder,
		mine: {
			ordered: mine.orderId !== null,
			note: mine.note,
			number: mine.pickupNumber,
			packed: mine.packed && buy.state !== 'settled',
			rows: mine.lines.map((line) => ({ id: line.id, ...rowOf(line, buy, reader) })),
			bill: billOf(buy, money),
			statement: mine.statement.map((row) => ({
				...time(row.at),
				kind: moves[row.kind]() + (row.reason === '' ? '' : ` · ${row.reason}`),
				amount: money(row.amountMinor),
				balance: money(row.balanceMinor),
			})),
			problems: mine.problems.map((it) => ({
				id: it.id,
				text: `${it.title} · ${it.quantity}${it.note === '' ? '' : ` · ${it.note}`}`,
				photo: it.photo,
				answer: !it.settled
					? m.buypage_problem_waiting()
					: [
							it.creditMinor
								? m.buypage_problem_settled({ amount: money(it.creditMinor) })
								: m.buypage_problem_nothing(),
							it.answer,
						]
							.filter(Boolean)
							.join(' '),
			})),
		},
		pay: payOf(buy),
		asks: asksOf(buy, toConfirm, money),
		folds: foldsOf(buy),
		facts: sayFacts(buy, reader),
		sides:
			buy.sides.length > 1
				? buy.sides.map((side) => ({
						name: side.name,
						text: m.buypage_sides_row({ count: side.households, amount: money(side.totalMinor) }),
					}))
				: [],
		comments: buy.comments.map((it) => ({
			...it,
			createdAt: time(it.createdAt),
			say: it.door && doorName(it.door),
			name: it.helper
				? m.people_for_by({ by: it.helper, door: doorName(it.door ?? ''), name: it.name ?? '' })
				: it.helped && !it.own
					? m.people_helped()
					: it.name,
		})),
		mayComment: buy.may.comment,
		log: sayLog(buy.log, reader),
		share: buy.may.share
			? { text: buy.shareCode && forChat(buy, reader, `${origin}/s/${buy.shareCode}`) }
			: null,
		words: {
			...wordsOf('buypage_menu_'),
			back: m.buypage_step_back(),
			toDesk: m.buypage_to_desk(),
			progress: wordsOf('buypage_progress_'),
			households_one: m.buypage_households({ count: 1 }),
			households: m.buypage_households({ count: '{count}' }),
			householdsNone: m.buypage_households_none(),
			calling: m.buypage_calling_now(),
			mine: wordsOf('buypage_mine_'),
			bill: wordsOf('buypage_bill_'),
			pay: wordsOf('buypage_pay_'),
			comments: wordsOf('buypage_comments_'),
			share: wordsOf('buypage_share_'),
			facts: m.buypage_facts_title(),
			sides: m.buypage_sides_title(),
			log: m.buypage_log_title(),
			logHint: m.buypage_log_hint(),
			problems: m.buypage_problems_mine(),
		},
	};
}
export type SaidBuy = ReturnType<typeof presentBuy>;

const moves = {
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
	written_off: m.buypage_move_written_off,
	reversal: m.buypage_move_reversal,
};

/** What goes to the chat with the link: how long still, and how many already. */
function forChat(buy: BuyView, { now, zone, locale }: Reader, link: string): string {
	const closes = sayTime(buy.closesAt, now, zone, locale);
	return m.buypage_share_chat({
		title: buy.title,
		when: buy.takesOrders ? m.buypage_closes({ time: closes }) : m.buypage_closed_at({ time: closes }),
		count:
			buy.households === 0 ? m.buypage_households_none() : m.buypage_households({ count: buy.households }),
		link,
	});
}

/** What a household ordered and got, and why that is not the same. */
function rowOf(line: MyLine, buy: BuyView, { locale }: Reader) {
	const menu = buy.lines.find((it) => it.id === line.id);
	const units = (count: number) => sayUnits(count, menu ?? { unit: line.unit, weighed: false }, locale);
	const { quantity, received } = line;
	const why: string[] = [];
	if (received !== null && received < quantity)
		why.push(
			received === 0 && menu?.arrived === 0
				? m.buypage_mine_none()
				: m.buypage_mine_short({ rule: sayRule(buy.shortageRule) }),
		);
	if (received !== null && received > quantity) why.push(m.buypage_mine_more());
	if (received !== null && menu?.substitute) why.push(m.buypage_mine_instead({ what: menu.substitute }));
	return {
		title: line.title,
		amount:
			received === null || received === quantity
				? units(quantity)
				: m.buypage_mine_received({ ordered: units(quantity), received: units(received) }),
		cost: sayMoney(line.costMinor, buy.currency, locale),
		changed: why.length > 0,
		why: why.join(' '),
	};
}

function billOf({ mine }: BuyView, money: (minor: number) => string) {
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
	if (mine.paidMinor !== 0) settled.push({ label: m.buypage_bill_paid(), amount: money(mine.paidMinor) });
	if (mine.saidMinor !== 0) settled.push({ label: m.buypage_bill_said(), amount: money(mine.saidMinor) });
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

/** How to pay, for those who ordered, as long as there is something to pay. */
function payOf(buy: BuyView) {
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
function asksOf(buy: BuyView, toConfirm: readonly ToConfirm[], money: (minor: number) => string): Ask[] {
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

function foldsOf(buy: BuyView): Folded[] {
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
