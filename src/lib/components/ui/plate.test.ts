import { describe, expect, it } from 'vitest';
import { figures } from './icons.ts';
import { drawDoor } from './plate.ts';

describe('The door plate', () => {
	it('has a figure for every sign of a door', () => {
		expect(drawDoor('2-1102')?.glyphs).toHaveLength(6);
		expect(drawDoor('0123456789')?.glyphs).toHaveLength(10);
		expect(drawDoor('1102-a')).toEqual(drawDoor('1102-A'));
		for (const { sign } of drawDoor('0123456789-ABCDE')!.glyphs) expect(figures).toHaveProperty(sign);
	});

	it('sets the figures side by side, none over another', () => {
		const drawn = drawDoor('1-302');
		const starts = drawn?.glyphs.map((glyph) => glyph.x) ?? [];
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
		expect(new Set(starts).size).toBe(5);
		expect(drawn?.width).toBeGreaterThan(starts.at(-1) ?? 0);
	});

	it('leaves doors with other signs to be set as text', () => {
		expect(drawDoor('甲-302')).toBeNull();
	});
});
