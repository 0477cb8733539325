import { describe, expect, it } from 'vitest';
import { drawDoor } from './plate.ts';

/** Where each figure's line begins, from the left. */
const startsOf = (door: string) =>
	[...(drawDoor(door)?.line ?? '').matchAll(/M([\d.]+)/g)].map((found) => Number(found[1]));

describe('The door plate', () => {
	it('has a figure for every sign of a door', () => {
		expect(startsOf('2-1102')).toHaveLength(6);
		expect(startsOf('0123456789-ABCDE')).toHaveLength(16);
		expect(drawDoor('1102-a')).toEqual(drawDoor('1102-A'));
	});

	it('draws them by steps alone, so that each stands where it is set', () => {
		expect(drawDoor('0123456789-ABCDE')?.line).not.toMatch(/[LHCSQTA]/);
		const alone = drawDoor('8')?.line.replace(/^M[\d.]+/, '');
		expect(drawDoor('1-388')?.line.split(alone!)).toHaveLength(3);
	});

	it('sets the figures side by side, none over another', () => {
		const starts = startsOf('1-302');
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
		expect(new Set(starts).size).toBe(5);
		expect(drawDoor('1-302')?.width).toBeGreaterThan(starts.at(-1) ?? 0);
	});

	it('leaves doors with other signs to be set as text', () => {
		expect(drawDoor('甲-302')).toBeNull();
	});
});
