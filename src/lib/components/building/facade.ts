/** A door as the building's picture needs it; `here`: somebody behind it uses Stairwell. */
export type DrawnDoor = { door: string; entrance: string; floor: number; here: boolean };

// The floor stands at the row's head: the window needs only the last two figures and the part.
const place = ({ door, entrance }: DrawnDoor) =>
	door.slice(entrance === '' ? 0 : entrance.length + 1).replace(/^\d*(?=\d\d)/, '');

/** `gap`: so many windows of wall before it; `span`: so many windows wide, where another floor's flat is divided. */
type Pane = {
	door: string;
	lit: boolean;
	label: string;
	mark: string;
	href?: string;
	gap?: number;
	span?: number;
};
export type DrawnEntrance = { entrance: string; floors: { floor: number; windows: Pane[] }[] };

/** Doors in the order of the stairs as entrances of floors, the highest floor first, a column for every door of a landing. */
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
	return [...entrances].map(([entrance, floors]) => {
		alignColumns([...floors.values()]);
		return {
			entrance: sign(entrance),
			floors: [...floors].sort(([a], [b]) => b - a).map(([floor, windows]) => ({ floor, windows })),
		};
	});
}

function byColumn(windows: readonly Pane[]): Map<string, Pane[]> {
	const columns = new Map<string, Pane[]>();
	for (const pane of windows) {
		const mark = pane.mark.split('-')[0]!;
		columns.set(mark, [...(columns.get(mark) ?? []), pane]);
	}
	return columns;
}

/** 02 stands above 02, also where a floor has no 01 or where 01 is two flats. */
function alignColumns(floors: readonly Pane[][]): void {
	const wide = new Map<string, number>();
	const parts = floors.map(byColumn);
	for (const floor of parts)
		for (const [mark, panes] of floor) wide.set(mark, Math.max(wide.get(mark) ?? 0, panes.length));
	const order = [...wide].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
	for (const floor of parts) {
		let gap = 0;
		for (const [mark, width] of order) {
			const panes = floor.get(mark);
			if (!panes) {
				gap += width;
				continue;
			}
			if (gap > 0) panes[0]!.gap = gap;
			if (width > panes.length) panes.at(-1)!.span = width - panes.length + 1;
			gap = 0;
		}
	}
}
