import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/domain/member.ts';
import { whole } from '#lib/i18n/whole.ts';
import type { Figures } from '#lib/server/building/figures.ts';

/** A house with more windows than this would be a pattern. */
const MOST_WINDOWS = 1200;

/** What a neighbour would tell of these days, then each number. */
export function sayFigures(figures: Figures, locale: Locale) {
	const number = new Intl.NumberFormat(locale);
	const { asks, answered, pieces, households, gave, received } = figures;
	const time = span(figures.minutes, locale);
	const open = asks - answered - figures.unanswered;
	const asked =
		asks === 0
			? m.people_figures_asked_none()
			: answered === 0
				? m.people_figures_asked_alone({ asks })
				: answered === asks
					? m.people_figures_asked_all({ asks, time })
					: m.people_figures_asked({ asks, answered, time });
	return {
		told: [
			pieces === 0
				? m.people_figures_shared_none()
				: m.people_figures_shared({ pieces, households, gave, received }),
			asked,
		].map(whole),
		houses:
			pieces === 0 || households > MOST_WINDOWS
				? []
				: [
						{ lit: gave, sign: whole(m.people_figures_house_gave({ count: gave })) },
						{ lit: received, sign: whole(m.people_figures_house_received({ count: received })) },
					],
		households,
		each: [
			[m.people_figures_offers(), number.format(figures.offers)],
			[m.people_figures_pieces(), number.format(pieces)],
			[m.people_figures_lapsed(), number.format(figures.lapsed)],
			[m.people_figures_asks(), number.format(asks)],
			[m.people_figures_answered(), number.format(answered)],
			[m.people_figures_open(), number.format(open)],
			[m.people_figures_unanswered(), number.format(figures.unanswered)],
			[m.people_figures_minutes(), whole(time)],
		] as const,
	};
}

function span(minutes: number | null, locale: Locale): string {
	if (minutes === null) return '–';
	const hours = minutes >= 120;
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: hours ? 'hour' : 'minute',
		unitDisplay: 'long',
		maximumFractionDigits: 0,
	}).format(hours ? minutes / 60 : minutes);
}
