import { readUnits, type AmountProblem } from '../../domain/amount.ts';
import { done, refused, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import type { Wish } from './order.ts';
import { listLinesById } from './queries.ts';

export type TypedWish = { lineId: string; quantity: string; flex: string; substitute: boolean };

/** Amounts as they were typed, in units or – of what is weighed – in grams; the first that cannot be read is named by its field. */
export async function readWishes(
	db: Db,
	typed: readonly TypedWish[],
): Promise<Outcome<Wish[], AmountProblem>> {
	const lines = await listLinesById(
		db,
		typed.map((it) => it.lineId),
	);
	const wishes: Wish[] = [];
	for (const { lineId, substitute, ...amounts } of typed) {
		const line = lines.get(lineId) ?? { weighed: false, unit: '' };
		const wish: Wish = { lineId, quantity: 0, flex: 0, substitute };
		for (const name of ['quantity', 'flex'] as const) {
			if (amounts[name] === '') continue;
			const read = readUnits(amounts[name], line);
			if (!read.ok) return refused(read.code, { field: `lines.${lineId}.${name}` });
			wish[name] = read.value;
		}
		wishes.push(wish);
	}
	return done(wishes);
}
