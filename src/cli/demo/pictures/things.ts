import { barrel, box, glint, round, shadow } from './forms.ts';
import { dark, light, line, type Point, type Sketch } from './sketch.ts';

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

function cross(s: Sketch, [x, y]: Point, size: number, colour: string): void {
	s.rect([x - size / 2, y - size / 6], [size, size / 3], size * 0.05, colour);
	s.rect([x - size / 6, y - size / 2], [size / 3, size], size * 0.05, colour);
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

export function powerbank(s: Sketch): void {
	shadow(s, [760, 900], 760, 0.18);
	s.stroke(
		'M1050 780C1240 760 1330 860 1230 930C1120 1000 960 960 930 1040C910 1100 1080 1120 1240 1080',
		'#22262c',
		22,
	);
	s.stroke('M1050 776C1240 756 1330 856 1230 926', '#5b646e', 6, 'opacity=".7"');
	s.rect([1210, 1040], [100, 64], 10, barrel(s, '#e8e6e0'));
	s.within('translate(750 800) rotate(-10)', () => {
		s.rect([-330, -150], [660, 330], 52, '#16191d');
		s.rect(
			[-330, -170],
			[660, 320],
			52,
			s.linear(
				[
					[0, '#5d6873'],
					[0.4, '#39424b'],
					[1, '#20262c'],
				],
				50,
			),
		);
		s.rect([-318, -158], [636, 296], 44, 'none', 'stroke="#8f9aa5" stroke-width="3" opacity=".5"');
		for (let i = 0; i < 4; i++) {
			s.ellipse([-230 + i * 52, -70], [22, 22], '#9be7ff', `opacity="${i < 3 ? 0.5 : 0}" ${s.soft(10)}`);
			s.ellipse([-230 + i * 52, -70], [10, 10], i < 3 ? '#d9f7ff' : '#59636c');
		}
		s.path('M120 -90L60 20H120L100 100L190 -20H130L160 -90Z', '#f0b23a');
		s.stroke('M-290 -120Q0 -160 280 -130', '#ffffff', 14, `opacity=".25" ${s.soft(8)}`);
	});
}

export function drill(s: Sketch): void {
	shadow(s, [760, 990], 560, 0.16);
	s.stroke(
		line([
			[1180, 470],
			[1400, 470],
		]),
		'#8d9499',
		22,
	);
	for (let x = 1200; x < 1390; x += 28)
		s.stroke(
			line([
				[x, 480],
				[x + 18, 460],
			]),
			'#4f565b',
			6,
		);
	s.path(
		'M1050 410L1150 430L1190 452V490L1150 512L1050 532Z',
		s.linear(
			[
				[0, '#777d82'],
				[0.4, '#33383d'],
				[1, '#191c1f'],
			],
			90,
		),
	);
	s.path(
		'M440 370Q460 330 540 330H960Q1050 340 1060 400V540Q1050 600 960 606H540Q440 606 430 520Z',
		s.linear(
			[
				[0, '#3fa597'],
				[0.3, '#1d8576'],
				[1, '#0b4d44'],
			],
			90,
		),
	);
	s.path(
		'M560 600H790L760 860H570Z',
		s.linear([
			[0, '#2a9182'],
			[0.5, '#177264'],
			[1, '#0b4b42'],
		]),
	);
	s.path('M600 640H780L768 700C740 720 700 720 600 700Z', '#20262a');
	s.path(
		'M790 610C850 620 850 690 800 710L770 704L776 610Z',
		s.linear([
			[0, '#d15a2e'],
			[1, '#8e3316'],
		]),
	);
	s.rect(
		[470, 856],
		[400, 130],
		22,
		s.linear(
			[
				[0, '#4a5157'],
				[0.3, '#2b3035'],
				[1, '#14171a'],
			],
			90,
		),
	);
	s.rect([500, 890], [120, 40], 8, '#d8b13c');
	for (let i = 0; i < 5; i++) s.rect([500 + i * 44, 410], [22, 110], 10, '#0b4d44', 'opacity=".8"');
	s.rect([760, 420], [220, 60], 12, '#f2efe6');
	s.stroke('M480 360H1000', '#ffffff', 14, `opacity=".5" ${s.soft(6)}`);
	for (const [x, y] of [
		[1010, 960],
		[1080, 1000],
		[1180, 940],
	] as const) {
		s.stroke(
			line([
				[x, y],
				[x + 70, y - 24],
			]),
			'#7b8286',
			13,
		);
		s.ellipse([x, y], [18, 14], round(s, '#a9b0b4'));
	}
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
