import { writeUnits } from '../../domain/amount.ts';
import { writeMoney } from '../../domain/money.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { findKnown, maySeeBuy, roleOf } from './access.ts';
import { listLines, type BuyRow, type LineRow } from './queries.ts';

/** An old group buy as the fields of a new one: everything but its times. Also somebody else's, without how they were paid. */
export async function findCopy(db: Db, by: Member, id: string): Promise<Record<string, string> | null> {
	const known = await findKnown(db, id);
	if (!known || !maySeeBuy(known, by)) return null;
	const { payment, ...said } = asValues(known.buy, await listLines(db, id));
	const kept = Object.entries(said).filter(([name]) => !name.endsWith('.id'));
	const values: Record<string, string> = { ...Object.fromEntries(kept), from: id };
	if (roleOf(known, by) === 'organiser' && payment) values.payment = payment;
	return values;
}

/** A group buy as the form's fields. */
export function asValues(buy: BuyRow, lines: readonly LineRow[]): Record<string, string> {
	const money = (minor: number | null) => (minor ? writeMoney(minor, buy.currency) : '');
	const number = (it: number | null) => (it === null ? '' : String(it));
	const values: Record<string, string> = {
		title: buy.title,
		details: buy.details,
		supplier: buy.supplier,
		currency: buy.currency,
		scope: buy.scope,
		fee: money(buy.feeMinor),
		discount: money(buy.discountMinor),
		margin: money(buy.marginMinor),
		feeRule: buy.feeRule,
		shortageRule: buy.shortageRule,
		minimum: money(buy.minimumMinor),
		minimumUnits: number(buy.minimumUnits),
		minimumHouseholds: number(buy.minimumHouseholds),
		payWhen: buy.payWhen,
		payment: buy.payment,
		numberOrder: buy.numberOrder,
		pickupPlace: buy.pickupPlace,
	};
	for (const [i, line] of lines.entries()) {
		const at = `lines.${i}.`;
		values[`${at}id`] = line.id;
		values[`${at}title`] = line.title;
		values[`${at}unit`] = line.unit;
		values[`${at}price`] = writeMoney(line.priceMinor, buy.currency);
		for (const name of ['caseSize', 'cap', 'least', 'most', 'step'] as const)
			values[at + name] =
				line[name] === null || (name === 'caseSize' && line.caseSize === 1 && line.weighed)
					? ''
					: writeUnits(line[name], line);
		values[`${at}weighed`] = line.weighed ? 'yes' : 'no';
		values[`${at}keepCold`] = line.keepCold ? 'yes' : 'no';
	}
	return values;
}
