import * as v from 'valibot';
import { MAX_LINES } from '../../domain/group-buy.ts';
import { DETAILS_LENGTH, SHORT_LENGTH } from '../../domain/listing.ts';
import { isId, text } from '../form/fields.ts';
import type { TypedWish } from './read-wishes.ts';

const FIELD = /^lines\.([0-9a-f-]{36})\.(quantity|flex|substitute)$/i;

/** `lines.ID.quantity`, `.flex`, `.substitute` – where that is empty or absent `substitute` of the whole order – and what else belongs to the form, as typed. */
export const OrderForm = v.pipe(
	v.looseObject({ note: text(SHORT_LENGTH), text: text(DETAILS_LENGTH) }),
	v.rawTransform<
		{ note: string; text: string; [name: string]: unknown },
		{ note: string; lines: TypedWish[] }
	>(({ dataset }) => {
		const lines = new Map<string, TypedWish>();
		const whole = dataset.value.substitute !== 'no';
		for (const [name, value] of Object.entries(dataset.value)) {
			const found = FIELD.exec(name);
			const lineId = found?.[1]?.toLowerCase() ?? '';
			if (!found || !isId(lineId)) continue;
			const wish = lines.get(lineId) ?? { lineId, quantity: '', flex: '', substitute: whole };
			lines.set(lineId, wish);
			const typed = String(value).normalize('NFKC').trim();
			if (found[2] === 'substitute') wish.substitute = typed === '' ? whole : typed !== 'no';
			else wish[found[2] === 'flex' ? 'flex' : 'quantity'] = typed;
		}
		return { note: dataset.value.note, lines: [...lines.values()].slice(0, MAX_LINES) };
	}),
);
