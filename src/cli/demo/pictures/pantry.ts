import { barrel, face, rice, round, shadow } from './forms.ts';
import { curve, dark, light, line, type Point, type Sketch, wobbly } from './sketch.ts';
import { bowl, mix2 } from './vegetables.ts';

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
