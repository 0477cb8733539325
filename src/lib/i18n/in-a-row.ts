import type { Locale } from '../domain/member.ts';
import { whole } from './whole.ts';

/** `土豆 1 袋、鸡蛋 2 板`, `potatoes 1 bag, eggs 2 trays`: things one after the other, with the language's own comma. */
export function inARow(things: readonly (string | number)[], locale: Locale): string {
	return things.join(comma(locale));
}

const comma = (locale: Locale) => (locale === 'en' ? ', ' : '、');

/** The same for display, each with its comma, for elements of the class `thing`: lines end only after one. */
export function asThings(things: readonly string[], locale: Locale): string[] {
	return things.map((thing, i) => whole(thing) + (i < things.length - 1 ? comma(locale) : ''));
}
