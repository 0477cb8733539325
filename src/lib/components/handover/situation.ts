import { needsKnock, type Side, type State } from '#lib/domain/handover.ts';
import type { Allocation, Category, Direction, Place, Terms } from '#lib/domain/listing.ts';
import type { Locale } from '#lib/domain/member.ts';
import { dayOf } from '#lib/domain/time.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayDay, sayTime } from '#lib/i18n/when.ts';
import { doorName } from '../building/door-name.ts';
import type { Named } from './say.ts';
import type { HandoverSituation } from './sentence.ts';

/** Whose clock, whose language, and whether they have been let in. */
export type Reader = { now: Date; zone: string; locale: Locale; newcomer: boolean };

export type OfListing = {
	direction: Direction;
	category: Category;
	terms: Terms;
	place: Place;
	allocation: Allocation;
	drawnAt: Date | null;
	drawAt: Date | null;
	returnBy: string | null;
	urgent: boolean;
};

export type OfHandover = {
	state: State;
	side: Side | null;
	by: HandoverSituation['by'];
	gone: boolean;
	byHand: boolean;
	place: number | null;
	windowEndsAt: Date | null;
	outsideName: string | null;
	giver?: { door?: string; name?: string | null; building?: string | null } | undefined;
	receiver?: OfHandover['giver'];
};

/** A household in a sentence: its door, else a name or its building, else the word given. */
export function sayHousehold(home: OfHandover['giver'], locale: Locale, otherwise: string): string {
	// A door is not torn apart at the end of a line.
	if (home?.door && locale === 'en') return home.door.replaceAll('-', '\u2011');
	if (home?.door) return doorName(home.door).replaceAll(' ', '\u00a0');
	return home?.name ?? home?.building ?? otherwise;
}

/** What the sentences on a handover depend on, and what they name. */
export function situationOf(
	listing: OfListing,
	handover: OfHandover,
	reader: Reader,
): [HandoverSituation, Named] {
	const { direction, category, terms, place, allocation } = listing;
	const { state, side, by, gone, byHand } = handover;
	const { now, zone, locale } = reader;
	const offer = direction === 'offer';
	const neighbour = m.handover_neighbour();
	const giver = sayHousehold(handover.giver, locale, neighbour);
	const receiver = sayHousehold(handover.receiver, locale, neighbour);
	const poster = sayHousehold(offer ? handover.giver : handover.receiver, locale, m.handover_poster());
	const time = (at: Date | null) => (at === null ? '' : sayTime(at, now, zone, locale));
	return [
		{
			state,
			side,
			direction,
			category,
			terms,
			place,
			allocation,
			by,
			gone,
			byHand,
			drawn: listing.drawnAt !== null,
			newcomer: reader.newcomer,
			knocks: needsKnock(listing),
			outside: handover.outsideName !== null,
			hasReturnDay: listing.returnBy !== null,
		},
		{
			giver,
			receiver,
			claimant: offer ? receiver : giver,
			poster,
			outside: handover.outsideName === null ? '' : m.handover_outside({ name: handover.outsideName }),
			// "Before 8 pm", not "before today, 8 pm".
			until: time(handover.windowEndsAt).replace(/^today, /, ''),
			drawAt: time(listing.drawAt),
			returnBy: listing.returnBy === null ? '' : sayDay(listing.returnBy, dayOf(now, zone), locale),
			place: handover.place ?? 0,
		},
	];
}
