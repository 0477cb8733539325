import type { DeskView, PackingView } from '../../domain/group-buy-desk-view.ts';
import type { Locale } from '../../domain/member.ts';
import { writeUnits } from '../../domain/amount.ts';
import { minorDigits } from '../../domain/money.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Sheet } from './sheet.ts';

/** What the supplier is asked for: units in all, in cases and single pieces, and what it comes to. */
export function supplierSheet(desk: DeskView, locale: Locale): Sheet {
	const it = { locale };
	const money = amounts(desk.currency);
	const wanted = desk.supply.filter((line) => line.units > 0);
	const head = [
		m.buy_export_item({}, it),
		m.buy_export_unit({}, it),
		m.buy_export_units({}, it),
		m.buy_export_case_size({}, it),
		m.buy_export_cases({}, it),
		m.buy_export_pieces({}, it),
		m.buy_export_missing({}, it),
		m.buy_export_price({}, it),
		m.buy_export_total({}, it),
	];
	const rows = wanted.map((supply) => {
		const line = desk.lines.find((other) => other.id === supply.lineId)!;
		const { title, unit, cases, totalMinor } = supply;
		const [units, size, pieces, missing] = [supply.units, line.caseSize, supply.pieces, supply.missing].map(
			(it) => Number(writeUnits(it, line)),
		);
		// Of what is weighed without cases there are neither cases nor pieces.
		const loose = line.weighed && line.caseSize === 1;
		return [
			title,
			unit,
			units!,
			loose ? null : size!,
			loose ? null : cases,
			loose ? null : pieces!,
			loose ? null : missing!,
			money(line.priceMinor),
			money(totalMinor),
		];
	});
	const total = wanted.reduce((sum, line) => sum + line.totalMinor, 0);
	return {
		name: m.buy_export_supplier_sheet({}, it),
		head,
		rows: [...rows, ['', '', null, null, null, null, null, null, money(total)]],
	};
}

/** One row an item of an order: by number, cold things first. */
export function packingSheet(packing: PackingView, locale: Locale): Sheet {
	const it = { locale };
	const yes = m.buy_export_yes({}, it);
	const head = [
		m.buy_export_number({}, it),
		m.buy_export_door({}, it),
		m.buy_export_name({}, it),
		m.buy_export_item({}, it),
		m.buy_export_unit({}, it),
		m.buy_export_quantity({}, it),
		m.buy_export_cold({}, it),
		m.buy_export_packed({}, it),
		m.buy_export_note({}, it),
	];
	const rows = packing.orders.flatMap((order) =>
		order.items.map((item, i) => [
			order.number,
			order.door,
			order.name,
			item.title,
			item.unit,
			Number(writeUnits(item.quantity, item)),
			item.keepCold ? yes : '',
			item.packed ? yes : '',
			i === 0 ? order.note : '',
		]),
	);
	return { name: m.buy_export_packing_sheet({}, it), head, rows };
}

/** Who owes what, who has paid, what is open: for those who keep the money. */
export function paymentsSheet(desk: DeskView, locale: Locale): Sheet {
	const it = { locale };
	const money = amounts(desk.currency);
	const head = [
		m.buy_export_number({}, it),
		m.buy_export_door({}, it),
		m.buy_export_name({}, it),
		m.buy_export_due({}, it),
		m.buy_export_paid({}, it),
		m.buy_export_open({}, it),
	];
	const rows = desk.orders.map((order) => [
		order.number,
		order.door,
		order.name,
		money(order.dueMinor),
		money(order.paidMinor),
		money(order.balanceMinor),
	]);
	const sum = (of: (order: DeskView['orders'][number]) => number) =>
		money(desk.orders.reduce((all, order) => all + of(order), 0));
	const total = [null, '', '', sum((o) => o.dueMinor), sum((o) => o.paidMinor), sum((o) => o.balanceMinor)];
	return { name: m.buy_export_payments_sheet({}, it), head, rows: [...rows, total] };
}

/** As a number that a spreadsheet can add up: 12.8. */
function amounts(currency: string): (minor: number) => number {
	const unit = 10 ** minorDigits(currency);
	return (minor) => minor / unit;
}
