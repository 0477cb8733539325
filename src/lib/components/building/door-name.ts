import { m } from '#lib/i18n/paraglide/messages.js';

/** As doors are kept: entrance, number, part. Reading what people type takes `readDoor`, which weighs a kilobyte here. */
const DOOR = /^(?:([0-9A-Z]{1,4})-)?(\d{1,5}(?:-?[A-Z])?)$/;

/** A door as people say it and a screen reader should: 2单元1102, entrance 2, door 1102. */
export function doorName(door: string): string {
	const [, entrance, number] = DOOR.exec(door) ?? [];
	if (!number) return door;
	return entrance ? m.building_door_name_entrance({ entrance, number }) : m.building_door_name({ number });
}

/** A door for its plate: as it is written there, and as it is read out. */
export function plateOf(door: string): { plate: string; label: string } {
	return { plate: door, label: doorName(door) };
}
