import { bag, barrel, box, can, glint, leaf, rice, round, shadow } from './forms.ts';
import { cross } from './medicine.ts';
import { curve, dark, type Point, type Sketch } from './sketch.ts';

/** Parcels on the landing, as they wait for somebody to carry them up. */
export function parcels(s: Sketch): void {
	const cardboard = '#c3945f';
	const taped = (at: Point, size: [number, number], depth: number, colour = cardboard): void => {
		box(s, { at, size, depth, colour });
		s.rect([at[0] + size[0] / 2 - 26, at[1] - size[1]], [52, size[1]], 0, '#e6d3aa', 'opacity=".75"');
		s.rect([at[0] + size[0] * 0.08, at[1] - size[1] * 0.78], [size[0] * 0.3, size[1] * 0.34], 3, '#fbfaf5');
		for (let i = 0; i < 9; i++)
			s.rect(
				[at[0] + size[0] * 0.1 + i * size[0] * 0.028, at[1] - size[1] * 0.72],
				[size[0] * (i % 3 ? 0.008 : 0.016), size[1] * 0.13],
				0,
				'#2a2622',
			);
	};
	taped([340, 980], [560, 320], 230);
	taped([420, 640], [380, 230], 190, '#b98752');
	taped([960, 1040], [300, 210], 160, '#cfa36b');
	s.rect([1000, 800], [0, 0], 0, 'none');
	bag(s, [1010, 840], 190, 150, '#e9e6dc');
}

/** The love corner: two planks on the landing with what people brought. */
export function shelf(s: Sketch): void {
	shadow(s, [800, 1070], 1240, 0.1);
	for (const x of [250, 1320]) s.rect([x, 200], [34, 880], 4, barrel(s, '#8a5f38'));
	for (const y of [640, 1030]) {
		s.rect([230, y + 26], [1140, 50], 0, '#2b1a0c', `opacity=".35" ${s.soft(16)}`);
		s.rect(
			[220, y],
			[1150, 40],
			4,
			s.linear(
				[
					[0, '#c99a63'],
					[0.5, '#a97743'],
					[1, '#6f4a25'],
				],
				90,
			),
		);
	}
	s.path(
		curve([
			[330, 636],
			[318, 500],
			[350, 400],
			[440, 380],
			[520, 404],
			[548, 500],
			[536, 636],
		]),
		s.linear(
			[
				[0, '#d5cebe'],
				[0.4, '#fffdf6'],
				[1, '#aaa08c'],
			],
			10,
		),
	);
	rice(s, [434, 520], 96, '#c0392b');
	for (const x of [640, 740]) {
		can(s, [x, 630], 88, 180, x === 640 ? '#c8553d' : '#3e83b0', '#cfd2d3');
		s.rect([x - 44, 520], [88, 54], 0, '#fbf0d8', 'opacity=".85"');
	}
	for (const [i, x] of [860, 930, 1000].entries())
		s.rect([x, 420], [58, 216], 14, barrel(s, ['#e8d7a6', '#e8d7a6', '#efe0b6'][i]!));
	for (const x of [860, 930, 1000]) s.rect([x, 490], [58, 70], 0, '#c0392b');
	s.path(
		'M1110 630V470C1110 430 1150 420 1152 390H1208C1210 420 1250 430 1250 470V630Z',
		barrel(s, '#e2a520', 0.6),
	);
	s.rect([1146, 356], [68, 40], 6, barrel(s, '#2e6b3f'));
	for (const [x, y] of [
		[360, 1000],
		[450, 1004],
		[405, 930],
		[540, 1000],
	] as Point[])
		s.ellipse([x, y - 24], [52, 50], round(s, '#ee8f1f'));
	box(s, { at: [650, 1026], size: [240, 170], depth: 70, colour: '#f1efe8' });
	s.rect([650, 940], [240, 34], 0, '#5b95bd');
	for (const [x, h] of [
		[1010, 190],
		[1100, 160],
		[1190, 200],
	] as const)
		s.path(`M${x} 1026V${1026 - h}q36 -34 72 0V1026Z`, barrel(s, x === 1100 ? '#7fa35a' : '#b9c98a'));
}

/** Left at the door: a red bag, something green looking out. */
export function doorstep(s: Sketch): void {
	for (const turn of [-112, -96, -78, -62])
		leaf(s, [800 + (turn + 87) * 2, 640], 230, turn, turn % 4 ? '#5f933f' : '#79a94d');
	bag(s, [800, 1010], 440, 400, '#d94a3c');
}

export function doorstepBox(s: Sketch): void {
	box(s, { at: [560, 1010], size: [400, 260], depth: 190, colour: '#c69a66' });
	s.rect([735, 750], [54, 260], 0, '#e3cfa4', 'opacity=".8"');
	bag(s, [1150, 1040], 240, 230, '#f0eee6');
}

export function masks(s: Sketch): void {
	box(s, { at: [880, 760], size: [420, 190], depth: 200, colour: '#e9eef0' });
	s.rect([880, 660], [420, 50], 0, '#5b95bd');
	cross(s, [1220, 620], 54, '#5b95bd');
	for (const [i, [x, y, turn]] of (
		[
			[660, 650, -9],
			[730, 800, 5],
			[690, 930, -6],
		] as [number, number, number][]
	).entries()) {
		shadow(s, [x, y + 86], 470, 0.14, 0.4);
		s.within(`translate(${x} ${y}) rotate(${turn})`, () => {
			for (const side of [-1, 1])
				s.stroke(`M${side * 222} -74C${side * 330} -80 ${side * 330} 80 ${side * 222} 74`, '#f2f2ee', 9);
			s.path(
				'M-226 -92Q0 -120 226 -92L230 84Q0 118 -230 84Z',
				s.linear(
					[
						[0, '#cfe6f0'],
						[0.5, '#a3cbdf'],
						[1, '#78a7c0'],
					],
					70,
				),
			);
			for (const [k, fold] of [-46, -4, 38].entries()) {
				s.path(
					`M-228 ${fold}Q0 ${fold + 16} 229 ${fold}L229 ${fold + 20}Q0 ${fold + 38} -228 ${fold + 20}Z`,
					dark('#8fbcd2', 0.1 + k * 0.03),
					'opacity=".5"',
				);
				s.stroke(`M-228 ${fold}Q0 ${fold + 16} 229 ${fold}`, '#e6f3f8', 4);
			}
			s.stroke('M-90 -94Q0 -106 90 -94', '#f3f6f6', 7);
			if (i === 2) glint(s, [-120, -54], [60, 14], 0, 0.4);
		});
	}
}
