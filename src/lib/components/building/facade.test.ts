import { expect, it } from 'vitest';
import { readDoor, readDoors, writeDoor } from '#lib/domain/household.ts';
import { drawFacade } from './facade.ts';

it('a building is drawn with its highest floor first, one house an entrance, lit where somebody is', () => {
	const door = (door: string, floor: number, here = false) => ({
		door,
		entrance: door.split('-')[0]!,
		floor,
		here,
	});
	const drawn = drawFacade(
		[door('1-101', 1), door('1-102', 1, true), door('1-1101-A', 11), door('2-101', 1)],
		({ door }) => door,
		(entrance) => `${entrance}单元`,
	);
	expect(drawn.map(({ entrance, floors }) => [entrance, floors.map(({ floor }) => floor)])).toEqual([
		['1单元', [11, 1]],
		['2单元', [1]],
	]);
	expect(drawn[0]!.floors[0]!.windows).toEqual([
		{ door: '1-1101-A', lit: false, label: '1-1101-A', mark: '01-A' },
	]);
	expect(drawn[0]!.floors[1]!.windows.map(({ lit, mark }) => [lit, mark])).toEqual([
		[false, '01'],
		[true, '02'],
	]);
});

const draw = (text: string) => {
	const read = readDoors(text);
	if (!read.ok) throw new Error(`no doors: ${read.line}`);
	return drawFacade(
		read.doors.map((it) => ({ ...it, door: writeDoor(it), here: false })),
		({ door }) => door,
		(entrance) => entrance,
	);
};

it.each([
	['1-101..1-2504\n2-101..2-2504\n3-101..3-2504\n4-101..4-2504', 4, 25, 4],
	['101..3312', 1, 33, 12],
])(
	'%s: every door once, on its own floor, in as many columns as a landing has doors',
	(text, houses, floors, columns) => {
		const drawn = draw(text);
		expect(drawn.map((it) => it.floors.length)).toEqual(Array(houses).fill(floors));
		for (const { entrance, floors: rows } of drawn)
			for (const { floor, windows } of rows) {
				expect(windows.map(({ door }) => readDoor(door))).toEqual(
					Array.from({ length: columns }, (_, i) => ({
						entrance,
						floor,
						number: floor * 100 + i + 1,
						part: '',
					})),
				);
				expect(windows.some(({ gap, span }) => gap ?? span)).toBe(false);
			}
	},
);

it('a door stands above the same door of the floor below, past doors that are not drawn and flats that are divided', () => {
	const [house] = draw('102\n104\n201\n202-A\n202-B\n204\n303');
	expect(
		house!.floors.map(({ windows }) => windows.map(({ mark, gap = 0, span = 1 }) => [mark, gap, span])),
	).toEqual([
		[['03', 3, 1]],
		[
			['01', 0, 1],
			['02-A', 0, 1],
			['02-B', 0, 1],
			['04', 1, 1],
		],
		[
			['02', 1, 2],
			['04', 1, 1],
		],
	]);
});
