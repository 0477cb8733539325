import { barrel, box, round, shadow } from './forms.ts';
import { curve, line, type Point, type Sketch } from './sketch.ts';

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
