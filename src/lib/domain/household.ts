/** A door as it is counted: entrance `2`, floor 11, number 1102, part `A` where families share a flat. */
export type Door = { entrance: string; floor: number; number: number; part: string };

export const MAX_DOORS = 5000;

const SHAPE = /^(?:([0-9A-Z]{1,4})-)?([0-9]{1,5})(?:-?([A-Z]))?$/;

/** Full-width digits, 单元, 号楼, 室 and dashes of every kind, as people write them, in one spelling. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/\s+/g, '')
		.replace(/[室户號号门門]$/g, '')
		.replace(/单元|單元|号楼|號樓|栋|门|門/g, '-')
		.replace(/[‐-―−ー－~_/#·.]/g, '-')
		.replace(/-+/g, '-');
}

/** Reads `2-1102`, `2单元1102室`, `302`, `1102-A`; null when it is no door. */
export function readDoor(text: string): Door | null {
	const found = SHAPE.exec(plain(text));
	if (!found) return null;
	const number = Number(found[2]);
	if (number === 0) return null;
	return {
		entrance: trimZeros(found[1] ?? ''),
		floor: Math.floor(number / 100),
		number,
		part: found[3] ?? '',
	};
}

function trimZeros(entrance: string): string {
	return entrance.replace(/^0+(?=.)/, '');
}

/** The spelling kept and shown everywhere: `2-1102`, `302`, `2-1102-A`. */
export function writeDoor(door: Door): string {
	const number = door.floor === 0 ? String(door.number) : String(door.number).padStart(3, '0');
	return [door.entrance, number, door.part].filter((piece) => piece !== '').join('-');
}

/** Entrance (by number where it is one), then floor, then door, then part. */
export function compareDoors(a: Door, b: Door): number {
	return (
		a.entrance.localeCompare(b.entrance, 'en', { numeric: true }) ||
		a.number - b.number ||
		a.part.localeCompare(b.part, 'en')
	);
}

export type DoorsProblem = 'doors.unreadable' | 'doors.too_many' | 'doors.none';

/**
 * Reads a list of doors, one door or range a line: `302`, `101..110`, `1-201..1-612` (doors 01–12 of floors 2–6).
 * Doubles are taken once; the result is sorted.
 */
export function readDoors(
	text: string,
): { ok: true; doors: Door[] } | { ok: false; code: DoorsProblem; line: string } {
	const doors = new Map<string, Door>();
	for (const line of text.split(/[\n,;，；、]+/)) {
		if (line.trim() === '') continue;
		const range = readRange(line.trim());
		if (!range) return { ok: false, code: 'doors.unreadable', line: line.trim() };
		for (const door of range) {
			doors.set(writeDoor(door), door);
			if (doors.size > MAX_DOORS) return { ok: false, code: 'doors.too_many', line: line.trim() };
		}
	}
	if (doors.size === 0) return { ok: false, code: 'doors.none', line: '' };
	return { ok: true, doors: [...doors.values()].sort(compareDoors) };
}

function readRange(line: string): Door[] | null {
	const ends = line.split(/\s*(?:\.{2,}|…|至|到)\s*/);
	const first = readDoor(ends[0] ?? '');
	if (!first || ends.length > 2) return null;
	if (ends.length === 1) return [first];
	const last = readDoor(ends[1] ?? '');
	if (!last || first.part !== '' || last.part !== '') return null;
	const entrance = last.entrance === '' ? first.entrance : last.entrance;
	const [from, to] = [first.number % 100, last.number % 100];
	if (entrance !== first.entrance || last.floor < first.floor || to < from) return null;
	if ((last.floor - first.floor + 1) * (to - from + 1) > MAX_DOORS + 1) return tooMany(first);
	const doors: Door[] = [];
	for (let floor = first.floor; floor <= last.floor; floor++)
		for (let place = from; place <= to; place++)
			doors.push({ entrance, floor, number: floor * 100 + place, part: '' });
	return doors.filter((door) => door.number > 0);
}

/** More doors than a building may have, without making them all first. */
function tooMany(first: Door): Door[] {
	return Array.from({ length: MAX_DOORS + 1 }, (_, i) => ({ ...first, number: i + 1 }));
}
