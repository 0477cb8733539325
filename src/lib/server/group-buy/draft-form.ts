import * as v from 'valibot';
import { type BuyDraft, type DraftLine, type DraftRefusal } from '../../domain/group-buy-draft.ts';
import {
	FEE_RULES,
	MAX_LINES,
	MAX_PRICE_MINOR,
	MAX_UNITS,
	NUMBER_ORDERS,
	PAY_WHEN,
	PAYMENT_LENGTH,
	SUPPLIER_LENGTH,
} from '../../domain/group-buy.ts';
import { readUnits, type AmountProblem } from '../../domain/amount.ts';
import { weightStep } from '../../domain/weight.ts';
import { DETAILS_LENGTH, SCOPES, SHORT_LENGTH, TITLE_LENGTH } from '../../domain/listing.ts';
import { readMenu } from '../../domain/menu-lines.ts';
import { isCurrency, MAX_MINOR } from '../../domain/money.ts';
import { readMoney } from '../../domain/typed-money.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { SHORTAGE_RULES } from '../../domain/share-out.ts';
import { choice, line, optionalId, text, time, whole, yesNo } from '../form/fields.ts';

const short = (most: number) =>
	v.pipe(
		text(most),
		v.transform((it) => it.replace(/\s*\n\s*/g, ' ')),
	);

const menuLine = v.object({
	/** Of a line that is there already. */
	id: optionalId,
	title: short(TITLE_LENGTH),
	unit: short(20),
	price: short(20),
	// In units, of weighed goods in the line's unit: which of them it is, is known only with the whole line.
	caseSize: short(20),
	cap: short(20),
	least: short(20),
	most: short(20),
	step: short(20),
	weighed: yesNo(false),
	keepCold: yesNo(false),
});

/** The fields of `/group-buys/new` as they arrive. */
export const BuyForm = (zone: string) =>
	v.object({
		title: line(TITLE_LENGTH),
		details: text(DETAILS_LENGTH),
		supplier: short(SUPPLIER_LENGTH),
		currency: short(3),
		opensAt: time(zone),
		closesAt: time(zone),
		scope: choice(SCOPES, 'building'),
		fee: short(20),
		discount: short(20),
		margin: short(20),
		feeRule: choice(FEE_RULES, 'equal'),
		shortageRule: choice(SHORTAGE_RULES, 'fair'),
		minimum: short(20),
		minimumUnits: whole(1, MAX_UNITS, null),
		minimumHouseholds: whole(1, 9999, null),
		payWhen: choice(PAY_WHEN, 'after'),
		payment: text(PAYMENT_LENGTH),
		numberOrder: choice(NUMBER_ORDERS, 'door'),
		pickupPlace: short(SHORT_LENGTH),
		menu: text(8000),
		from: optionalId,
		do: short(10),
		lines: v.optional(
			v.pipe(v.array(menuLine, 'field.not_text'), v.maxLength(MAX_LINES, 'field.out_of_range')),
			[],
		),
	});

type Typed = v.InferOutput<ReturnType<typeof BuyForm>>;
export type ReadLine = DraftLine & { id: string | null };
type Read = Omit<BuyDraft, 'lines'> & { lines: ReadLine[] };

const DAY = 86_400_000;

/** The group buy that is meant: money read in its currency, defaults filled in, pasted lines behind the typed ones. */
export function readDraft(
	typed: Typed,
	zone: string,
	now: Date,
): Outcome<Read, DraftRefusal | AmountProblem> {
	const currency = (typed.currency || currencyOf(zone)).toUpperCase();
	if (!isCurrency(currency)) return refused('group_buy.currency_unknown', { field: 'currency' });
	const amounts: Record<'fee' | 'discount' | 'margin' | 'minimum', number> = {
		fee: 0,
		discount: 0,
		margin: 0,
		minimum: 0,
	};
	for (const field of ['fee', 'discount', 'margin', 'minimum'] as const) {
		if (typed[field] === '') continue;
		const amount = readMoney(typed[field], currency);
		if (amount === null || amount < 0 || amount > MAX_MINOR)
			return refused('group_buy.money_unreadable', { field });
		amounts[field] = amount;
	}
	const lines: ReadLine[] = [];
	for (const [i, { price, caseSize, cap, least, most, step, ...line }] of typed.lines.entries()) {
		if (line.title === '') continue;
		const limits = readLimits({ caseSize, cap, least, most, step }, line);
		if (!limits.ok) return refused(limits.code, { field: `lines.${i}.${limits.field}` });
		const priceMinor = readMoney(price, currency);
		if (priceMinor === null || priceMinor < 0 || priceMinor > MAX_PRICE_MINOR)
			return refused('group_buy.money_unreadable', { field: `lines.${i}.price` });
		lines.push({ ...line, ...limits.value, priceMinor });
	}
	for (const pasted of readMenu(typed.menu).lines.slice(0, MAX_LINES - lines.length))
		lines.push({
			id: null,
			title: pasted.title.slice(0, TITLE_LENGTH),
			unit: pasted.unit.slice(0, 20),
			priceMinor: readMoney(pasted.price, currency) ?? 0,
			caseSize: 1,
			cap: null,
			least: 1,
			most: null,
			step: 1,
			weighed: false,
			keepCold: false,
		});
	const { fee, discount, margin, minimum } = amounts;
	return done({
		title: typed.title,
		details: typed.details,
		supplier: typed.supplier,
		currency,
		opensAt: typed.opensAt,
		closesAt: typed.closesAt ?? new Date(now.getTime() + DAY),
		scope: typed.scope,
		feeMinor: fee,
		discountMinor: discount,
		marginMinor: margin,
		feeRule: typed.feeRule,
		shortageRule: typed.shortageRule,
		minimumMinor: minimum === 0 ? null : minimum,
		minimumUnits: typed.minimumUnits,
		minimumHouseholds: typed.minimumHouseholds,
		payWhen: typed.payWhen,
		payment: typed.payment,
		numberOrder: typed.numberOrder,
		pickupPlace: typed.pickupPlace,
		lines,
	});
}

type Limits = Pick<DraftLine, 'caseSize' | 'cap' | 'least' | 'most' | 'step'>;

function readLimits(
	typed: Record<keyof Limits, string>,
	line: { weighed: boolean; unit: string },
): Outcome<Limits, AmountProblem> {
	const step = line.weighed ? weightStep(line.unit) : 1;
	const limits: Record<keyof Limits, number | null> = {
		caseSize: 1,
		cap: null,
		least: null,
		most: null,
		step,
	};
	for (const name of ['caseSize', 'cap', 'least', 'most', 'step'] as const) {
		if (typed[name] === '') continue;
		const read = readUnits(typed[name], line);
		if (!read.ok) return refused(read.code, { field: name });
		if (read.value < 1 && name !== 'cap') return refused('field.out_of_range', { field: name });
		limits[name] = read.value;
	}
	const { caseSize, cap, least, most } = limits;
	const by = limits.step ?? step;
	return done({ caseSize: caseSize ?? 1, cap, least: least ?? by, most, step: by });
}

/** What is paid with where the building stands. */
export function currencyOf(zone: string): string {
	if (/^Asia\/(Shanghai|Urumqi|Chongqing|Harbin|Kashgar)$/.test(zone)) return 'CNY';
	if (zone === 'Asia/Hong_Kong') return 'HKD';
	if (zone === 'Asia/Taipei') return 'TWD';
	if (zone === 'Asia/Tokyo') return 'JPY';
	if (zone === 'Europe/London') return 'GBP';
	if (zone === 'Europe/Zurich') return 'CHF';
	if (zone.startsWith('Europe/')) return 'EUR';
	return zone.startsWith('America/') ? 'USD' : 'CNY';
}

/** The fields with the pasted menu written out as lines, for the form to show again. */
export function withMenuRead(values: Record<string, string>): Record<string, string> {
	const { menu = '', ...rest } = values;
	const read = readMenu(menu);
	let next = Object.keys(rest).reduce((most, name) => {
		const found = /^lines\.(\d+)\.title$/.exec(name);
		return found && rest[name]?.trim() !== '' ? Math.max(most, Number(found[1]) + 1) : most;
	}, 0);
	const filled: Record<string, string> = { ...rest, menu: read.unread.join('\n') };
	for (const { title, unit, price } of read.lines.slice(0, MAX_LINES)) {
		filled[`lines.${next}.title`] = title;
		filled[`lines.${next}.unit`] = unit;
		filled[`lines.${next}.price`] = price;
		next++;
	}
	return filled;
}

/** Names of the fields that say something: a time left blank says nothing of it. */
export function sentFields(values: Readonly<Record<string, string>>): Set<string> {
	const blank = (name: string) => name === 'closesAt' && values[name] === '';
	return new Set(Object.keys(values).filter((name) => !blank(name)));
}
