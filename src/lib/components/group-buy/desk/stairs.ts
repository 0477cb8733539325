import { readDoor } from '#lib/domain/household.ts';

/** Doors in the order one climbs the stairs: entrance, floor, door. */
export function doorOrder(a: string, b: string): number {
	const [one, other] = [readDoor(a), readDoor(b)];
	return (
		compare(one?.entrance ?? '', other?.entrance ?? '') ||
		(one?.floor ?? 0) - (other?.floor ?? 0) ||
		compare(a, b)
	);
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
