import { barrel, box, face, round, shadow } from './forms.ts';
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
