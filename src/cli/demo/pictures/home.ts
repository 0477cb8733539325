import { bag, barrel, box, can, face, glint, leaf, rice, round, shadow } from './forms.ts';
import { curve, dark, light, line, type Point, type Sketch } from './sketch.ts';

function wheel(s: Sketch, [x, y]: Point, r: number, colour: string): void {
	s.ellipse([x, y], [r, r], round(s, colour, 0.5));
	s.ellipse([x, y], [r * 0.66, r * 0.66], dark(colour, 0.25));
	s.ellipse([x, y], [r * 0.56, r * 0.56], round(s, light(colour, 0.25)));
	s.ellipse([x, y], [r * 0.14, r * 0.14], '#4a3320');
}

/** A wooden train, a little worn. */
export function toy(s: Sketch): void {
	shadow(s, [760, 960], 1180, 0.12);
	s.rect([330, 800], [900, 40], 16, barrel(s, '#8a5f38'));
	s.rect([360, 560], [250, 250], 16, face(s, '#3e83b0', 80));
	s.rect([400, 600], [170, 110], 10, '#f4e7cd');
	s.rect([330, 520], [310, 56], 20, face(s, '#d9482f', 90));
	s.path(
		'M610 620H900Q960 620 960 700V812H610Z',
		s.linear(
			[
				[0, '#f4ce6a'],
				[0.35, '#e2a92f'],
				[1, '#a26f12'],
			],
			90,
		),
	);
	s.path('M800 620V520Q800 500 780 490H900Q880 500 880 520V620Z', barrel(s, '#d9482f'));
	s.ellipse([840, 490], [66, 18], light('#d9482f', 0.25));
	s.ellipse([690, 616], [44, 36], round(s, '#5d9a52'));
	for (const x of [440, 620]) wheel(s, [x, 880], 78, '#d9482f');
	wheel(s, [860, 890], 66, '#3e83b0');
	s.stroke('M960 800Q1010 830 1050 800', '#5b3a1c', 12);
	s.rect([1050, 700], [270, 110], 14, face(s, '#5d9a52', 80));
	for (const x of [1120, 1260]) wheel(s, [x, 890], 66, '#e2a92f');
	s.rect([1080, 620], [90, 90], 8, face(s, '#d9482f', 60));
	s.path('M1190 710L1240 620L1290 710Z', face(s, '#3e83b0', 60));
	for (const [x, y, r] of [
		[860, 400, 46],
		[930, 330, 60],
		[1020, 270, 44],
	] as const)
		s.ellipse([x, y], [r, r * 0.8], '#ffffff', `opacity=".2" ${s.soft(20)}`);
}

export function diapers(s: Sketch): void {
	box(s, { at: [430, 930], size: [520, 500], depth: 210, colour: '#7fb8c9', radius: 26 });
	s.path(
		'M430 640C560 560 800 720 950 600V440H430Z',
		s.linear([
			[0, '#f4f8f8'],
			[1, '#d5e8ec'],
		]),
		'opacity=".9"',
	);
	s.ellipse([690, 740], [130, 130], '#fff4e2', 'opacity=".95"');
	s.ellipse([690, 750], [92, 88], round(s, '#f2c9a0', 0.6));
	for (const x of [656, 724]) s.ellipse([x, 742], [9, 12], '#4a2f1c');
	s.stroke('M664 782Q690 808 716 782', '#8c4a34', 7);
	s.stroke('M690 664Q716 644 704 678', '#7a4c2a', 8);
	for (const [i, y] of [960, 892, 824].entries()) {
		if (i === 0) shadow(s, [1140, 966], 400, 0.18);
		s.path(
			curve([
				[960 + i * 6, y],
				[980, y - 74],
				[1150, y - 92],
				[1310, y - 70],
				[1330 - i * 8, y],
				[1150, y + 16],
			]),
			s.linear(
				[
					[0, '#ffffff'],
					[0.6, '#f0efe9'],
					[1, '#bdbbb0'],
				],
				90,
			),
		);
		s.stroke(
			curve(
				[
					[990, y - 30],
					[1150, y - 18],
					[1306, y - 30],
				],
				false,
			),
			'#cfd9dc',
			5,
		);
		s.rect([1270, y - 58], [50, 30], 8, '#7fb8c9', 'opacity=".8"');
	}
}

export function stroller(s: Sketch): void {
	shadow(s, [790, 1050], 800, 0.12);
	const frame = '#3c434a';
	s.stroke('M560 1000L960 640L1180 380', frame, 24);
	s.stroke('M1000 1010L640 640', frame, 24);
	s.stroke('M1150 400Q1200 350 1240 372', '#1f2428', 34);
	for (const x of [545, 1010]) {
		s.ellipse([x, 1000], [92, 92], '#23282c');
		s.ellipse([x, 1000], [66, 66], round(s, '#c9cdce'));
		for (let k = 0; k < 6; k++)
			s.stroke(
				line([
					[x, 1000],
					[x + Math.cos(k * 1.05) * 64, 1000 + Math.sin(k * 1.05) * 64],
				]),
				'#868c90',
				6,
			);
		s.ellipse([x, 1000], [16, 16], '#b8431c');
	}
	s.path(
		'M520 640C500 820 640 880 760 870H900C980 860 1010 760 990 660Z',
		s.linear(
			[
				[0, '#6d8fa6'],
				[0.4, '#4a6f89'],
				[1, '#274356'],
			],
			30,
		),
	);
	s.path(
		'M600 660C610 780 700 810 780 810C880 800 930 730 940 670Z',
		s.linear(
			[
				[0, '#f0e6d2'],
				[1, '#c2b394'],
			],
			60,
		),
	);
	s.path(
		'M500 650C440 430 600 300 800 320C840 440 820 560 780 660Z',
		s.linear(
			[
				[0, '#86a9c0'],
				[0.4, '#5b829d'],
				[1, '#33556c'],
			],
			40,
		),
	);
	for (const [a, b] of [
		[570, 352],
		[660, 322],
	] as const)
		s.stroke(`M${a} ${b}Q${a + 90} 500 ${a + 150} 656`, '#33556c', 7, 'opacity=".7"');
	s.stroke('M500 650C440 430 600 300 800 320', '#cfe0ea', 10, 'opacity=".5"');
	s.path('M560 860H960L930 960H600Z', '#2b3136', 'opacity=".9"');
}

export function umbrellas(s: Sketch): void {
	shadow(s, [760, 960], 1080, 0.16);
	const tip: Point = [760, 420];
	const rim: Point[] = [
		[210, 800],
		[400, 910],
		[640, 960],
		[900, 960],
		[1130, 900],
		[1310, 790],
	];
	for (let i = 0; i < rim.length - 1; i++) {
		const [a, b] = [rim[i]!, rim[i + 1]!];
		const colour = i % 2 ? '#c8553d' : '#d96a4f';
		s.path(
			`M${tip[0]} ${tip[1]}Q${a[0] * 0.8 + tip[0] * 0.2} ${a[1] - 260} ${a[0]} ${a[1]}Q${(a[0] + b[0]) / 2} ${(a[1] + b[1]) / 2 - 44} ${b[0]} ${b[1]}Q${b[0] * 0.8 + tip[0] * 0.2} ${b[1] - 260} ${tip[0]} ${tip[1]}Z`,
			s.linear(
				[
					[0, light(colour, 0.3 - i * 0.05)],
					[1, dark(colour, 0.1 + i * 0.08)],
				],
				70,
			),
			`stroke="${dark(colour, 0.4)}" stroke-width="3"`,
		);
	}
	s.stroke('M760 420V370', '#2b2622', 14);
	s.within('translate(1240 960) rotate(-24)', () => {
		s.path(
			'M-30 0L-54 -420Q0 -450 54 -420L30 0Z',
			s.linear([
				[0, '#2e5a8c'],
				[0.3, '#5d8fc4'],
				[0.6, '#2f6197'],
				[1, '#183a5e'],
			]),
		);
		for (const x of [-22, 8, 30])
			s.stroke(
				line([
					[x, -410],
					[x * 0.5, -6],
				]),
				'#16314e',
				4,
				'opacity=".6"',
			);
		s.rect([-46, -250], [92, 26], 8, '#16314e');
		s.stroke('M0 0V60', '#9aa1a6', 12);
		s.stroke('M0 -430V-520Q0 -590 60 -590Q110 -586 106 -530', '#5b3a1c', 26);
	});
}

export function chair(s: Sketch): void {
	const wood = '#b57a42';
	shadow(s, [760, 1060], 640, 0.14);
	s.stroke(
		line([
			[520, 250],
			[548, 680],
		]),
		dark(wood, 0.12),
		40,
	);
	s.stroke(
		line([
			[900, 220],
			[920, 660],
		]),
		dark(wood, 0.24),
		40,
	);
	for (const y of [300, 410, 520])
		s.stroke(
			curve(
				[
					[524, y],
					[710, y - 34],
					[906, y - 24],
				],
				false,
			),
			y === 300 ? light(wood, 0.12) : wood,
			46,
		);
	for (const [x, top, bottom] of [
		[548, 700, 1000],
		[930, 680, 980],
		[620, 780, 1080],
		[1040, 750, 1050],
	] as const)
		s.stroke(
			line([
				[x, top],
				[x + (x > 800 ? 18 : -14), bottom],
			]),
			x < 700 ? wood : dark(wood, 0.28),
			40,
		);
	s.path(
		`${line([
			[530, 680],
			[930, 640],
			[1080, 750],
			[610, 800],
		])}Z`,
		s.linear(
			[
				[0, light(wood, 0.3)],
				[0.6, wood],
				[1, dark(wood, 0.2)],
			],
			30,
		),
	);
	s.path(
		`${line([
			[610, 800],
			[1080, 750],
			[1080, 782],
			[610, 834],
		])}Z`,
		dark(wood, 0.3),
	);
	for (let i = 0; i < 7; i++)
		s.stroke(
			curve(
				[
					[570 + i * 20, 690 + i * 15],
					[760, 676 + i * 15],
					[960 + i * 16, 656 + i * 14],
				],
				false,
			),
			dark(wood, 0.35),
			2.5,
			'opacity=".35"',
		);
	s.stroke(
		line([
			[616, 940],
			[1046, 910],
		]),
		dark(wood, 0.16),
		24,
	);
	glint(s, [720, 690], [120, 14], -4, 0.35);
}

export function charger(s: Sketch): void {
	shadow(s, [640, 880], 420, 0.2);
	box(s, { at: [500, 880], size: [210, 210], depth: 130, colour: '#eeece6', radius: 30 });
	for (const y of [730, 800])
		s.stroke(
			line([
				[498, y],
				[420, y],
			]),
			'#b0a68f',
			20,
		);
	const cable: Point[] = [
		[760, 770],
		[930, 700],
		[1120, 760],
		[1230, 900],
		[1080, 1020],
		[860, 1000],
		[800, 900],
		[930, 820],
		[1120, 850],
		[1140, 950],
		[1020, 990],
		[940, 930],
		[1060, 880],
		[1330, 1020],
	];
	s.stroke(
		curve(
			cable.map(([x, y]): Point => [x + 10, y + 16]),
			false,
		),
		'#2b1a0c',
		20,
		`opacity=".4" ${s.soft(8)}`,
	);
	s.stroke(curve(cable, false), '#c9c6bd', 22);
	s.stroke(
		curve(
			cable.map(([x, y]): Point => [x - 2, y - 4]),
			false,
		),
		'#ffffff',
		8,
		'opacity=".85"',
	);
	s.within('translate(1350 1030) rotate(28)', () => {
		s.rect([-30, -26], [110, 52], 14, barrel(s, '#f1efe9'));
		s.rect([80, -16], [44, 32], 12, barrel(s, '#9da3a7'));
	});
}

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
