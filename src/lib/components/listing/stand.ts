import { m } from '#lib/i18n/paraglide/messages.js';
import { tidy } from '../handover/say.ts';
import { moreOf, standingOf, type Situation, type Standing, type StandingMore } from './standing.ts';

/** What the sentences name. `amount` and `total` with their unit. */
export type StandingNames = {
	left: string;
	underWay: string;
	given: string;
	total: string;
	waiting: number;
	poster: string;
	drawAt: string;
	reports: number;
};

type Sentence = (names: StandingNames) => string;
// A key without its sentence is a type error here.
const sentences: { [K in `listing_view_stand_${Standing | StandingMore}`]: Sentence } = m;

/** The one sentence on top of a post, and for newcomers and stewards a second. In the language of the request. */
export function sayStanding(
	it: Situation,
	names: StandingNames,
): { standing: Standing; say: string; more: string | null } {
	const standing = standingOf(it);
	const more = moreOf(it);
	return {
		standing,
		say: tidy(sentences[`listing_view_stand_${standing}`](names)),
		more: more && tidy(sentences[`listing_view_stand_${more}`](names)),
	};
}
