import { MAX_MINOR, minorDigits } from './money.ts';

/** Reads money as people type it – `12.8`, `¥1,200`, `12,50 €`, `12块8`, `３元` – in minor units; null when it is none. */
export function readMoney(typed: string, currency: string): number | null {
	const plain = typed
		.normalize('NFKC')
		.replace(/[¥￥$€£]|人民币|rmb|cny|eur|usd/gi, '')
		.replace(/\s+/g, '')
		.replace(/^(-?\d+)[块元](\d{1,2})[角毛]?$/, '$1.$2')
		.replace(/[元块圆]$/, '');
	const digits = minorDigits(currency);
	const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,9})(?:[.,](\d{1,3}))?$/.exec(plain);
	if (!found) return null;
	const fraction = found[3] ?? '';
	if (fraction.length > digits) return null;
	const minor = Number(found[2]!.replaceAll(',', '') + fraction.padEnd(digits, '0'));
	if (minor > MAX_MINOR) return null;
	return found[1] === '-' ? 0 - minor : minor;
}
