import type { Category } from '#lib/domain/listing.ts';
import type { Locale } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const UNITS: Record<Category | 'parts', typeof m.listing_unit_food> = {
	food: m.listing_unit_food,
	medicine: m.listing_unit_medicine,
	item: m.listing_unit_item,
	help: m.listing_unit_help,
	parts: m.listing_unit_parts,
};

/** What a number stands with where nobody wrote a unit: in Chinese no number stands bare; in English it may, and this is ''. */
export function usualUnit(category: Category, inParts: boolean, locale: Locale): string {
	return UNITS[inParts ? 'parts' : category]({}, { locale });
}
