import { describe, expect, it } from 'vitest';
import { isAnswered, nextRing, RINGS, type Ring } from './urgent.ts';

const ZONE = 'Asia/Shanghai';
const NOON = new Date('2026-11-21T04:00:00Z');
const NIGHT = new Date('2026-11-21T15:30:00Z');

function order(at: Date): Ring[] {
	const told: Ring[] = [];
	for (let ring = nextRing(told, at, ZONE); ring; ring = nextRing(told, at, ZONE)) told.push(ring);
	return told;
}

describe('an urgent ask widens', () => {
	it('by day from the entrance over the building to the helpers and their phones', () => {
		expect(order(NOON)).toEqual(['entrance', 'building', 'helpers', 'phones']);
	});
	it('by night from the helpers over their phones to the entrance, and lets the building sleep', () => {
		expect(order(NIGHT)).toEqual(['helpers', 'phones', 'entrance']);
	});
	it('across ten in the evening without telling anybody twice or leaving a helper out', () => {
		expect(nextRing(['entrance'], NIGHT, ZONE)).toBe('helpers');
		expect(nextRing(['entrance', 'helpers', 'phones'], NIGHT, ZONE)).toBeNull();
		expect(nextRing(['helpers', 'phones', 'entrance'], NOON, ZONE)).toBe('building');
		expect(nextRing(RINGS, NOON, ZONE)).toBeNull();
	});
	it('until somebody has it or offers it', () => {
		expect(isAnswered({ held: 0, waiting: 0 })).toBe(false);
		expect(isAnswered({ held: 1, waiting: 0 })).toBe(true);
		expect(isAnswered({ held: 0, waiting: 1 })).toBe(true);
	});
});
