import { dark, light, line, type Point, SHEET, type Sketch } from './sketch.ts';

const { width: W, height: H } = SHEET;

/** Grain, weave and speckles over a part of the sheet: `matrix` turns the noise into a colour with transparency. */
export function texture(s: Sketch, top: number, frequency: string, octaves: number, matrix: string): void {
	const filter = s.define(
		(id) =>
			`<filter id="${id}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="7"/><feColorMatrix values="${matrix}"/></filter>`,
	);
	s.rect([0, top], [W, H - top], 0, '#000', `filter="${filter}"`);
}

export const tint = (r: number, g: number, b: number, slope: number, from: number): string =>
	`0 0 0 0 ${r} 0 0 0 0 ${g} 0 0 0 0 ${b} ${slope} 0 0 0 ${from}`;

/** Where the morning falls through a window: four panes, leaning. */
export function sunlight(s: Sketch, strength: number, at: Point = [150, -60]): void {
	const [x, y] = at;
	for (const [i, j] of [
		[0, 0],
		[1, 0],
		[0, 1],
		[1, 1],
	] as const) {
		const [left, top] = [x + i * 250 + j * 110, y + j * 270];
		s.path(
			`${line([
				[left, top],
				[left + 220, top + 26],
				[left + 320, top + 270],
				[left + 100, top + 244],
			])}Z`,
			'#fff3d2',
			`opacity="${strength}" ${s.soft(16)}`,
		);
	}
}

export function wall(s: Sketch, colour: string, bottom: number): void {
	s.rect(
		[0, 0],
		[W, bottom + 2],
		0,
		s.linear(
			[
				[0, light(colour, 0.25)],
				[0.5, colour],
				[1, dark(colour, 0.3)],
			],
			24,
		),
	);
}

export function plane(s: Sketch, colour: string, top: number): void {
	s.rect(
		[0, top],
		[W, H - top],
		0,
		s.linear(
			[
				[0, dark(colour, 0.12)],
				[0.3, colour],
				[1, light(colour, 0.12)],
			],
			90,
		),
	);
}

/** The line where the ground meets the wall lies in its own soft shade. */
export function seam(s: Sketch, y: number): void {
	s.rect([-50, y - 16], [W + 100, 36], 0, '#2b1a0c', `opacity=".34" ${s.soft(14)}`);
}
