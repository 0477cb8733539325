import { writeUnits } from '#lib/domain/amount.ts';
import type { MineView, MyLine } from '#lib/domain/group-buy-mine-view.ts';
import type { LineView } from '#lib/domain/group-buy-view.ts';
import type { Locale } from '#lib/domain/member.ts';
import { gramsPer } from '#lib/domain/weight.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { countedIn, sayPrice, sayUnits } from '../say.ts';

export type Instead = 'yes' | 'no';
const saysOf = ({ substitute }: Pick<MyLine, 'substitute'>): Instead => (substitute ? 'yes' : 'no');

/** What the whole order says for when something is out of stock: what most of it says. */
export function wholeOf(lines: readonly Pick<MyLine, 'substitute'>[]): Instead {
	const no = lines.filter((it) => !it.substitute).length;
	return no * 2 > lines.length ? 'no' : 'yes';
}

/** A line of the menu, said, with what this household has of it. */
export function menuLine(
	line: LineView,
	mine: MineView,
	instead: Instead,
	pictured: boolean,
	currency: string,
	locale: Locale,
) {
	const own = mine.lines.find((it) => it.id === line.id);
	return {
		id: line.id,
		title: line.title,
		unit: line.unit,
		photo: line.photo,
		/** Others of the menu have one: its place is kept. */
		pictured,
		priceMinor: line.priceMinor,
		weighed: line.weighed,
		/** How many of what is kept make one of what is typed: of weighed goods grams. */
		per: line.weighed ? gramsPer(line.unit) : 1,
		/** What follows a figure: ` 棵`, ` × 5斤`. */
		counted: countedIn(line),
		said: whole(sayUnits(own?.quantity ?? 0, line, locale)),
		caseSize: line.caseSize,
		step: line.step,
		least: line.least,
		most: line.most,
		price: sayPrice(line, currency, locale),
		notes: [
			line.weighed ? m.buypage_menu_weighed() : '',
			line.keepCold ? m.buypage_menu_cold() : '',
			line.least > line.step ? m.buypage_menu_least({ least: sayUnits(line.least, line, locale) }) : '',
			line.most === null ? '' : m.buypage_menu_most({ most: sayUnits(line.most, line, locale) }),
		]
			.filter(Boolean)
			.map(whole),
		mine: {
			quantity: Number(writeUnits(own?.quantity ?? 0, line)),
			flex: Number(writeUnits(own?.flex ?? 0, line)),
			/** Empty: as the whole order says. */
			substitute: own && saysOf(own) !== instead ? saysOf(own) : '',
		},
	};
}
