/** Everything is drawn on this sheet; `render.ts` decides how many pixels that becomes. */
export const SHEET = { width: 1600, height: 1200 };

export type Point = [x: number, y: number];
type Stop = [offset: number, colour: string, opacity?: number];

/** mulberry32: the same seed draws the same picture everywhere. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function channels(colour: string): [number, number, number] {
	const value = Number.parseInt(colour.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
}

/** From one `#rrggbb` to another; `part` 0 is the first. */
export function mix(from: string, to: string, part: number): string {
	const [a, b] = [channels(from), channels(to)];
	const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * part));
	return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

// Shade is warm and never black, light is that of a window in the morning.
export const dark = (colour: string, part: number): string => mix(colour, '#2a1708', part);
export const light = (colour: string, part: number): string => mix(colour, '#fffaf0', part);

const n = (value: number): string => value.toFixed(1);

export function line(points: readonly Point[]): string {
	return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;
}

/** A closed curve through all points (Catmull-Rom, written as Béziers). */
export function curve(points: readonly Point[], closed = true): string {
	const many = points.length;
	const at = (i: number): Point => points[closed ? (i + many) % many : Math.min(many - 1, Math.max(0, i))]!;
	let path = `M${n(at(0)[0])} ${n(at(0)[1])}`;
	for (let i = 0; i < (closed ? many : many - 1); i++) {
		const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
		path += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} `;
		path += `${n(c[0] - (d[0] - b[0]) / 6)} ${n(c[1] - (d[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`;
	}
	return closed ? `${path}Z` : path;
}

/** An ellipse whose edge is no machine's: leaves, crusts, bags. */
export function wobbly(
	random: () => number,
	[x, y]: Point,
	[rx, ry]: Point,
	rough: number,
	corners = 24,
): string {
	const points = Array.from({ length: corners }, (_, i): Point => {
		const angle = (i / corners) * 2 * Math.PI;
		const far = 1 + (random() - 0.5) * rough;
		return [x + Math.cos(angle) * rx * far, y + Math.sin(angle) * ry * far];
	});
	return curve(points);
}

/** An SVG under way: gradients and blurs get their ids here, so that every drawing function stands alone. */
export class Sketch {
	readonly random: () => number;
	readonly #defs = new Map<string, string>();
	readonly #body: string[] = [];

	constructor(seed: number) {
		this.random = seeded(seed);
	}

	between(least: number, most: number): number {
		return least + this.random() * (most - least);
	}

	add(...pieces: string[]): void {
		this.#body.push(...pieces);
	}

	/** Draws something elsewhere, turned or larger: `translate(…) scale(…)`. */
	within(transform: string, draw: () => void): void {
		this.add(`<g transform="${transform}">`);
		draw();
		this.add('</g>');
	}

	path(shape: string, fill: string, more = ''): void {
		this.add(`<path d="${shape}" fill="${fill}" ${more}/>`);
	}

	stroke(shape: string, colour: string, width: number, more = ''): void {
		this.add(
			`<path d="${shape}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`,
		);
	}

	ellipse([x, y]: Point, [rx, ry]: Point, fill: string, more = ''): void {
		this.add(`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`);
	}

	rect([x, y]: Point, [width, height]: Point, radius: number, fill: string, more = ''): void {
		this.add(
			`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}" fill="${fill}" ${more}/>`,
		);
	}

	/** Along a direction across whatever it fills: 0 is from left to right, 90 from top to bottom. */
	linear(stops: readonly Stop[], degrees = 0): string {
		const turned = (degrees * Math.PI) / 180;
		const [x, y] = [Math.cos(turned) / 2, Math.sin(turned) / 2];
		return this.#define(
			(id) =>
				`<linearGradient id="${id}" x1="${0.5 - x}" y1="${0.5 - y}" x2="${0.5 + x}" y2="${0.5 + y}">${stopsOf(stops)}</linearGradient>`,
		);
	}

	/** Around a point of whatever it fills, 0 to 1. */
	radial(stops: readonly Stop[], [cx, cy]: Point = [0.36, 0.3], r = 0.78): string {
		return this.#define(
			(id) => `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`,
		);
	}

	/** Attribute that blurs by so many units. */
	soft(units: number): string {
		const filter = this.#define(
			(id) =>
				`<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${units}"/></filter>`,
		);
		return `filter="${filter}"`;
	}

	/** Attribute that keeps a drawing within a shape. */
	inside(shape: string): string {
		return `clip-path="${this.#define((id) => `<clipPath id="${id}"><path d="${shape}"/></clipPath>`)}"`;
	}

	/** A definition of one's own; answers `url(#…)`. The same one twice is kept once. */
	define(make: (id: string) => string): string {
		return this.#define(make);
	}

	#define(make: (id: string) => string): string {
		const text = make('?');
		const known = this.#defs.get(text) ?? `d${this.#defs.size}`;
		this.#defs.set(text, known);
		return `url(#${known})`;
	}

	/** `scale`: pixels a unit of the sheet. */
	svg(scale = 1): string {
		const defs = [...this.#defs].map(([text, id]) => text.replace('id="?"', `id="${id}"`));
		const { width, height } = SHEET;
		return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * scale}" height="${height * scale}"><defs>${defs.join('')}</defs>${this.#body.join('')}</svg>`;
	}
}

function stopsOf(stops: readonly Stop[]): string {
	return stops
		.map(
			([offset, colour, opacity = 1]) =>
				`<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
		)
		.join('');
}
