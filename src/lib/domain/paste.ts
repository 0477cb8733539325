import { NAME_LENGTH } from './account.ts';
import { MAX_DOORS, readDoor, writeDoor, type Door } from './household.ts';

/** One line of a pasted table: a door, and perhaps who lives there and how many. */
export type PastedLine = { door: Door; name: string; people: number | null };

export type Pasted =
	| { ok: true; lines: PastedLine[] }
	| { ok: false; code: 'people.paste_empty' | 'people.paste_wrong' | 'doors.too_many'; line: string };

/**
 * Reads what is copied out of a spreadsheet: columns by tab, comma or semicolon – door, name, number of people. A first
 * line without a door is its heading. Empty lines are left out; the same door may stand in several, one for each person.
 */
export function readPasted(text: string): Pasted {
	const lines: PastedLine[] = [];
	const rows = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	for (const [index, row] of rows.entries()) {
		const [first = '', name = '', people = ''] = row.split(/\t|[,，;；]/).map((cell) => cell.trim());
		const door = readDoor(first);
		if (!door) {
			if (index === 0 && !/\d/.test(first)) continue;
			return { ok: false, code: 'people.paste_wrong', line: row.trim().slice(0, 60) };
		}
		const many = people === '' ? null : Number(people.normalize('NFKC'));
		if (many !== null && (!Number.isInteger(many) || many < 1 || many > 30))
			return { ok: false, code: 'people.paste_wrong', line: row.trim().slice(0, 60) };
		lines.push({ door, name: name.slice(0, NAME_LENGTH), people: many });
		if (lines.length > MAX_DOORS) return { ok: false, code: 'doors.too_many', line: '' };
	}
	return lines.length === 0 ? { ok: false, code: 'people.paste_empty', line: '' } : { ok: true, lines };
}

/** The doors of a pasted table, each once. */
export function doorsOf(lines: readonly PastedLine[]): Map<string, { door: Door; people: number | null }> {
	const doors = new Map<string, { door: Door; people: number | null }>();
	for (const { door, people } of lines) {
		const key = writeDoor(door);
		doors.set(key, { door, people: people ?? doors.get(key)?.people ?? null });
	}
	return doors;
}

/** The parts into which a door is split: A, B, C … by how many families share it. Null where it is a part already. */
export function splitDoor(door: Door, into: number): Door[] | null {
	if (door.part !== '' || into < 2 || into > 6) return null;
	return Array.from({ length: into }, (_, i) => ({ ...door, part: String.fromCharCode(65 + i) }));
}
