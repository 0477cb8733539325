/** A door as the building's picture needs it; `here`: somebody behind it uses Stairwell. */
export type DrawnDoor = { door: string; entrance: string; floor: number; here: boolean };

// The floor stands at the row's head: the window needs only the last two figures and the part.
const place = ({ door, entrance }: DrawnDoor) =>
	door.slice(entrance === '' ? 0 : entrance.length + 1).replace(/^\d*(?=\d\d)/, '');

type Pane = { door: string; lit: boolean; label: string; mark: string; href?: string };
export type DrawnEntrance = { entrance: string; floors: { floor: number; windows: Pane[] }[] };

/** Doors in the order of the stairs as entrances of floors, the highest floor first. */
export function drawFacade(
	doors: readonly DrawnDoor[],
	label: (door: DrawnDoor) => string,
	sign: (entrance: string) => string,
	href?: (door: DrawnDoor) => string,
): DrawnEntrance[] {
	const entrances = new Map<string, Map<number, Pane[]>>();
	for (const door of doors) {
		const floors = entrances.get(door.entrance) ?? new Map<number, Pane[]>();
		entrances.set(door.entrance, floors);
		const windows = floors.get(door.floor) ?? [];
		floors.set(door.floor, windows);
		windows.push({
			door: door.door,
			lit: door.here,
			label: label(door),
			mark: place(door),
			...(href && door.here ? { href: href(door) } : {}),
		});
	}
	return [...entrances].map(([entrance, floors]) => ({
		entrance: sign(entrance),
		floors: [...floors].sort(([a], [b]) => b - a).map(([floor, windows]) => ({ floor, windows })),
	}));
}
