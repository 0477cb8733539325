import { curve, dark, light, line, type Point, type Sketch } from './sketch.ts';

/** Where it stands on the ground: a dark line of contact and a long soft shadow away from the window at the left. */
export function shadow(s: Sketch, [x, y]: Point, width: number, depth = 0.16, strength = 0.5): void {
	const shade = '#2b1a0c';
	s.ellipse(
		[x + width * 0.22, y + width * 0.02],
		[width * 0.66, width * depth * 0.62],
		shade,
		`opacity="${strength * 0.55}" ${s.soft(width * 0.075)}`,
	);
	s.ellipse(
		[x + width * 0.02, y],
		[width * 0.5, width * depth * 0.34],
		shade,
		`opacity="${strength}" ${s.soft(width * 0.022)}`,
	);
}

/** Fill of something round: lit from the upper left, with light from the ground along its lower edge. */
export function round(s: Sketch, colour: string, gloss = 0.45): string {
	return s.radial([
		[0, light(colour, gloss)],
		[0.3, light(colour, gloss * 0.28)],
		[0.62, colour],
		[0.9, dark(colour, 0.42)],
		[1, dark(colour, 0.3)],
	]);
}

/** Fill of something upright and round, such as a bottle. */
export function barrel(s: Sketch, colour: string, gloss = 0.4): string {
	return s.linear([
		[0, dark(colour, 0.2)],
		[0.12, colour],
		[0.26, light(colour, gloss)],
		[0.44, colour],
		[0.82, dark(colour, 0.28)],
		[1, dark(colour, 0.2)],
	]);
}

/** Fill of a flat face that leans towards or away from the light. */
export function face(s: Sketch, colour: string, degrees = 60): string {
	return s.linear(
		[
			[0, light(colour, 0.16)],
			[0.5, colour],
			[1, dark(colour, 0.16)],
		],
		degrees,
	);
}

export function glint(s: Sketch, [x, y]: Point, [rx, ry]: Point, turn = -30, strength = 0.7): void {
	s.ellipse(
		[0, 0],
		[rx, ry],
		'#ffffff',
		`opacity="${strength}" transform="translate(${x} ${y}) rotate(${turn})" ${s.soft(Math.max(3, rx * 0.25))}`,
	);
}

export function ball(s: Sketch, at: Point, r: number, colour: string): void {
	s.ellipse(at, [r, r * 0.97], round(s, colour));
	glint(s, [at[0] - r * 0.36, at[1] - r * 0.44], [r * 0.2, r * 0.11]);
}

export type Box = {
	at: Point;
	size: [width: number, height: number];
	depth: number;
	colour: string;
	radius?: number;
};

/** A box seen from a little above and from the left of its right side; `at` is the lower left corner of its front. */
export function box(s: Sketch, { at: [x, y], size: [width, height], depth, colour, radius = 6 }: Box): void {
	shadow(s, [x + width / 2 + depth / 3, y - 4], width + depth, 0.14);
	const [dx, dy] = [depth * 0.8, depth * 0.45];
	const top = y - height;
	const corners = 'stroke-linejoin="round"';
	const topColour = light(colour, 0.24);
	const sideColour = dark(colour, 0.34);
	s.path(
		`${line([
			[x + width, y],
			[x + width + dx, y - dy],
			[x + width + dx, top - dy],
			[x + width, top],
		])}Z`,
		s.linear([
			[0, sideColour],
			[1, dark(colour, 0.46)],
		]),
		`stroke="${sideColour}" stroke-width="${radius}" ${corners}`,
	);
	s.path(
		`${line([
			[x, top],
			[x + width, top],
			[x + width + dx, top - dy],
			[x + dx, top - dy],
		])}Z`,
		s.linear([
			[0, light(colour, 0.34)],
			[1, light(colour, 0.12)],
		]),
		`stroke="${topColour}" stroke-width="${radius}" ${corners}`,
	);
	s.rect([x, top], [width, height], radius, face(s, colour));
	s.stroke(
		line([
			[x + 3, top],
			[x + width - 3, top],
		]),
		light(colour, 0.5),
		3,
		'opacity=".7"',
	);
}

/** Upright and round, its lower rim at `at`. */
export function can(s: Sketch, at: Point, width: number, height: number, colour: string, lid: string): void {
	const [x, y] = at;
	const [rx, ry] = [width / 2, width * 0.14];
	shadow(s, [x, y + ry * 0.5], width);
	const body = `M${x - rx} ${y - height}V${y}A${rx} ${ry} 0 0 0 ${x + rx} ${y}V${y - height}Z`;
	s.path(body, barrel(s, colour));
	s.ellipse([x, y - height], [rx, ry], light(lid, 0.1));
	s.ellipse(
		[x, y - height],
		[rx * 0.88, ry * 0.84],
		s.linear([
			[0, dark(lid, 0.2)],
			[1, light(lid, 0.4)],
		]),
	);
}

/** A printed 米, drawn stroke by stroke: no machine needs a Chinese font for it. */
export function rice(s: Sketch, [x, y]: Point, size: number, colour: string): void {
	const u = size / 2;
	const strokes: Point[][] = [
		[
			[-0.62, -0.72],
			[-0.36, -0.34],
		],
		[
			[0.62, -0.72],
			[0.36, -0.34],
		],
		[
			[-0.92, -0.06],
			[0.92, -0.06],
		],
		[
			[0, -1],
			[0, 1],
		],
		[
			[-0.12, 0.06],
			[-0.46, 0.46],
			[-0.9, 0.76],
		],
		[
			[0.12, 0.06],
			[0.46, 0.46],
			[0.9, 0.76],
		],
	];
	for (const stroke of strokes)
		s.stroke(
			curve(
				stroke.map(([a, b]): Point => [x + a * u, y + b * u]),
				false,
			),
			colour,
			size * 0.13,
		);
}

/** A leaf from its stem, with its middle vein. */
export function leaf(s: Sketch, [x, y]: Point, length: number, turn: number, colour: string): void {
	s.within(`translate(${x} ${y}) rotate(${turn})`, () => {
		const half = length * 0.26;
		s.path(
			`M0 0C${length * 0.2} ${-half * 1.5} ${length * 0.7} ${-half * 1.3} ${length} 0C${length * 0.7} ${half * 1.3} ${length * 0.2} ${half * 1.4} 0 0Z`,
			face(s, colour, 80),
		);
		s.stroke(
			`M${length * 0.04} 0Q${length * 0.5} ${-half * 0.25} ${length * 0.94} 0`,
			light(colour, 0.4),
			length * 0.025,
			'opacity=".8"',
		);
	});
}

/** A carrier bag of thin plastic, filled; `at` is the middle of its foot. */
export function bag(s: Sketch, [x, y]: Point, width: number, height: number, colour: string): void {
	shadow(s, [x, y - 8], width);
	const w = width / 2;
	const top = y - height;
	const body: Point[] = [
		[x - w * 0.82, y],
		[x - w, y - height * 0.34],
		[x - w * 0.74, y - height * 0.7],
		[x - w * 0.36, top],
		[x + w * 0.3, top + 8],
		[x + w * 0.76, y - height * 0.68],
		[x + w, y - height * 0.3],
		[x + w * 0.84, y - 4],
		[x, y + 8],
	];
	s.stroke(
		`M${x - w * 0.3} ${top + 20}C${x - w * 0.5} ${top - height * 0.34} ${x - w * 0.02} ${top - height * 0.36} ${x - w * 0.06} ${top + 24}`,
		dark(colour, 0.12),
		width * 0.05,
	);
	s.stroke(
		`M${x + w * 0.24} ${top + 20}C${x + w * 0.5} ${top - height * 0.3} ${x + w * 0.02} ${top - height * 0.38} ${x + w * 0.02} ${top + 24}`,
		colour,
		width * 0.05,
	);
	s.path(
		curve(body),
		s.linear(
			[
				[0, dark(colour, 0.12)],
				[0.3, light(colour, 0.32)],
				[0.6, colour],
				[1, dark(colour, 0.4)],
			],
			20,
		),
	);
	for (let i = 0; i < 9; i++) {
		const from: Point = [x + s.between(-w * 0.3, w * 0.26), top + 26];
		const to: Point = [x + s.between(-w * 0.84, w * 0.84), y - height * s.between(0.08, 0.6)];
		s.stroke(
			curve([from, [(from[0] + to[0]) / 2 + s.between(-24, 24), (from[1] + to[1]) / 2], to], false),
			i % 2 ? light(colour, 0.6) : dark(colour, 0.4),
			s.between(3, 8),
			`opacity=".34" ${s.soft(3)}`,
		);
	}
}
