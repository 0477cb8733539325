/*
 * The figures of the door plate: single round-ended lines on a box 8 high, so that every phone shows the same enamel
 * figures without a web font. Each is its width, where on it its line begins, and the line from there; across, nothing
 * but steps, so that it can be set anywhere.
 */
const figures: Record<string, [width: number, start: number, line: string]> = {
	0: [4, 0, ' 2v4a2 2 0 004 0V2a2 2 0 00-4 0z'],
	1: [2, 0, ' 1.7l1.8-1.7v8'],
	2: [4, 0.1, ' 2a1.95 1.95 0 113.5 1.3l-3.6 4.7h4'],
	3: [4, 0.2, ' 1.5a2 1.9 0 111.8 2.3 2.1 2.1 0 11-2 2.6'],
	4: [4, 3.2, ' 8V0l-3.2 5.7h4.2'],
	5: [4, 3.7, ' 0h-3.1l-.3 3.7a2.3 2.3 0 11-.2 3.3'],
	6: [4, 3.2, ' .2c-2 .8-3.2 3.2-3.2 5.8a2 2 0 10.3-1.1'],
	7: [4, 0, ' 0h4l-2.5 8'],
	8: [4, 2, ' 3.8a1.85 1.9 0 11.01 0 2.05 2.1 0 11-.01 0z'],
	9: [4, 0.8, ' 7.8c2-.8 3.2-3.2 3.2-5.8a2 2 0 10-.3 1.1'],
	'-': [2.2, 0.2, ' 4.2h1.8'],
	A: [4.4, 0, ' 8l2.2-8 2.2 8m-3.6-2.6h2.8'],
	B: [4, 0, ' 0v8h1.9a2.1 2.1 0 000-4.2h-1.9h1.7a1.9 1.9 0 000-3.8z'],
	C: [4, 4, ' 6a2 2 0 01-4 0V2a2 2 0 014 0'],
	D: [4, 0, ' 0v8h1.6a2.4 2.4 0 002.4-2.4v-3.2a2.4 2.4 0 00-2.4-2.4z'],
	E: [3.6, 3.6, ' 0h-3.6v8h3.6m-3.6-4.1h2.8'],
};
const BETWEEN = 2;

const round = (size: number) => Math.round(size * 10) / 10;

/** A door as one line of an SVG path and its width, or null when a sign has no drawing and must be set as text. */
export function drawDoor(door: string): { width: number; line: string } | null {
	let line = '';
	let x = 0;
	for (const sign of door.toUpperCase()) {
		const figure = figures[sign];
		if (!figure) return null;
		line += `M${round(x + figure[1])}${figure[2]}`;
		x += figure[0] + BETWEEN;
	}
	return { width: round(x - BETWEEN), line };
}
