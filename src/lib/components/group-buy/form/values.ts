import { MAX_LINES } from '#lib/domain/group-buy.ts';

/** What the menu's form holds as it is typed; lines apart. Names are those of the fields. */
export const FIELDS = [
	'title',
	'details',
	'supplier',
	'currency',
	'opensAt',
	'closesAt',
	'scope',
	'fee',
	'discount',
	'margin',
	'feeRule',
	'shortageRule',
	'minimum',
	'minimumUnits',
	'minimumHouseholds',
	'payWhen',
	'payment',
	'numberOrder',
	'pickupPlace',
	'menu',
	'from',
] as const;
export type Values = Record<(typeof FIELDS)[number], string>;
export const LINE_FIELDS = [
	'id',
	'title',
	'unit',
	'price',
	'caseSize',
	'cap',
	'least',
	'most',
	'step',
	'weighed',
	'keepCold',
] as const;
export type Line = Record<(typeof LINE_FIELDS)[number], string>;

const DEFAULTS: Partial<Values> = {
	scope: 'building',
	feeRule: 'equal',
	shortageRule: 'fair',
	payWhen: 'after',
	numberOrder: 'door',
};

/** The fields with their defaults, and over them what was copied or typed before. */
export function startValues(...over: (Record<string, string> | null)[]): Values {
	const values = Object.fromEntries(FIELDS.map((name) => [name, DEFAULTS[name] ?? ''])) as Values;
	for (const typed of over)
		for (const name of FIELDS) if (typed?.[name] !== undefined) values[name] = typed[name];
	return values;
}

export function blankLine(): Line {
	return Object.fromEntries(LINE_FIELDS.map((name) => [name, ''])) as Line;
}

export function isBlank(line: Line): boolean {
	return (line.title + line.price).trim() === '';
}

/** The lines typed before, in their order and without gaps: as the server counts them. */
export function startLines(typed: Record<string, string> | null): Line[] {
	const lines: Line[] = [];
	for (let i = 0; typed && i < 1000 && lines.length < MAX_LINES; i++) {
		const line = blankLine();
		for (const name of LINE_FIELDS) line[name] = typed[`lines.${i}.${name}`] ?? '';
		if (!isBlank(line)) lines.push(line);
	}
	return lines;
}

/** Five more to go on with, where no script adds one. */
export function withRoom(lines: readonly Line[]): Line[] {
	return [...lines, ...Array.from({ length: 5 }, blankLine)].slice(0, MAX_LINES);
}

/** Everything typed, by the names of the fields: what a draft keeps. */
export function flat(values: Values, lines: readonly Line[]): Record<string, string> {
	const all: Record<string, string> = { ...values };
	lines.forEach((line, i) => {
		if (!isBlank(line))
			for (const name of LINE_FIELDS) if (line[name]) all[`lines.${i}.${name}`] = line[name];
	});
	return all;
}
