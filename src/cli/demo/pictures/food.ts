import { ball, barrel, box, can, face, glint, leaf, rice, round, shadow } from './forms.ts';
import { curve, dark, light, line, type Point, type Sketch, wobbly } from './sketch.ts';

/** Half a Chinese cabbage, cut side up: leaf within leaf, with its green frill. */
function halfCabbage(s: Sketch, at: Point, size: number, turn: number): void {
	shadow(s, [at[0], at[1] + size * 0.46], size * 2, 0.2);
	s.within(`translate(${at[0]} ${at[1]}) rotate(${turn}) scale(${size / 100})`, () => {
		const layers = 11;
		for (let i = 0; i < layers; i++) {
			const part = i / layers;
			const [rx, ry] = [112 * (1 - part * 0.86), 60 * (1 - part * 0.9)];
			const green =
				i === 0
					? '#5d8f3f'
					: i % 2
						? '#f4f0cf'
						: ['#a9c770', '#cdd98d', '#e3e19b'][Math.min(2, Math.floor(i / 4))]!;
			const points = Array.from({ length: 40 }, (_, k): Point => {
				const angle = (k / 40) * 2 * Math.PI;
				const frill = Math.cos(angle) > 0.1 ? 1 + (s.random() - 0.5) * 0.16 * Math.cos(angle) : 1;
				return [
					18 * part * 2.4 - 24 * part + Math.cos(angle) * rx * frill - part * 40,
					Math.sin(angle) * ry * frill * (1 - 0.25 * Math.cos(angle + Math.PI)),
				];
			});
			s.path(
				curve(points),
				i === 0
					? s.linear([
							[0, '#e9ecd0'],
							[0.5, '#8fb35c'],
							[1, '#4c7c34'],
						])
					: s.linear([
							[0, '#fbfbee'],
							[0.45, light(green, 0.35)],
							[1, green],
						]),
				`stroke="${dark(green, 0.3)}" stroke-width=".7" stroke-opacity=".5"`,
			);
		}
		s.path(
			'M-114 -16C-80 -22 -52 -12 -34 0C-52 12 -80 22 -114 16Z',
			s.linear([
				[0, '#e8dfbe'],
				[1, '#fffdf2'],
			]),
		);
	});
}

function wholeCabbage(s: Sketch, [x, y]: Point, height: number): void {
	shadow(s, [x, y], height * 0.62);
	const w = height * 0.27;
	for (const [dx, lean, colour] of [
		[-0.5, -14, '#6f9d48'],
		[0.5, 14, '#4f8238'],
		[-0.22, -6, '#83ad55'],
		[0.24, 6, '#6b9a45'],
		[0, 0, '#93ba62'],
	] as const) {
		s.within(`translate(${x + dx * w} ${y}) rotate(${lean})`, () => {
			const edge = Array.from({ length: 22 }, (_, i): Point => {
				const t = (i / 21) * Math.PI;
				const frill = 1 + (s.random() - 0.5) * 0.13;
				return [
					-Math.cos(t) * w * 0.86 * frill * (0.7 + 0.3 * Math.sin(t)),
					-height * (0.36 + 0.62 * Math.sin(t) ** 0.8 * frill),
				];
			});
			s.path(
				curve([...edge, [w * 0.52, -height * 0.05], [0, 4], [-w * 0.52, -height * 0.05]]),
				s.linear(
					[
						[0, colour],
						[0.5, light(colour, 0.25)],
						[1, '#f2efdb'],
					],
					90,
				),
			);
			s.path(
				`M${-w * 0.34} 0C${-w * 0.3} ${-height * 0.4} ${-w * 0.1} ${-height * 0.6} 0 ${-height * 0.8}C${w * 0.1} ${-height * 0.6} ${w * 0.3} ${-height * 0.4} ${w * 0.34} 0Z`,
				s.linear(
					[
						[0, '#dfe3bd', 0.5],
						[1, '#fffef5'],
					],
					90,
				),
			);
			for (const side of [-1, 1])
				for (const up of [0.4, 0.52, 0.64])
					s.stroke(
						`M0 ${-height * up}Q${side * w * 0.3} ${-height * (up + 0.06)} ${side * w * 0.6} ${-height * (up + 0.16)}`,
						'#eef1cd',
						4,
						'opacity=".5"',
					);
		});
	}
}

export function cabbage(s: Sketch): void {
	wholeCabbage(s, [960, 790], 560);
	halfCabbage(s, [690, 880], 250, -8);
	for (let i = 0; i < 5; i++)
		s.stroke(
			curve(
				[
					[990 + i * 40, 970 + i * 12],
					[1120 + i * 34, 940 + i * 22],
					[1260 + i * 30, 970 + i * 16],
				],
				false,
			),
			['#5b8a3c', '#71a14a', '#4d7a33'][i % 3]!,
			22,
		);
}

/** A white enamel bowl with its blue rim, as every household has one; draws what lies in it between back and front. */
function bowl(s: Sketch, [x, y]: Point, r: number, fill: () => void): void {
	const ry = r * 0.36;
	shadow(s, [x, y + r * 0.62], r * 1.7, 0.2);
	s.ellipse(
		[x, y],
		[r, ry],
		s.linear([
			[0, '#b9b4a6'],
			[1, '#f2efe6'],
		]),
	);
	fill();
	s.path(
		`M${x - r} ${y}C${x - r * 0.94} ${y + r * 0.5} ${x - r * 0.56} ${y + r * 0.68} ${x} ${y + r * 0.68}C${x + r * 0.56} ${y + r * 0.68} ${x + r * 0.94} ${y + r * 0.5} ${x + r} ${y}A${r} ${ry} 0 0 1 ${x - r} ${y}Z`,
		barrel(s, '#f1ede3', 0.9),
	);
	s.stroke(`M${x - r} ${y}A${r} ${ry} 0 0 0 ${x + r} ${y}`, '#27509a', r * 0.045);
	s.stroke(
		`M${x - r * 0.72} ${y + r * 0.26}Q${x - r * 0.66} ${y + r * 0.46} ${x - r * 0.44} ${y + r * 0.56}`,
		'#ffffff',
		r * 0.05,
		`opacity=".8" ${s.soft(5)}`,
	);
}

export function sprouts(s: Sketch): void {
	bowl(s, [800, 640], 470, () => {
		for (let i = 0; i < 420; i++) {
			const [angle, far] = [s.between(0, 2 * Math.PI), Math.sqrt(s.random())];
			const [x, y] = [
				800 + Math.cos(angle) * far * 335,
				606 + Math.sin(angle) * far * 112 - (1 - far) * 130 + i * 0.08,
			];
			const [turn, length] = [s.between(-0.9, 0.9) + (s.random() > 0.5 ? Math.PI : 0), s.between(90, 150)];
			const to: Point = [x + Math.cos(turn) * length, y + Math.sin(turn) * length * 0.5];
			const bend: Point = [(x + to[0]) / 2 + s.between(-26, 26), (y + to[1]) / 2 - s.between(8, 40)];
			const shape = curve([[x, y], bend, to], false);
			s.stroke(shape, '#8d8354', 15, 'opacity=".5"');
			s.stroke(shape, mix2(s, '#f7f4e2', '#e3dfbd'), 11);
			s.ellipse(
				[0, 0],
				[15, 10],
				mix2(s, '#b9b94e', '#dcd071'),
				`transform="translate(${to[0].toFixed(0)} ${to[1].toFixed(0)}) rotate(${((turn * 180) / Math.PI).toFixed(0)})" stroke="#77762f" stroke-width="2"`,
			);
		}
	});
}

const mix2 = (s: Sketch, a: string, b: string): string => (s.random() > 0.5 ? a : b);

function egg(s: Sketch, [x, y]: Point, r: number, colour: string): void {
	s.path(
		`M${x} ${y - r * 1.26}C${x + r * 0.66} ${y - r * 1.26} ${x + r} ${y - r * 0.3} ${x + r} ${y + r * 0.12}C${x + r} ${y + r * 0.74} ${x + r * 0.56} ${y + r} ${x} ${y + r}C${x - r * 0.56} ${y + r} ${x - r} ${y + r * 0.74} ${x - r} ${y + r * 0.12}C${x - r} ${y - r * 0.3} ${x - r * 0.66} ${y - r * 1.26} ${x} ${y - r * 1.26}Z`,
		round(s, colour, 0.6),
	);
	for (let i = 0; i < 12; i++)
		s.ellipse(
			[x + s.between(-r * 0.6, r * 0.6), y + s.between(-r * 0.8, r * 0.7)],
			[2.5, 2],
			'#8a5a34',
			'opacity=".35"',
		);
}

export function eggs(s: Sketch): void {
	shadow(s, [800, 960], 1120, 0.2);
	s.path(
		`${line([
			[330, 640],
			[1270, 640],
			[1390, 940],
			[210, 940],
		])}Z`,
		face(s, '#8f8b80', 90),
	);
	for (let row = 0; row < 3; row++)
		for (let i = 0; i < 5; i++) {
			const spread = 178 + row * 26;
			const at: Point = [800 + (i - 2) * spread, 668 + row * 112];
			s.ellipse([at[0] + 14, at[1] + 52], [84 + row * 8, 42], '#3a3630', `opacity=".55" ${s.soft(10)}`);
			if (row === 2 && i === 4) continue;
			egg(s, at, 74 + row * 8, ['#d8a070', '#e2b288', '#cf9260', '#ecc8a4', '#d9a67a'][(i * 2 + row) % 5]!);
		}
	for (let i = 0; i < 6; i++)
		s.path(
			`M${200 + i * 200} 960Q${300 + i * 200} ${868} ${400 + i * 200} 960V1010H${200 + i * 200}Z`,
			s.linear(
				[
					[0, '#a8a497'],
					[1, '#6f6b60'],
				],
				90,
			),
		);
}

export function riceBag(s: Sketch): void {
	shadow(s, [730, 960], 620, 0.2);
	s.path(
		curve([
			[470, 960],
			[420, 720],
			[470, 420],
			[560, 300],
			[620, 250],
			[840, 250],
			[900, 300],
			[990, 430],
			[1040, 720],
			[990, 962],
			[730, 985],
		]),
		s.linear(
			[
				[0, '#cfc8b8'],
				[0.28, '#fffdf6'],
				[0.62, '#ece5d6'],
				[1, '#a49a86'],
			],
			8,
		),
	);
	s.path(
		'M566 300C520 220 560 160 610 190C650 140 700 190 730 160C770 140 800 190 850 170C910 170 930 230 894 300Q730 340 566 300Z',
		s.linear(
			[
				[0, '#fffdf5'],
				[1, '#c4bba8'],
			],
			80,
		),
	);
	s.stroke('M552 296Q730 344 908 296', '#b8431c', 20);
	for (let i = 0; i < 8; i++)
		s.stroke(
			`M${590 + i * 40} 330Q${580 + i * 42} ${400 + s.between(0, 60)} ${560 + i * 48} ${460 + s.between(0, 80)}`,
			'#8d836f',
			5,
			`opacity=".3" ${s.soft(3)}`,
		);
	s.rect([520, 520], [420, 330], 20, '#c0392b', 'opacity=".92"');
	s.rect([538, 538], [384, 294], 14, 'none', 'stroke="#f8ecd2" stroke-width="5"');
	rice(s, [730, 684], 210, '#fbf0d8');
	bowl(s, [1160, 800], 210, () => {
		s.path(wobbly(s.random, [1160, 768], [186, 96], 0.06), '#f4f0e4');
		for (let i = 0; i < 420; i++) {
			const [a, f] = [s.between(0, 2 * Math.PI), Math.sqrt(s.random())];
			s.ellipse(
				[0, 0],
				[11, 4.4],
				mix2(s, '#fffef8', '#e2dbc6'),
				`transform="translate(${(1160 + Math.cos(a) * f * 180).toFixed(0)} ${(770 + Math.sin(a) * f * 84).toFixed(0)}) rotate(${s.between(0, 180).toFixed(0)})" stroke="#b5ab91" stroke-width="1"`,
			);
		}
	});
}

export function oil(s: Sketch): void {
	shadow(s, [760, 990], 420, 0.2);
	const body =
		'M560 420C560 360 690 330 690 270H830C830 330 960 360 960 420V950Q960 990 920 990H600Q560 990 560 950Z';
	s.path(
		body,
		s.linear([
			[0, '#b97d0d'],
			[0.16, '#efb321'],
			[0.3, '#ffe27a'],
			[0.5, '#f2b92c'],
			[0.84, '#c98a10'],
			[1, '#a96f0a'],
		]),
	);
	s.path(
		'M560 440C560 360 690 330 690 280H830C830 330 960 360 960 440Q760 470 560 440Z',
		'#fff4c4',
		'opacity=".5"',
	);
	s.path('M876 420C960 420 960 560 880 560', 'none', `stroke="#c98a10" stroke-width="26" opacity=".5"`);
	s.rect([676, 190], [168, 90], 12, barrel(s, '#2e6b3f'));
	for (let x = 690; x < 840; x += 15)
		s.stroke(
			line([
				[x, 200],
				[x, 270],
			]),
			'#1b4527',
			4,
			'opacity=".6"',
		);
	s.rect(
		[566, 590],
		[388, 270],
		6,
		s.linear([
			[0, '#d8d0b6'],
			[0.25, '#fffbea'],
			[0.6, '#f3ecd2'],
			[1, '#c0b48f'],
		]),
	);
	for (const [i, x] of [690, 760, 830].entries()) {
		for (let k = 0; k < 8; k++)
			s.ellipse(
				[0, -30],
				[11, 24],
				'#e3a31b',
				`transform="translate(${x} ${700 + (i % 2) * 50}) rotate(${k * 45})"`,
			);
		s.ellipse([x, 700 + (i % 2) * 50], [16, 16], '#6b3d12');
	}
	s.rect([566, 826], [388, 34], 0, '#2e6b3f');
	s.stroke('M600 460V930', '#ffffff', 16, `opacity=".5" ${s.soft(6)}`);
}

export function noodles(s: Sketch): void {
	for (const [y, x, band] of [
		[620, 330, '#c0392b'],
		[760, 270, '#2e6b3f'],
		[900, 350, '#c0392b'],
	] as const) {
		shadow(s, [x + 470, y + 66], 960, 0.11);
		s.rect(
			[x, y - 62],
			[940, 128],
			50,
			s.linear(
				[
					[0, '#fbf1d4'],
					[0.4, '#ecd9a8'],
					[1, '#9c8350'],
				],
				90,
			),
		);
		for (let i = 0; i < 40; i++)
			s.stroke(
				line([
					[x + s.between(-14, 10), y - 58 + i * 3.1],
					[x + 930 + s.between(0, 22), y - 58 + i * 3.1],
				]),
				i % 3 ? '#f7e9c2' : '#a88c55',
				2.4,
				'opacity=".75"',
			);
		for (let i = 0; i < 60; i++)
			s.ellipse([x + 938 + s.between(-6, 12), y + s.between(-56, 58)], [5, 4], mix2(s, '#fff6dc', '#c9ae74'));
		s.rect(
			[x + 300, y - 66],
			[340, 136],
			14,
			s.linear(
				[
					[0, light(band, 0.4)],
					[0.3, band],
					[1, dark(band, 0.45)],
				],
				90,
			),
		);
		s.rect([x + 330, y - 40], [280, 76], 8, '#fbf0d8', 'opacity=".9"');
		for (const dx of [0, 60, 120]) s.stroke(`M${x + 380 + dx} ${y + 18}q16 -40 32 -18t32 -10`, band, 7);
	}
}

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

export function potatoes(s: Sketch): void {
	for (const [x, y, r, turn] of [
		[560, 640, 170, -14],
		[980, 620, 180, 10],
		[780, 760, 200, -6],
		[430, 850, 160, 18],
		[1130, 840, 190, -20],
	] as const) {
		shadow(s, [x, y + r * 0.5], r * 1.9, 0.18);
		s.within(`translate(${x} ${y}) rotate(${turn})`, () => {
			s.path(wobbly(s.random, [0, 0], [r * 1.3, r * 0.66], 0.14, 12), round(s, '#a8524a', 0.4));
			for (let i = 0; i < 26; i++)
				s.stroke(
					`M${s.between(-r, r).toFixed(0)} ${s.between(-r * 0.4, r * 0.4).toFixed(0)}q12 ${s.between(-8, 8).toFixed(0)} 26 0`,
					'#63251f',
					s.between(1.5, 3.5),
					'opacity=".5"',
				);
		});
	}
}
