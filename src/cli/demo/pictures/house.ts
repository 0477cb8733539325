import { barrel, glint, round, shadow } from './forms.ts';
import { cross } from './medicine.ts';
import { curve, dark, light, line, type Sketch } from './sketch.ts';

export function sprayer(s: Sketch): void {
	shadow(s, [780, 1000], 460, 0.2);
	s.path(
		'M610 1000Q580 1000 580 960V640C580 540 690 520 700 440H860C870 520 980 540 980 640V960Q980 1000 950 1000Z',
		s.linear([
			[0, '#b8cdd2'],
			[0.18, '#e9f4f5'],
			[0.5, '#cfe2e5'],
			[0.86, '#8fabb2'],
			[1, '#a6c0c6'],
		]),
	);
	s.path(
		'M588 700Q780 730 972 700V956Q972 992 946 992H614Q588 992 588 956Z',
		s.linear([
			[0, '#3d86b4'],
			[0.2, '#8cc4e2'],
			[0.5, '#5ba4cf'],
			[1, '#2d6f9b'],
		]),
		'opacity=".85"',
	);
	s.ellipse([780, 700], [192, 18], '#b5dcee', 'opacity=".8"');
	s.rect([690, 370], [180, 90], 12, barrel(s, '#c7492a'));
	for (let x = 702; x < 868; x += 14)
		s.stroke(
			line([
				[x, 380],
				[x, 452],
			]),
			'#7c2a15',
			4,
			'opacity=".5"',
		);
	s.path(
		'M660 230H900Q980 230 990 320L940 370H720L690 300L520 296V244Z',
		s.linear(
			[
				[0, '#f6f6f2'],
				[0.5, '#dcdcd6'],
				[1, '#a7a79f'],
			],
			80,
		),
	);
	s.rect([488, 236], [44, 70], 8, '#c7492a');
	s.path(
		'M650 306C630 380 600 420 560 452L588 470C650 430 690 380 704 310Z',
		s.linear([
			[0, '#d8593a'],
			[1, '#8e3219'],
		]),
	);
	cross(s, [780, 840], 96, '#ffffff');
	s.stroke('M624 640V930', '#ffffff', 18, `opacity=".55" ${s.soft(7)}`);
}

export function books(s: Sketch): void {
	const colours = ['#c8553d', '#2f6f8f', '#e0a33a', '#5d8a4a', '#8d5a8c'];
	for (const [i, colour] of colours.entries()) {
		const [y, x] = [960 - i * 74, 230 + [0, 26, -14, 34, 8][i]!];
		if (i === 0) shadow(s, [540, 966], 760, 0.16);
		s.rect(
			[x, y - 70],
			[640, 70],
			10,
			s.linear(
				[
					[0, light(colour, 0.3)],
					[0.4, colour],
					[1, dark(colour, 0.4)],
				],
				90,
			),
		);
		s.rect([x + 560, y - 58], [84, 46], 2, '#f3ecdb');
		for (let k = 0; k < 5; k++)
			s.stroke(
				line([
					[x + 560, y - 52 + k * 9],
					[x + 644, y - 52 + k * 9],
				]),
				'#b9ae94',
				2,
			);
		s.rect([x + 60, y - 48], [200, 22], 6, '#fff5df', 'opacity=".8"');
	}
	shadow(s, [990, 980], 420, 0.14);
	s.within('translate(960 690) rotate(6)', () => {
		s.rect([-210, -290], [440, 580], 10, '#efe6d2');
		s.rect(
			[-220, -290],
			[440, 580],
			12,
			s.linear(
				[
					[0, '#8cc3dd'],
					[0.6, '#cde6e6'],
					[1, '#a9cfd6'],
				],
				90,
			),
		);
		s.ellipse([110, -170], [64, 64], round(s, '#f6c344', 0.6));
		s.path(
			'M-220 110Q-80 20 40 100T220 80V278Q220 290 208 290H-208Q-220 290 -220 278Z',
			s.linear(
				[
					[0, '#7fb257'],
					[1, '#4b7c36'],
				],
				90,
			),
		);
		s.rect([-120, -20], [170, 170], 4, '#f7e7c9');
		s.path('M-146 -14L-35 -120L76 -14Z', '#c8553d');
		s.rect([-62, 60], [54, 90], 4, '#8a5430');
		s.rect([-100, 10], [40, 40], 3, '#f6c344');
		s.rect([-6, 10], [40, 40], 3, '#f6c344');
		s.path('M-220 -278Q-220 -290 -208 -290H-186V290H-208Q-220 290 -220 278Z', '#3d7d9c', 'opacity=".5"');
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
