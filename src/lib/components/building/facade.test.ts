import { expect, it } from 'vitest';
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
