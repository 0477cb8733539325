import { MAX_UNITS } from './group-buy.ts';
import { done, refused, type Outcome } from './outcome.ts';
import { readWeight, weightUnit, writeWeight } from './weight.ts';

export type AmountProblem = 'field.not_a_number' | 'field.out_of_range';
type Measured = { weighed: boolean; unit: string };

/** How much was typed, as it is kept: units, of weighed goods grams. */
export function readUnits(typed: string, { weighed, unit }: Measured): Outcome<number, AmountProblem> {
	const plain = typed.normalize('NFKC').trim();
	const amount = weighed ? readWeight(plain, unit) : /^\d{1,9}$/.test(plain) ? Number(plain) : null;
	if (amount === null) return refused('field.not_a_number');
	return amount > MAX_UNITS ? refused('field.out_of_range') : done(amount);
}

/** The same the other way round, for a field. */
export function writeUnits(amount: number, { weighed, unit }: Measured): string {
	return weighed ? writeWeight(amount, unit) : String(amount);
}

/** `3`, of weighed goods `1.5 斤`: for a sentence that names the thing itself. */
export function sayAmount(amount: number, line: Measured): string | number {
	return line.weighed ? `${writeWeight(amount, line.unit)} ${weightUnit(line.unit)}` : amount;
}
