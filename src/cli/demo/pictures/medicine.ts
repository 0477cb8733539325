import { box, glint, round, shadow } from './forms.ts';
import { line, type Point, type Sketch } from './sketch.ts';

export function cross(s: Sketch, [x, y]: Point, size: number, colour: string): void {
	s.rect([x - size / 2, y - size / 6], [size, size / 3], size * 0.05, colour);
	s.rect([x - size / 6, y - size / 2], [size / 3, size], size * 0.05, colour);
}

function blister(s: Sketch, at: string, colour: string): void {
	shadow(s, [720, 960], 540, 0.14, 0.42);
	s.within(at, () => {
		s.rect(
			[-230, -120],
			[460, 240],
			18,
			s.linear(
				[
					[0, '#f3f3f0'],
					[0.5, '#c9ccce'],
					[1, '#e6e6e4'],
				],
				30,
			),
		);
		for (let row = 0; row < 2; row++)
			for (let i = 0; i < 4; i++) {
				const at: Point = [-165 + i * 110, -54 + row * 108];
				s.ellipse([at[0] + 5, at[1] + 7], [44, 38], '#8e9294', 'opacity=".7"');
				s.ellipse(at, [42, 36], round(s, colour, 0.7));
				glint(s, [at[0] - 14, at[1] - 14], [11, 6]);
			}
	});
}

export function medicine(s: Sketch): void {
	box(s, { at: [560, 790], size: [560, 300], depth: 170, colour: '#f4f5f2' });
	s.path(
		'M560 700C700 620 900 760 1120 640V790H560Z',
		s.linear([
			[0, '#3f8bbf'],
			[1, '#236394'],
		]),
		'opacity=".95"',
	);
	cross(s, [660, 575], 92, '#c8402f');
	for (const [x, w] of [
		[760, 280],
		[760, 210],
	] as const)
		s.rect([x, w === 280 ? 545 : 590], [w, 22], 8, w === 280 ? '#2c4f6c' : '#9fb0bb');
	blister(s, 'translate(700 900) rotate(-7)', '#e86f4a');
}

export function ointment(s: Sketch): void {
	box(s, { at: [610, 720], size: [640, 150], depth: 150, colour: '#f7f2e6' });
	s.rect([610, 650], [640, 26], 0, '#c8402f');
	cross(s, [1180, 610], 48, '#2e6b3f');
	s.rect([660, 598], [300, 22], 8, '#7c3a2c', 'opacity=".8"');
	shadow(s, [760, 930], 800, 0.12);
	s.within('translate(780 870) rotate(-6)', () => {
		s.path(
			'M-400 -82L-300 -74L250 -58Q300 -56 300 0Q300 56 250 58L-300 74L-400 82Z',
			s.linear(
				[
					[0, '#fffaf0'],
					[0.3, '#f1e4cd'],
					[0.7, '#e3cfae'],
					[1, '#a88f68'],
				],
				90,
			),
		);
		s.rect(
			[-408, -86],
			[70, 172],
			4,
			s.linear(
				[
					[0, '#f3ead9'],
					[0.5, '#cdbb9a'],
					[1, '#9c8660'],
				],
				90,
			),
		);
		for (let y = -76; y < 80; y += 14)
			s.stroke(
				line([
					[-404, y],
					[-342, y],
				]),
				'#a8946f',
				3,
				'opacity=".6"',
			);
		s.rect(
			[300, -46],
			[120, 92],
			10,
			s.linear(
				[
					[0, '#e76a50'],
					[0.4, '#c8402f'],
					[1, '#7c2217'],
				],
				90,
			),
		);
		for (let x = 312; x < 416; x += 14)
			s.stroke(
				line([
					[x, -42],
					[x, 42],
				]),
				'#7c2217',
				4,
				'opacity=".5"',
			);
		s.rect([-270, -40], [440, 34], 12, '#c8402f', 'opacity=".9"');
		s.rect([-270, 12], [280, 18], 8, '#7c5a3c', 'opacity=".55"');
	});
}

/** Seven strokes a digit: display of a thermometer. */
const SEGMENTS: Record<string, string> = { '3': 'abgcd', '5': 'afgcd', '6': 'afgecd' };

function digit(s: Sketch, [x, y]: Point, size: number, which: string): void {
	const [w, h] = [size * 0.5, size];
	const at: Record<string, Point[]> = {
		a: [
			[0, 0],
			[w, 0],
		],
		b: [
			[w, 0],
			[w, h / 2],
		],
		c: [
			[w, h / 2],
			[w, h],
		],
		d: [
			[0, h],
			[w, h],
		],
		e: [
			[0, h / 2],
			[0, h],
		],
		f: [
			[0, 0],
			[0, h / 2],
		],
		g: [
			[0, h / 2],
			[w, h / 2],
		],
	};
	for (const segment of SEGMENTS[which] ?? '')
		s.stroke(line(at[segment]!.map(([a, b]): Point => [x + a, y + b])), '#26312a', size * 0.13);
}

export function thermometer(s: Sketch): void {
	shadow(s, [800, 850], 1000, 0.1);
	s.within('translate(800 790) rotate(-14)', () => {
		s.path(
			'M-520 -30Q-560 -30 -560 0Q-560 30 -520 30H-330V-30Z',
			s.linear(
				[
					[0, '#f8f8f6'],
					[0.4, '#c3c7c9'],
					[1, '#7e8487'],
				],
				90,
			),
		);
		s.path(
			'M-360 -40L-200 -80H420Q520 -80 520 0Q520 80 420 80H-200L-360 40Z',
			s.linear(
				[
					[0, '#ffffff'],
					[0.45, '#eef1f0'],
					[1, '#a9b2b2'],
				],
				90,
			),
		);
		s.rect([-150, -54], [330, 108], 18, '#8b9a86', 'stroke="#66756a" stroke-width="5"');
		s.rect(
			[-144, -48],
			[318, 96],
			14,
			s.linear(
				[
					[0, '#b6c3ad'],
					[1, '#cdd8c3'],
				],
				60,
			),
		);
		for (const [x, which] of [
			[-80, '3'],
			[-10, '6'],
			[76, '5'],
		] as const)
			digit(s, [x, -32], 62, which);
		s.ellipse([50, 32], [5, 5], '#26312a');
		s.ellipse([330, 0], [52, 46], round(s, '#4f9a8a'));
	});
	s.rect(
		[420, 930],
		[560, 60],
		28,
		s.linear(
			[
				[0, '#dfeff0', 0.9],
				[0.4, '#b9d3d6', 0.7],
				[1, '#7fa1a6', 0.8],
			],
			90,
		),
		'transform="rotate(-6 700 960)"',
	);
}
