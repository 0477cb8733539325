import { MAX_PARTS } from '#lib/domain/listing.ts';

/** The fields of the form as they are typed; parts are kept apart. */
export type Values = Record<
	| 'direction'
	| 'category'
	| 'title'
	| 'details'
	| 'quantity'
	| 'unit'
	| 'perHousehold'
	| 'terms'
	| 'returnBy'
	| 'swapFor'
	| 'bestBefore'
	| 'keepCold'
	| 'allergens'
	| 'place'
	| 'until'
	| 'scope'
	| 'allocation'
	| 'drawAt'
	| 'neededBy'
	| 'reason'
	| 'urgent'
	| 'anonymous'
	| 'reach'
	| 'unopened'
	| 'prescription',
	string
>;
export type Part = { title: string; quantity: string; unit: string };

const DEFAULTS: Values = {
	direction: 'offer',
	category: '',
	title: '',
	details: '',
	quantity: '1',
	unit: '',
	perHousehold: '',
	terms: 'give',
	returnBy: '',
	swapFor: '',
	bestBefore: '',
	keepCold: '',
	allergens: '',
	place: 'door',
	until: '',
	scope: 'building',
	allocation: 'first_come',
	drawAt: '',
	neededBy: '',
	reason: '',
	urgent: '',
	anonymous: '',
	reach: 'ring',
	unopened: '',
	prescription: '',
};

/** The fields with their defaults, and over them what was asked for or typed before. */
export function startValues(...over: Record<string, string>[]): Values {
	const values = { ...DEFAULTS };
	for (const typed of over)
		for (const name of Object.keys(DEFAULTS) as (keyof Values)[])
			if (typed[name] !== undefined) values[name] = typed[name];
	return values;
}

/** The parts typed before, in their order and without gaps: as the server counts them. */
export function startParts(typed: Record<string, string>): Part[] {
	const parts: Part[] = [];
	for (let i = 0; i < 1000 && parts.length < MAX_PARTS; i++) {
		const at = (name: string) => typed[`parts.${i}.${name}`] ?? '';
		const part = { title: at('title'), quantity: at('quantity'), unit: at('unit') };
		if (!isBlank(part)) parts.push(part);
	}
	return parts;
}

export function isBlank(part: Part): boolean {
	return (part.title + part.quantity + part.unit).trim() === '';
}

/** Everything typed, by the names of the fields: what a draft keeps. */
export function flat(values: Values, parts: readonly Part[]): Record<string, string> {
	const all: Record<string, string> = { ...values };
	parts.forEach((part, i) => {
		if (!isBlank(part)) for (const [name, typed] of Object.entries(part)) all[`parts.${i}.${name}`] = typed;
	});
	return all;
}

/** Says what was refused at this field; undefined for all others. */
export type ErrorAt = (field: string) => string | undefined;

/** A date and time as `<input type="datetime-local">` writes it, for reading. */
export function sayTyped(time: string): string {
	return time.slice(5, 16).replace('T', ' ');
}
