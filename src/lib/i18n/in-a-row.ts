import type { Locale } from '../domain/member.ts';

/** `土豆 1 袋、鸡蛋 2 板`, `potatoes 1 bag, eggs 2 trays`: things one after the other, with the language's own comma. */
export function inARow(things: readonly (string | number)[], locale: Locale): string {
	return things.join(locale === 'en' ? ', ' : '、');
}
