import { m } from '#lib/i18n/paraglide/messages.js';
import { readDoor } from '#lib/domain/household.ts';

/** A door as people say it and a screen reader should: 2单元1102, entrance 2, door 1102. */
export function doorName(door: string): string {
	const read = readDoor(door);
	if (!read) return door;
	const number = door.slice(read.entrance === '' ? 0 : read.entrance.length + 1);
	return read.entrance === ''
		? m.building_door_name({ number })
		: m.building_door_name_entrance({ entrance: read.entrance, number });
}
