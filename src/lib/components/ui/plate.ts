/* The numerals of the door plate: single round-ended lines on a box 4 wide and 8 high, so that every phone shows
   the same enamel figures without a web font. */
const strokes: Record<string, [width: number, line: string]> = {
	'0': [4, 'M2 0a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0V2a2 2 0 0 1 2-2z'],
	'1': [2, 'M0 1.7 1.8 0v8'],
	'2': [4, 'M.1 2A1.95 1.95 0 1 1 3.6 3.3L0 8h4'],
	'3': [4, 'M.2 1.5A2 1.9 0 1 1 2 3.8a2.1 2.1 0 1 1-2 2.6'],
	'4': [4, 'M3.2 8V0L0 5.7h4.2'],
	'5': [4, 'M3.7 0H.6L.3 3.7a2.3 2.3 0 1 1-.2 3.3'],
	'6': [4, 'M3.2.2C1.2 1 0 3.4 0 6a2 2 0 1 0 .3-1.1'],
	'7': [4, 'M0 0h4L1.5 8'],
	'8': [4, 'M2 3.8A1.85 1.9 0 1 1 2 0a1.85 1.9 0 1 1 0 3.8 2.05 2.1 0 1 1 0 4.2 2.05 2.1 0 1 1 0-4.2z'],
	'9': [4, 'M.8 7.8C2.8 7 4 4.6 4 2a2 2 0 1 0-.3 1.1'],
	'-': [2.2, 'M.2 4.2h1.8'],
	A: [4.4, 'M0 8 2.2 0l2.2 8M.8 5.4h2.8'],
	B: [4, 'M0 0v8h1.9a2.1 2.1 0 0 0 0-4.2H0h1.7a1.9 1.9 0 0 0 0-3.8z'],
	C: [4, 'M4 6a2 2 0 0 1-4 0V2a2 2 0 0 1 4 0'],
	D: [4, 'M0 0v8h1.6A2.4 2.4 0 0 0 4 5.6V2.4A2.4 2.4 0 0 0 1.6 0z'],
	E: [3.6, 'M3.6 0H0v8h3.6M0 3.9h2.8'],
};
const between = 2;

/** The figures of a door as one path and its width, or null when a sign has no drawing and must be set as text. */
export function drawDoor(door: string): { width: number; glyphs: { x: number; line: string }[] } | null {
	const glyphs: { x: number; line: string }[] = [];
	let x = 0;
	for (const sign of door.toUpperCase()) {
		const stroke = strokes[sign];
		if (!stroke) return null;
		glyphs.push({ x, line: stroke[1] });
		x += stroke[0] + between;
	}
	return { width: Math.round((x - between) * 10) / 10, glyphs };
}
