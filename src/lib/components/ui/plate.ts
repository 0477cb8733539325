/* How wide the figures of the door plate are; their lines come with the page (see icons.ts). */
const widths: Record<string, number> = {
	'0': 4,
	'1': 2,
	'2': 4,
	'3': 4,
	'4': 4,
	'5': 4,
	'6': 4,
	'7': 4,
	'8': 4,
	'9': 4,
	'-': 2.2,
	A: 4.4,
	B: 4,
	C: 4,
	D: 4,
	E: 3.6,
};
const between = 2;

/** The figures of a door side by side and their width, or null when a sign has no drawing and must be set as text. */
export function drawDoor(door: string): { width: number; glyphs: { x: number; sign: string }[] } | null {
	const glyphs: { x: number; sign: string }[] = [];
	let x = 0;
	for (const sign of door.toUpperCase()) {
		const width = widths[sign];
		if (!width) return null;
		glyphs.push({ x, sign });
		x += width + between;
	}
	return { width: Math.round((x - between) * 10) / 10, glyphs };
}
