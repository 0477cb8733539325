import * as v from 'valibot';
import { MAX_LINES, MAX_UNITS } from '../../domain/group-buy.ts';
import { DETAILS_LENGTH, SHORT_LENGTH } from '../../domain/listing.ts';
import { isId, text } from '../form/fields.ts';
import type { Wish } from './order.ts';

const FIELD = /^lines\.([0-9a-f-]{36})\.(quantity|flex|substitute)$/i;

/** `lines.ID.quantity`, `.flex`, `.substitute` and what else belongs to the form; every number named by its own field. */
export const OrderForm = v.pipe(
	v.looseObject({ note: text(SHORT_LENGTH), text: text(DETAILS_LENGTH) }),
	v.rawTransform<{ note: string; text: string; [name: string]: unknown }, { note: string; lines: Wish[] }>(
		({ dataset, addIssue, NEVER }) => {
			const lines = new Map<string, Wish>();
			for (const [name, value] of Object.entries(dataset.value)) {
				const found = FIELD.exec(name);
				const lineId = found?.[1]?.toLowerCase() ?? '';
				if (!found || !isId(lineId)) continue;
				const wish = lines.get(lineId) ?? { lineId, quantity: 0, flex: 0, substitute: true };
				lines.set(lineId, wish);
				const typed = String(value).normalize('NFKC').trim();
				if (found[2] === 'substitute') {
					wish.substitute = typed !== 'no';
					continue;
				}
				const field = found[2] === 'flex' ? 'flex' : 'quantity';
				const message =
					typed !== '' && !/^\d{1,9}$/.test(typed)
						? 'field.not_a_number'
						: Number(typed) > MAX_UNITS
							? 'field.out_of_range'
							: null;
				if (message !== null) {
					addIssue({
						message,
						path: [{ type: 'object', origin: 'value', input: dataset.value, key: name, value }],
					});
					return NEVER;
				}
				wish[field] = Number(typed);
			}
			return { note: dataset.value.note, lines: [...lines.values()].slice(0, MAX_LINES) };
		},
	),
);
