import type { ListingRow } from './queries.ts';

/** The words of a post: what everybody reads who sees it at all. */
const SHOWN = [
	'id',
	'direction',
	'category',
	'terms',
	'title',
	'details',
	'allergens',
	'quantity',
	'unit',
	'held',
	'waiting',
	'perHousehold',
	'bestBefore',
	'keepCold',
	'place',
	'returnBy',
	'swapFor',
	'until',
	'relaxedAt',
	'scope',
	'allocation',
	'drawAt',
	'drawnAt',
	'drawSeed',
	'neededBy',
	'reason',
	'urgent',
	'anonymous',
	'reach',
	'unopened',
	'prescription',
	'status',
	'statusReason',
	'postedAt',
] as const satisfies readonly (keyof ListingRow)[];

export function shown(listing: ListingRow): Pick<ListingRow, (typeof SHOWN)[number]> {
	const words: Partial<ListingRow> = Object.fromEntries(SHOWN.map((name) => [name, listing[name]]));
	return words as Pick<ListingRow, (typeof SHOWN)[number]>;
}
