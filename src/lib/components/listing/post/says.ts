import { fill } from '#lib/i18n/fill.ts';
import { sayTyped, type Values } from './values.ts';
import type { PostWords } from './words.ts';

type Options = { value: string; label: string }[];

/** What is chosen from, in the words for this kind of post. */
export function optionsOf(values: Values, words: PostWords) {
	const ask = values.direction === 'ask';
	return {
		terms: [
			{ value: 'give', label: ask ? words.termsGiveAsk : words.termsGive },
			{ value: 'lend', label: ask ? words.termsLendAsk : words.termsLend },
			{ value: 'swap', label: ask ? words.termsSwapAsk : words.termsSwap },
		],
		place: [
			{ value: 'door', label: ask ? words.placeDoorAsk : words.placeDoor },
			{ value: 'corner', label: words.placeCorner },
			{ value: 'meet', label: words.placeMeet },
			{ value: 'carrier', label: words.placeCarrier },
		],
		allocation: [
			{ value: 'first_come', label: words.allocationFirstCome },
			{ value: 'poster_chooses', label: words.allocationPosterChooses },
			{ value: 'draw', label: words.allocationDraw },
		],
		scope: [
			{ value: 'entrance', label: words.scopeEntrance },
			{ value: 'building', label: words.scopeBuilding },
			{ value: 'community', label: words.scopeCommunity },
		],
		reach: [
			{ value: 'ring', label: words.reachRing },
			{ value: 'knock', label: words.reachKnock },
			{ value: 'text', label: words.reachText },
			{ value: 'none', label: words.reachNone },
		],
	} satisfies Partial<Record<keyof Values, Options>>;
}

function chosen(values: Values, words: PostWords, ...fields: (keyof ReturnType<typeof optionsOf>)[]) {
	const options = optionsOf(values, words);
	return fields.map((field) => options[field].find(({ value }) => value === values[field])?.label);
}

/** A line ends with the dot, none begins with it. */
const joined = (said: (string | null | undefined)[]): string => said.filter(Boolean).join('\u00a0· ');

/** How it changes hands; `share`: how many a household may have, where that is limited. */
export function sayHow(values: Values, words: PostWords, share: number | null = null): string {
	const [terms, place, allocation] = chosen(values, words, 'terms', 'place', 'allocation');
	const usual = values.direction === 'ask' && values.allocation === 'first_come';
	return joined([
		values.direction === 'ask' && values.terms === 'give' ? null : terms,
		place,
		share === null ? null : fill(words.defaultShare, { count: share }),
		usual ? null : allocation,
	]);
}

export function sayWho(values: Values, words: PostWords): string {
	const until =
		values.until !== ''
			? fill(words.untilTyped, { time: sayTyped(values.until) })
			: values.category === 'food' || values.category === ''
				? words.untilFood
				: words.untilOther;
	return joined([...chosen(values, words, 'scope'), until]);
}

export function sayNeed(values: Values, words: PostWords, anonymous: string): string {
	return joined([
		values.neededBy && fill(words.byTime, { time: sayTyped(values.neededBy) }),
		values.urgent === 'yes' ? words.tagUrgent : words.defaultCalm,
		...chosen(values, words, 'reach'),
		anonymous === 'yes' ? words.anonymousYes : null,
	]);
}

/** All that stands while nobody changes it. */
export function sayRest(values: Values, words: PostWords): string {
	const need = values.direction === 'ask' && sayNeed(values, words, usualAnonymous(values));
	return joined([need || null, sayHow(values, words), sayWho(values, words)]);
}

/** An ask for medicine shows no name unless one says so. */
export function usualAnonymous(values: Values): string {
	return values.anonymous || (values.category === 'medicine' ? 'yes' : 'no');
}
