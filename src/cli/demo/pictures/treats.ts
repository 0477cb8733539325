import { ball, barrel, box, can, face, glint, leaf, round, shadow } from './forms.ts';
import { curve, dark, line, type Point, type Sketch } from './sketch.ts';

function apple(s: Sketch, [x, y]: Point, r: number, colour: string): void {
	shadow(s, [x, y + r * 0.86], r * 1.7, 0.2);
	s.path(
		`M${x} ${y - r * 0.74}C${x + r * 0.4} ${y - r * 1.1} ${x + r * 1.1} ${y - r * 0.8} ${x + r} ${y + r * 0.02}C${x + r * 0.94} ${y + r * 0.66} ${x + r * 0.46} ${y + r} ${x + r * 0.12} ${y + r * 0.88}Q${x} ${y + r * 0.84} ${x - r * 0.12} ${y + r * 0.88}C${x - r * 0.46} ${y + r} ${x - r * 0.94} ${y + r * 0.66} ${x - r} ${y + r * 0.02}C${x - r * 1.1} ${y - r * 0.8} ${x - r * 0.4} ${y - r * 1.1} ${x} ${y - r * 0.74}Z`,
		round(s, colour, 0.5),
	);
	for (let i = 0; i < 34; i++) {
		const a = s.between(-1.2, 1.2);
		s.stroke(
			curve(
				[
					[x + a * r * 0.12, y - r * 0.62],
					[x + a * r * 0.62, y - r * 0.3],
					[x + a * r * 0.72, y + s.between(0, 0.5) * r],
				],
				false,
			),
			'#f2c14e',
			s.between(1.5, 4),
			'opacity=".28"',
		);
	}
	s.ellipse([x, y - r * 0.68], [r * 0.2, r * 0.08], dark(colour, 0.7), `opacity=".7" ${s.soft(6)}`);
	s.stroke(
		`M${x} ${y - r * 0.66}Q${x + 4} ${y - r * 0.95} ${x + r * 0.16} ${y - r * 1.12}`,
		'#5b3a1c',
		r * 0.07,
	);
	glint(s, [x - r * 0.42, y - r * 0.4], [r * 0.17, r * 0.1]);
}

export function apples(s: Sketch): void {
	apple(s, [1030, 600], 170, '#b23a2a');
	apple(s, [660, 590], 178, '#c23b2c');
	apple(s, [860, 740], 190, '#bd2f27');
	apple(s, [480, 800], 184, '#c94a2e');
	apple(s, [1210, 820], 186, '#a92f25');
	leaf(s, [890, 530], 130, -28, '#5d8a3a');
}

export function oranges(s: Sketch): void {
	box(s, { at: [330, 950], size: [800, 300], depth: 230, colour: '#c99b63' });
	s.path(
		`${line([
			[350, 652],
			[1120, 652],
			[1290, 556],
			[520, 556],
		])}Z`,
		'#5a3c1e',
	);
	for (const [i, at] of (
		[
			[520, 600],
			[700, 590],
			[890, 596],
			[1070, 588],
			[460, 650],
			[630, 648],
			[800, 652],
			[975, 646],
			[720, 540],
			[905, 536],
		] as Point[]
	).entries()) {
		ball(s, at, 98, ['#ee8f1f', '#e9831a', '#f29a2b'][i % 3]!);
		for (let k = 0; k < 40; k++)
			s.ellipse(
				[at[0] + s.between(-66, 66), at[1] + s.between(-66, 60)],
				[2.4, 2.4],
				'#b45c08',
				'opacity=".35"',
			);
		s.ellipse([at[0] + 8, at[1] - 50], [8, 6], '#5d7a2a');
	}
	s.rect([330, 650], [800, 300], 6, face(s, '#cfa36b'));
	s.rect([640, 740], [190, 62], 30, '#5a3c1e');
	s.ellipse([470, 800], [70, 70], '#ee8f1f', 'opacity=".75"');
	leaf(s, [470, 735], 80, -30, '#4f7d35');
	ball(s, [1280, 960], 104, '#ee8f1f');
}

export function bread(s: Sketch): void {
	shadow(s, [800, 900], 980, 0.16);
	s.path(
		'M300 900V640C240 560 320 470 450 490H1160C1290 470 1370 560 1310 640V900Z',
		s.linear(
			[
				[0, '#c47a32'],
				[0.22, '#cf8a40'],
				[0.4, '#dba55e'],
				[0.7, '#cf9650'],
				[1, '#9a5c24'],
			],
			85,
		),
	);
	s.path(
		'M330 560C420 490 1150 480 1270 560',
		'none',
		`stroke="#f2c27c" stroke-width="30" opacity=".55" ${s.soft(14)}`,
	);
	for (let i = 0; i < 3; i++) {
		const x = 330 + i * 46;
		s.within(`translate(${-i * 70} ${i * 34})`, () => {
			s.path(
				`M${x - 30} 890V650C${x - 90} 560 ${x - 10} 480 ${x + 130} 510C${x + 280} 480 ${x + 350} 560 ${x + 290} 650V890Q${x + 130} 910 ${x - 30} 890Z`,
				'#a9662a',
			);
			s.path(
				`M${x - 8} 872V660C${x - 60} 580 ${x + 10} 510 ${x + 130} 534C${x + 254} 510 ${x + 320} 580 ${x + 270} 660V872Q${x + 130} 890 ${x - 8} 872Z`,
				s.radial([
					[0, '#fff6df'],
					[0.7, '#f6e3b8'],
					[1, '#e0bf85'],
				]),
			);
			for (let k = 0; k < 70; k++)
				s.ellipse(
					[x + s.between(10, 250), s.between(570, 860)],
					[s.between(2, 8), s.between(2, 5)],
					'#d0a868',
					'opacity=".4"',
				);
		});
	}
	for (let i = 0; i < 40; i++)
		s.ellipse([s.between(240, 1330), s.between(930, 1010)], [s.between(2, 6), 3], '#b0793b', 'opacity=".7"');
}

export function cake(s: Sketch): void {
	shadow(s, [800, 950], 900, 0.2);
	s.ellipse(
		[800, 930],
		[500, 120],
		s.linear([
			[0, '#ffffff'],
			[1, '#cfc8bb'],
		]),
	);
	can(s, [800, 880], 760, 300, '#f6e4d2', '#fff8ee');
	s.ellipse(
		[800, 580],
		[352, 98],
		s.linear(
			[
				[0, '#fff9f0'],
				[1, '#f3e3d2'],
			],
			30,
		),
	);
	s.path('M420 760Q800 900 1180 760V800Q800 940 420 800Z', '#c77a4d', 'opacity=".8"');
	for (let i = 0; i <= 12; i++) {
		const angle = Math.PI - (i / 12) * Math.PI;
		s.ellipse([800 + Math.cos(angle) * 370, 582 + Math.sin(angle) * 104], [46, 36], round(s, '#fff4e6', 0.9));
	}
	for (const [x, y] of [
		[560, 570],
		[680, 612],
		[820, 624],
		[950, 604],
		[1060, 566],
		[700, 530],
		[900, 526],
	] as Point[]) {
		s.path(
			`M${x} ${y + 44}C${x - 60} ${y + 4} ${x - 50} ${y - 40} ${x} ${y - 34}C${x + 50} ${y - 40} ${x + 60} ${y + 4} ${x} ${y + 44}Z`,
			round(s, '#d6322f'),
		);
		for (let k = 0; k < 9; k++)
			s.ellipse([x + s.between(-28, 28), y + s.between(-20, 22)], [2.4, 3.6], '#f8d67a');
		leaf(s, [x, y - 30], 36, -160, '#5c8d3b');
		leaf(s, [x, y - 30], 36, -20, '#5c8d3b');
	}
	for (const [i, x] of [640, 730, 820, 910, 1000].entries()) {
		const colour = ['#5fa3c7', '#e58b3a', '#7fb257', '#d86c8d', '#e9c344'][i]!;
		s.rect([x - 11, 366], [22, 176], 8, barrel(s, colour));
		for (let y = 380; y < 530; y += 34)
			s.stroke(
				line([
					[x - 10, y + 16],
					[x + 10, y],
				]),
				'#fff',
				6,
				'opacity=".7"',
			);
		s.ellipse([x, 322], [74, 84], '#ffd071', `opacity=".4" ${s.soft(26)}`);
		s.path(
			`M${x} 362C${x - 26} 340 ${x - 8} 310 ${x} 278C${x + 8} 310 ${x + 26} 340 ${x} 362Z`,
			s.radial(
				[
					[0, '#fffbe0'],
					[0.5, '#ffd15c'],
					[1, '#f28a1e'],
				],
				[0.5, 0.75],
				0.6,
			),
		);
	}
}

export function milk(s: Sketch): void {
	for (const [x, y, size] of [
		[300, 880, 1],
		[640, 850, 1],
		[950, 930, 1.06],
	] as const) {
		s.within(`translate(${x} ${y}) scale(${size})`, () => {
			box(s, { at: [0, 0], size: [230, 400], depth: 130, colour: '#f3f3ef' });
			s.path('M0 -400L34 -486H196L230 -400Z', face(s, '#f8f8f4', 90));
			s.path('M230 -400L196 -486L300 -540L334 -458Z', '#b9b9b2');
			s.path('M34 -486L196 -486L300 -540L138 -540Z', '#dcdcd6');
			s.rect(
				[30, -548],
				[180, 66],
				4,
				s.linear(
					[
						[0, '#2f6db3'],
						[1, '#1c4c85'],
					],
					80,
				),
			);
			s.path(
				'M0 -190C60 -250 110 -150 170 -200Q210 -226 230 -196V-4Q115 6 0 -4Z',
				s.linear(
					[
						[0, '#3d80c9'],
						[1, '#24599c'],
					],
					80,
				),
			);
			s.path('M230 -196L334 -252V-58L230 -4Z', '#1b467c');
			s.ellipse([115, -290], [56, 56], '#3d80c9', 'opacity=".16"');
			s.path('M86 -330h58v26l14 30v84h-86v-84l14 -30z', '#2f6db3');
		});
	}
}
