import { isQuiet, type QuietHours } from './time.ts';

/** Those whom an urgent ask reaches, one circle after the other. */
export const RINGS = ['entrance', 'building', 'helpers', 'phones'] as const;
export type Ring = (typeof RINGS)[number];

/** Milliseconds that each circle has before the next one hears of it. */
export const WIDENS_AFTER = 5 * 60_000;

/** When a building sleeps, whatever its people have chosen for themselves. */
const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60 };

const BY_DAY: readonly Ring[] = ['entrance', 'building', 'helpers', 'phones'];
/** Only those who offered to be woken, then the ones next door; the rest of the building sleeps. */
const BY_NIGHT: readonly Ring[] = ['helpers', 'phones', 'entrance'];

/** Whom an urgent ask reaches next; null when everybody who may be asked at this hour has been. */
export function nextRing(told: readonly Ring[], at: Date, zone: string): Ring | null {
	const order = isQuiet(at, NIGHT, zone) ? BY_NIGHT : BY_DAY;
	return order.find((ring) => !told.includes(ring)) ?? null;
}

/** Somebody has taken it on, in part at least, or offers to: then nobody else is called. */
export function isAnswered(listing: { held: number; waiting: number }): boolean {
	return listing.held > 0 || listing.waiting > 0;
}
