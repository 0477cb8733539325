import * as v from 'valibot';
import { HELP_TASKS, PAYMENT_LENGTH } from '#lib/domain/group-buy.ts';
import { SHORT_LENGTH, TITLE_LENGTH } from '#lib/domain/listing.ts';
import { OrderForm } from '#lib/server/group-buy/order-form.ts';
import { id, isId, line, optionalId, said, text, time, whole, yesNo } from '#lib/server/form/fields.ts';

/** The fields of the forms at the organiser's desk. */
const short = text(SHORT_LENGTH);
const money = text(20);

export const NothingForm = v.object({});
export const StepForm = (zone: string) => v.object({ reason: short, closesAt: time(zone), text: short });
export const ExtendForm = (zone: string) => v.object({ closesAt: time(zone) });
export const PaymentForm = v.object({ payment: text(PAYMENT_LENGTH) });
export const PictureForm = v.object({ line: id });
export const PackedForm = v.object({ order: id, line: optionalId, packed: yesNo(true) });
export const CallForm = v.object({
	number: short,
	order: optionalId,
	floor: whole(0, 200, null),
	count: whole(1, 500, 1),
	side: optionalId,
	undo: yesNo(false),
});
export const FetchedForm = v.object({ order: id });
export const RejectForm = v.object({ payment: id, reason: short });
export const ReverseForm = v.object({ move: whole(1, Number.MAX_SAFE_INTEGER, 0), reason: short });
export const AdjustForm = v.object({ order: id, amount: money, reason: short });
export const AdvanceForm = v.object({ resident: id, amount: line(20), note: short, method: text(40) });
export const SupplierForm = v.object({ amount: line(20), note: short });
export const SidePaidForm = v.object({ side: id, amount: line(20), note: short, method: text(40) });
export const ResolveForm = v.object({
	problem: id,
	credit: money,
	bearer: v.optional(v.picklist(['supplier', 'organiser'], 'field.unknown_choice'), 'supplier'),
	answer: short,
});
export const InviteForm = v.object({ name: line(TITLE_LENGTH) });
/** The link of an invitation, or its code; nothing where the organiser's role was offered. */
export const AcceptForm = v.object({
	code: v.pipe(
		text(300),
		v.transform((it) => it.split('/').at(-1)!),
	),
});
export const HelperForm = v.object({ resident: id, task: said(HELP_TASKS), remove: yesNo(false) });
export const HandOverForm = v.object({ resident: id, remove: yesNo(false) });
export const OrderForForm = v.intersect([v.looseObject({ side: id, door: line(30) }), OrderForm]);
export const PasteForm = v.object({ text: text(20_000), side: optionalId, do: text(10) });

const CONFIRM = /^(payments|orders)\.([0-9a-f-]{36})$/i;

/** `payments.ID` and `orders.ID` are ticked with `yes`; one order may come with an amount. */
export const ConfirmForm = v.pipe(
	v.looseObject({ order: optionalId, amount: money, method: text(40) }),
	v.transform((form) => {
		const ticked = { payments: [] as string[], orders: [] as string[] };
		for (const [name, value] of Object.entries(form)) {
			const found = CONFIRM.exec(name);
			if (found && value === 'yes' && isId(found[2]!))
				ticked[found[1] as keyof typeof ticked].push(found[2]!);
		}
		return { ...ticked, order: form.order, amount: form.amount, method: form.method };
	}),
);

const ARRIVED = /^lines\.([0-9a-f-]{36})\.(arrived|total|substitute)$/i;
export type TypedArrival = { lineId: string; arrived: string; total: string; substitute: string };

/** `lines.ID.arrived`, `.total`, `.substitute`, and fee and discount as they came out. */
export const ArrivedForm = v.pipe(
	v.looseObject({ fee: money, discount: money }),
	v.transform((form) => {
		const lines = new Map<string, TypedArrival>();
		for (const [name, value] of Object.entries(form)) {
			const found = ARRIVED.exec(name);
			if (!found || !isId(found[1]!) || typeof value !== 'string') continue;
			const lineId = found[1]!.toLowerCase();
			const line = lines.get(lineId) ?? { lineId, arrived: '', total: '', substitute: '' };
			line[found[2] as 'arrived' | 'total' | 'substitute'] = value
				.normalize('NFKC')
				.trim()
				.slice(0, SHORT_LENGTH);
			lines.set(lineId, line);
		}
		return { fee: form.fee, discount: form.discount, lines: [...lines.values()] };
	}),
);

/** `3`, `1,2,5`, `3-8`, `1、2`: pickup numbers as they are called out; null when they are none. */
export function readNumbers(typed: string): number[] | null {
	const numbers: number[] = [];
	for (const piece of typed.normalize('NFKC').split(/[\s,;、]+/)) {
		if (piece === '') continue;
		const found = /^(\d{1,4})(?:[-~至到](\d{1,4}))?$/.exec(piece);
		if (!found) return null;
		const [from, to] = [Number(found[1]), Number(found[2] ?? found[1])];
		if (to < from || to - from > 500) return null;
		for (let number = from; number <= to; number++) numbers.push(number);
	}
	return numbers;
}
