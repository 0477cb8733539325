import type { State } from '#lib/domain/handover.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	nextOf,
	sayingOf,
	type HandoverNext,
	type HandoverSaying,
	type HandoverSituation,
} from './sentence.ts';

/** What the sentences name, as words: doors as people say them, times as `sayTime` writes them. */
export type Named = {
	giver: string;
	receiver: string;
	claimant: string;
	poster: string;
	outside: string;
	until: string;
	drawAt: string;
	returnBy: string;
	place: number;
};

type Sentence = (names: Named) => string;
// A key without its sentence is a type error here.
const sayings: { [K in `handover_say_${HandoverSaying}`]: Sentence } = m;
const nexts: { [K in `handover_next_${HandoverNext}`]: Sentence } = m;

/** One sentence that says where a handover stands for this reader, and one for what comes next. In the language of the request. */
export function sayHandover(it: HandoverSituation, named: Named): { say: string; next: string | null } {
	const next = nextOf(it);
	return {
		say: tidy(sayings[`handover_say_${sayingOf(it)}`](named)),
		next: next && tidy(nexts[`handover_next_${next}`](named)),
	};
}

/** A sentence begins with a capital, and Chinese has no space where a word took the place of a number. */
export function tidy(sentence: string): string {
	return sentence
		.replace(/ {2,}/g, ' ')
		.replace(/([\p{Script=Han}，。：）]) (?=[\p{Script=Han}，。：（])/gu, '$1')
		.replace(/ (?=[.,，。])/g, '')
		.trim()
		.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const states: { [K in `handover_state_${State}`]: () => string } = m;

/** The word for a state: 排队中, 已留给你, 在路上 … */
export function sayState(state: State): string {
	return states[`handover_state_${state}`]();
}
