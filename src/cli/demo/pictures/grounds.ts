import { door } from './door.ts';
import { line, SHEET, Sketch } from './sketch.ts';
import { texture, tint, sunlight, wall, plane, seam } from './surfaces.ts';

const { width: W, height: H } = SHEET;

export const GROUNDS = ['table', 'cloth', 'counter', 'landing', 'desk', 'door'] as const;

export type Ground = (typeof GROUNDS)[number];

function table(s: Sketch): void {
	wall(s, '#e6d8bf', 420);
	sunlight(s, 0.5);
	seam(s, 420);
	plane(s, '#c4935f', 420);
	texture(s, 420, '0.0016 0.055', 4, tint(0.36, 0.2, 0.08, 1.15, -0.4));
	for (const y of [560, 745, 985])
		s.stroke(
			line([
				[0, y],
				[W, y + 6],
			]),
			'#5a381b',
			3,
			'opacity=".4"',
		);
	sunlight(s, 0.16, [330, 470]);
}

function cloth(s: Sketch): void {
	wall(s, '#b9c6bd', 380);
	sunlight(s, 0.34, [60, -90]);
	seam(s, 380);
	plane(s, '#ece2d0', 380);
	texture(s, 380, '0.16 0.012', 2, tint(0.5, 0.42, 0.3, 0.55, -0.2));
	texture(s, 380, '0.012 0.16', 2, tint(0.5, 0.42, 0.3, 0.55, -0.2));
	for (const x of [120, 180, 1400, 1460])
		s.path(
			`${line([
				[800 + (x - 800) * 0.72, 380],
				[800 + (x - 800) * 0.72 + 16, 380],
				[x + 26, H],
				[x, H],
			])}Z`,
			'#3f6ea3',
			'opacity=".34"',
		);
	for (const y of [1090, 1130]) s.rect([0, y], [W, 17], 0, '#3f6ea3', 'opacity=".3"');
	sunlight(s, 0.2, [420, 420]);
}

function counter(s: Sketch): void {
	wall(s, '#e3e6e0', 460);
	for (let y = -30; y < 460; y += 122)
		s.stroke(
			line([
				[0, y],
				[W, y],
			]),
			'#aab1a8',
			5,
			'opacity=".8"',
		);
	for (let row = 0; row < 5; row++)
		for (let x = row % 2 ? -90 : 0; x < W; x += 244)
			s.stroke(
				line([
					[x, row * 122 - 30],
					[x, row * 122 + 92],
				]),
				'#aab1a8',
				5,
				'opacity=".8"',
			);
	sunlight(s, 0.5, [90, -40]);
	seam(s, 460);
	plane(s, '#8f8a82', 460);
	texture(s, 460, '0.09 0.12', 3, tint(0.95, 0.93, 0.88, 3, -1.75));
	texture(s, 460, '0.05 0.07', 3, tint(0.2, 0.19, 0.17, 2.4, -1.4));
	sunlight(s, 0.12, [380, 470]);
}

/** The stairwell: walls painted green to shoulder height, terrazzo, the stairs going up. */
function landing(s: Sketch): void {
	wall(s, '#e9e2d2', 700);
	s.rect(
		[0, 240],
		[W, 462],
		0,
		s.linear(
			[
				[0, '#9fb79d'],
				[0.5, '#88a588'],
				[1, '#5f7c66'],
			],
			20,
		),
	);
	s.rect([0, 232], [W, 10], 0, '#4f6c57', 'opacity=".8"');
	sunlight(s, 0.34, [180, -30]);
	for (let step = 0; step < 5; step++) {
		const [x, y] = [1130 + step * 110, 700 - step * 108];
		s.rect(
			[x, y - 108],
			[W - x, 110],
			0,
			s.linear(
				[
					[0, '#b9b1a2'],
					[1, '#8d8678'],
				],
				90,
			),
		);
		s.rect([x - 12, y - 118], [W - x + 12, 20], 3, '#d6cfc0');
	}
	s.stroke('M1090 330L1560 -130', '#7c4a2b', 30);
	for (let x = 1140; x < 1560; x += 84)
		s.stroke(
			line([
				[x, 690 - (x - 1130)],
				[x, 288 - (x - 1130)],
			]),
			'#3d463f',
			11,
		);
	seam(s, 700);
	plane(s, '#c2baa9', 700);
	texture(s, 700, '0.055 0.085', 2, tint(0.45, 0.42, 0.37, 4, -2.5));
	texture(s, 700, '0.06 0.09', 2, '0 0 0 0 .96 0 0 0 0 .93 0 0 0 0 .86 0 7 0 0 -4.2');
	sunlight(s, 0.22, [230, 730]);
}

/** Late at night: one lamp. */
function desk(s: Sketch): void {
	wall(s, '#39434f', 440);
	s.ellipse([420, 120], [820, 560], '#ffcf87', `opacity=".5" ${s.soft(120)}`);
	seam(s, 440);
	plane(s, '#7a5638', 440);
	texture(s, 440, '0.0018 0.06', 4, tint(0.2, 0.1, 0.04, 1.6, -0.5));
	s.ellipse([560, 800], [760, 330], '#ffd79a', `opacity=".42" ${s.soft(110)}`);
}

const DRAW: Record<Ground, (s: Sketch) => void> = { table, cloth, counter, landing, desk, door };

/** How finely grounds are drawn: behind the thing in focus nobody counts the threads, and noise is slow to make. */
export const GROUND_SCALE = 0.5;

export function drawGround(ground: Ground): string {
	const s = new Sketch(11);
	DRAW[ground](s);
	return s.svg(GROUND_SCALE);
}
