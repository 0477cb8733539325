const GRAMS: Readonly<Record<string, number>> = {
	公斤: 1000,
	千克: 1000,
	kg: 1000,
	斤: 500,
	两: 50,
	克: 1,
	g: 1,
	lb: 454,
	磅: 454,
};
const WORD = '公斤|千克|kg|斤|两|克|g|lb|磅';
const UNIT = new RegExp(String.raw`^(\d{1,5}(?:\.\d{1,3})?)?\s*(${WORD})?$`, 'i');
const TYPED = new RegExp(String.raw`^(\d{1,6})(?:[.,](\d{1,4}))?\s*(${WORD})?$`, 'i');

/** How many grams the price of a weighed line is for, by its unit: `斤` 500, `kg` 1000, `500g` 500; a kilogram where it says nothing. */
export function gramsPer(unit: string): number {
	const found = UNIT.exec(unit.normalize('NFKC').trim());
	const word = found?.[2]?.toLowerCase() ?? 'kg';
	return Math.max(1, Math.round(Number(found?.[1] ?? 1) * (GRAMS[word] ?? 1000)));
}

/** Whole grams of what was typed: in the line's unit (`1.5` of 斤), or in the unit beside it (`750g`, `1公斤`); null: no weight. */
export function readWeight(typed: string, unit: string): number | null {
	const found = TYPED.exec(typed.normalize('NFKC').trim());
	if (!found) return null;
	const [, whole, part = '', word] = found;
	const per = word === undefined ? gramsPer(unit) : (GRAMS[word.toLowerCase()] ?? 1000);
	// In ten-thousandths, so that no binary fraction rounds the wrong way.
	const tenThousandths = Number(whole) * 10_000 + Number(part.padEnd(4, '0'));
	return Math.round((tenThousandths * per) / 10_000);
}

/** Grams as one writes them in the line's unit, `1.5`; read again they are the same grams. */
export function writeWeight(grams: number, unit: string): string {
	return String(Math.round((grams * 10_000) / gramsPer(unit)) / 10_000);
}

/** What stands behind a weight: `斤`, `× 500g`, `kg` where the line says nothing that is a weight. */
export function weightUnit(unit: string): string {
	const plain = unit.normalize('NFKC').trim();
	const found = UNIT.exec(plain);
	if (found?.[2] === undefined) return 'kg';
	return found[1] === undefined ? plain : `× ${plain}`;
}

/** By how much one goes up or down where the menu does not say: 50 g where that fits the unit, else half of it. */
export function weightStep(unit: string): number {
	const per = gramsPer(unit);
	if (per % 50 === 0) return 50;
	return per % 2 === 0 ? per / 2 : per;
}
