import type { Locale } from './member.ts';

/**
 * Splits a total by weights with largest remainders (Hamilton): the parts always add up to it, to the cent. All weights
 * zero: equal parts; weight zero never pays when others have weight; a negative total is the exact mirror. Equal
 * remainders go by (place among the weights > 0 − offset) mod their number, so that it is not always the same who pays
 * the odd cent. Weights are whole numbers from 0.
 */
export function splitMoney(totalMinor: number, weights: readonly number[], offset = 0): number[] {
	if (totalMinor < 0) return splitMoney(-totalMinor, weights, offset).map((part) => 0 - part);
	if (weights.length === 0) return [];
	const weighed = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
	const sum = weighed.reduce((all, weight) => all + weight, 0);
	const paying = weighed.filter((weight) => weight > 0).length;
	const parts: number[] = [];
	const odd: { index: number; remainder: number; turn: number }[] = [];
	let left = totalMinor;
	let place = 0;
	for (const [index, weight] of weighed.entries()) {
		const { part, remainder } = divide(totalMinor, weight, sum);
		parts.push(part);
		left -= part;
		if (weight > 0) odd.push({ index, remainder, turn: modulo(place++ - offset, paying) });
	}
	if (left === 0) return parts;
	odd.sort((a, b) => b.remainder - a.remainder || a.turn - b.turn);
	for (const { index } of odd.slice(0, left)) parts[index]! += 1;
	return parts;
}

/** `total × weight ÷ sum`, whole and remainder. The product may be more than a double holds. */
function divide(total: number, weight: number, sum: number): { part: number; remainder: number } {
	const product = total * weight;
	if (product <= Number.MAX_SAFE_INTEGER) {
		const remainder = product % sum;
		return { part: (product - remainder) / sum, remainder };
	}
	const [exact, by] = [BigInt(total) * BigInt(weight), BigInt(sum)];
	return { part: Number(exact / by), remainder: Number(exact % by) };
}

function modulo(a: number, b: number): number {
	return ((a % b) + b) % b;
}

/** As much as fits in an `integer` of the database, with room to add up. */
export const MAX_MINOR = 1_000_000_000;

/** How many digits stand after the point: 2 for yuan and euro, 0 for yen. */
export function minorDigits(currency: string): number {
	return (
		new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
	);
}

/** Is it a currency by its three letters (ISO 4217) that this machine knows? */
export function isCurrency(text: string): boolean {
	return /^[A-Z]{3}$/.test(text) && Intl.supportedValuesOf('currency').includes(text);
}

/** As an input shows it again, without a sign: `12.80`. */
export function writeMoney(minor: number, currency: string): string {
	return (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
}

const formats = new Map<string, Intl.NumberFormat>();

/** `¥12.80`, `−€12.80`, in the reader's language. */
export function sayMoney(minor: number, currency: string, locale: Locale): string {
	const key = `${locale} ${currency}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
		formats.set(key, format);
	}
	return format.format(minor / 10 ** minorDigits(currency)).replace('-', '−');
}
