import { barrel, round, shadow } from './forms.ts';
import { curve, dark, light, type Point, type Sketch, wobbly } from './sketch.ts';

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
export function bowl(s: Sketch, [x, y]: Point, r: number, fill: () => void): void {
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

export const mix2 = (s: Sketch, a: string, b: string): string => (s.random() > 0.5 ? a : b);

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

export function potatoes(s: Sketch): void {
	for (const [x, y, r, turn] of [
		[600, 560, 165, -20],
		[960, 540, 180, 14],
		[1220, 700, 170, 28],
		[390, 740, 175, -8],
		[780, 730, 195, 4],
		[560, 900, 185, 12],
		[1010, 910, 200, -12],
	] as const) {
		shadow(s, [x, y + r * 0.7], r * 1.9, 0.2);
		s.within(`translate(${x} ${y}) rotate(${turn})`, () => {
			s.path(
				wobbly(s.random, [0, 0], [r * 1.12, r * 0.86], 0.1, 9),
				round(s, mix2(s, '#c99a55', '#d8b06c'), 0.5),
			);
			// Freckles of the skin, and a few eyes: a dent with the light on its lower edge.
			for (let i = 0; i < 34; i++)
				s.ellipse(
					[s.between(-r * 0.8, r * 0.8), s.between(-r * 0.6, r * 0.6)],
					[s.between(2, 6), s.between(2, 4)],
					'#8a6233',
					`opacity="${s.between(0.2, 0.45).toFixed(2)}"`,
				);
			for (let i = 0; i < 5; i++) {
				const [ex, ey, w] = [s.between(-r * 0.7, r * 0.7), s.between(-r * 0.5, r * 0.5), s.between(16, 28)];
				s.stroke(
					`M${(ex - w).toFixed(0)} ${ey.toFixed(0)}q${w.toFixed(0)} ${(w * 0.7).toFixed(0)} ${(2 * w).toFixed(0)} 0`,
					'#7c5526',
					6,
					'opacity=".55"',
				);
				s.stroke(
					`M${(ex - w).toFixed(0)} ${(ey + 9).toFixed(0)}q${w.toFixed(0)} ${(w * 0.7).toFixed(0)} ${(2 * w).toFixed(0)} 0`,
					'#f3dca8',
					4,
					'opacity=".5"',
				);
			}
		});
	}
}

export function sweetPotatoes(s: Sketch): void {
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
