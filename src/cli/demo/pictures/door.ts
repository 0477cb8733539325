import { line, SHEET, type Sketch } from './sketch.ts';
import { texture, tint, sunlight, wall, plane, seam } from './surfaces.ts';

const { width: W } = SHEET;

/** In front of somebody's door: mat, threshold, the lower half of the door itself. */
export function door(s: Sketch): void {
	wall(s, '#e5dece', 760);
	s.rect(
		[0, 330],
		[W, 450],
		0,
		s.linear(
			[
				[0, '#9fb79d'],
				[1, '#67846e'],
			],
			20,
		),
	);
	s.rect(
		[330, -20],
		[960, 790],
		4,
		s.linear(
			[
				[0, '#5b2a1d'],
				[1, '#3d1a12'],
			],
			20,
		),
	);
	s.rect(
		[372, -20],
		[876, 770],
		4,
		s.linear(
			[
				[0, '#9a4a31'],
				[0.4, '#843a26'],
				[1, '#5c2517'],
			],
			24,
		),
	);
	for (const x of [450, 850]) {
		s.rect([x, -20], [320, 280], 12, '#4b1d12', 'opacity=".5"');
		s.rect([x, 340], [320, 330], 12, '#4b1d12', 'opacity=".5"');
		s.rect(
			[x + 12, 352],
			[300, 312],
			10,
			s.linear(
				[
					[0, '#a65336'],
					[1, '#6f2e1d'],
				],
				40,
			),
		);
		s.rect(
			[x + 12, -20],
			[300, 268],
			10,
			s.linear(
				[
					[0, '#a65336'],
					[1, '#6f2e1d'],
				],
				40,
			),
		);
	}
	s.ellipse(
		[412, 300],
		[22, 22],
		s.radial([
			[0, '#fff1c4'],
			[0.5, '#c59a45'],
			[1, '#6b4c17'],
		]),
	);
	sunlight(s, 0.26, [120, 60]);
	s.rect([330, 752], [960, 26], 2, '#8d8577');
	seam(s, 776);
	plane(s, '#bdb5a4', 776);
	texture(s, 776, '0.055 0.085', 2, tint(0.45, 0.42, 0.37, 4, -2.5));
	s.path(
		`${line([
			[330, 840],
			[1260, 840],
			[1400, 1130],
			[190, 1130],
		])}Z`,
		s.linear(
			[
				[0, '#6d5a3d'],
				[1, '#8a7350'],
			],
			90,
		),
	);
	for (let i = 0; i < 900; i++) {
		const [x, y] = [s.between(240, 1350), s.between(846, 1126)];
		s.stroke(
			line([
				[x, y],
				[x + s.between(-5, 5), y + s.between(6, 16)],
			]),
			s.random() > 0.5 ? '#a58d63' : '#55452c',
			3,
			'opacity=".5"',
		);
	}
}
