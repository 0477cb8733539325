import type { Direction } from '#lib/domain/listing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What is left of an offer, or still missing of an ask: `还剩 2 份，共 3 份`. */
export function sayRemaining(left: number, total: number, unit: string, direction: Direction): string {
	return said(left, { left, total, unit }, direction)
		.replace(/ {2,}/g, ' ')
		.replace(/ (?=[，,])/g, '')
		.trim();
}

function said(
	left: number,
	words: { left: number; total: number; unit: string },
	direction: Direction,
): string {
	const whole = left === words.total;
	if (direction === 'ask') {
		if (left === 0) return m.app_remaining_ask_none();
		return whole ? m.app_remaining_ask_one(words) : m.app_remaining_ask(words);
	}
	if (left === 0) return m.app_remaining_offer_none();
	return whole ? m.app_remaining_offer_one(words) : m.app_remaining_offer(words);
}
