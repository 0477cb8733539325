import { sayAmount } from '../../domain/amount.ts';
import type { ChatText, DeskView } from '../../domain/group-buy-desk-view.ts';
import type { Locale, Member } from '../../domain/member.ts';
import { sayMoney } from '../../domain/money.ts';
import { inARow } from '../../i18n/in-a-row.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { sayDated } from '../../i18n/when.ts';

/** The texts for the chat that make sense now: numbers and never doors or names, so that anybody may read them. */
export function chatTexts(
	desk: DeskView,
	viewer: Pick<Member, 'zone'>,
	origin: string,
	locale: Locale,
): ChatText[] {
	const { title, state, currency } = desk;
	const link = desk.shareCode === null ? [] : [`${origin}/s/${desk.shareCode}`];
	const until = sayDated(desk.closesAt, viewer.zone, locale);
	const money = (minor: number) => sayMoney(minor, currency, locale);
	const text = (kind: ChatText['kind'], ...lines: string[]): ChatText => ({ kind, text: lines.join('\n') });
	const count = { households: desk.households, total: money(desk.totalMinor) };
	const texts: ChatText[] = [];
	if (state === 'open' && desk.missed)
		texts.push(text('missed', m.buy_chat_missed({ title }, { locale }), ...link));
	else if (state === 'open') {
		const menu = desk.lines.map((line) =>
			m.buy_chat_line({ title: line.title, price: priceOf(line, money(line.priceMinor)) }, { locale }),
		);
		const head =
			desk.households === 0
				? m.buy_chat_open_first({ title, until }, { locale })
				: m.buy_chat_open({ title, until, ...count }, { locale });
		texts.push(text('open', head, ...menu, ...link));
		const missing = missingLines(desk, locale);
		if (missing.length > 0)
			texts.push(text('missing', m.buy_chat_missing({ title, until }, { locale }), ...missing, ...link));
	}
	if (state === 'locked')
		texts.push(text('locked', m.buy_chat_locked({ title, ...count }, { locale }), ...link));
	if (state === 'locked' || state === 'ordered') texts.push(text('supplier', supplierText(desk, locale)));
	if (state === 'arrived') {
		const short = desk.lines.filter((line) => line.arrived !== null && line.arrived < line.ordered);
		const changes = short
			.map((line) =>
				m.buy_chat_arrived_short(
					{
						title: line.title,
						arrived: sayAmount(line.arrived ?? 0, line),
						ordered: sayAmount(line.ordered, line),
					},
					{ locale },
				),
			)
			.join(locale === 'en' ? '; ' : '；');
		const said = changes || m.buy_chat_arrived_all({}, { locale });
		texts.push(text('arrived', m.buy_chat_arrived({ title, changes: said }, { locale }), ...link));
	}
	if (state === 'pickup') {
		const when = desk.pickupText || m.buy_chat_pickup_now({}, { locale });
		const stand = { called: inARow(desk.pickup.called, locale) || '–', waiting: desk.pickup.waiting };
		texts.push(
			text(
				'pickup',
				m.buy_chat_pickup({ title, when, place: desk.pickupPlace }, { locale }).replace(/\s+$/, ''),
				...(desk.pickup.called.length > 0 ? [m.buy_chat_pickup_numbers(stand, { locale })] : []),
				...link,
			),
		);
	}
	const unpaid = unpaidText(desk, locale);
	if (unpaid !== null) texts.push(text('unpaid', unpaid, ...link));
	if (state === 'cancelled' || state === 'failed')
		texts.push(text('cancelled', m.buy_chat_cancelled({ title }, { locale })));
	return texts;
}

function missingLines({ lines, minimum, currency }: DeskView, locale: Locale): string[] {
	const said = lines
		.filter((line) => line.missing > 0)
		.map(({ title, missing, caseSize, ...line }) =>
			m.buy_chat_case(
				{ title, missing: sayAmount(missing, line), size: sayAmount(caseSize, line) },
				{ locale },
			),
		);
	const { minor, units, households } = minimum;
	if (minor) said.push(m.buy_chat_missing_money({ amount: sayMoney(minor, currency, locale) }, { locale }));
	if (units) said.push(m.buy_chat_missing_units({ count: units }, { locale }));
	if (households) said.push(m.buy_chat_missing_households({ count: households }, { locale }));
	return said;
}

/** Who still has to pay, by number: which number is whose only that household knows. */
function unpaidText({ orders, allocated, payWhen, title, state }: DeskView, locale: Locale): string | null {
	if (!(allocated || (payWhen === 'before' && ['locked', 'ordered'].includes(state)))) return null;
	if (state === 'settled') return null;
	const open = orders.filter((order) => order.balanceMinor - order.saidMinor > 0);
	if (open.length === 0) return null;
	const numbers = open.map((order) => order.number);
	return numbers.every((it) => it !== null)
		? m.buy_chat_unpaid(
				{
					title,
					numbers: inARow(
						numbers.sort((a, b) => a - b),
						locale,
					),
				},
				{ locale },
			)
		: m.buy_chat_unpaid_count({ title, count: open.length }, { locale });
}

/** The order as it is written to a supplier: cases and pieces, and what it comes to. */
export function supplierText({ title, supply, lines, currency }: DeskView, locale: Locale): string {
	const wanted = supply.filter((it) => it.units > 0);
	const rows = wanted.map((it) => {
		const line = lines.find((other) => other.id === it.lineId)!;
		return m.buy_chat_supplier_line({ title: it.title, amount: amountOf(it, line, locale) }, { locale });
	});
	const total = sayMoney(
		wanted.reduce((sum, it) => sum + it.totalMinor, 0),
		currency,
		locale,
	);
	return [m.buy_chat_supplier({ title }, { locale }), ...rows, m.buy_chat_total({ total }, { locale })].join(
		'\n',
	);
}

function amountOf(
	{ units, cases, pieces }: DeskView['supply'][number],
	{ caseSize, weighed, unit }: { caseSize: number; weighed: boolean; unit: string },
	locale: Locale,
): string {
	if (weighed) return String(sayAmount(units, { weighed, unit }));
	if (caseSize === 1) return inUnits(units, unit, locale);
	const said = [
		cases > 0 ? m.buy_chat_supplier_cases({ cases, size: inUnits(caseSize, unit, locale) }, { locale }) : '',
		pieces > 0 ? inUnits(pieces, unit, locale) : '',
	].filter((it) => it !== '');
	return said.join(m.buy_chat_and({}, { locale }));
}

/** `10 盒`, `2 × 5斤`; without a unit of its own in pieces. */
function inUnits(count: number, unit: string, locale: Locale): string {
	if (unit === '') return m.buy_chat_supplier_pieces({ pieces: count }, { locale });
	return /^\d/.test(unit) ? `${count} × ${unit}` : `${count} ${unit}`;
}

/** `5斤 ¥12.80`, but `¥28.00/板`. */
function priceOf({ unit }: { unit: string }, price: string): string {
	if (unit === '') return price;
	return /^\d/.test(unit) ? `${unit} ${price}` : `${price}/${unit}`;
}
