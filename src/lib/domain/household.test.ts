import { describe, expect, it } from 'vitest';
import { compareDoors, readDoor, readDoors, writeDoor } from './household.ts';

const written = (text: string) => {
	const door = readDoor(text);
	return door && writeDoor(door);
};

describe('a door', () => {
	it.each([
		['2-1102', '2-1102'],
		['２－１１０２', '2-1102'],
		['2单元1102', '2-1102'],
		['2单元1102室', '2-1102'],
		['302', '302'],
		['302室', '302'],
		['0301', '301'],
		['1102-A', '1102-A'],
		['1102a', '1102-A'],
		['2-1102-b', '2-1102-B'],
		['b-7', 'B-7'],
		[' 2 - 1102 ', '2-1102'],
		['02-1102', '2-1102'],
	])('%s is read as %s', (typed, shown) => expect(written(typed)).toBe(shown));

	it.each(['', 'door', '2-', '-', '1102-AB', '12345678', '2-3-4-5', '0'])('%s is none', (typed) =>
		expect(written(typed)).toBeNull(),
	);

	it('knows its floor', () => {
		expect(readDoor('2-1102')?.floor).toBe(11);
		expect(readDoor('302')?.floor).toBe(3);
	});

	it('sorts by entrance, floor, door, part', () => {
		const doors = ['10-101', '2-1102', '2-201', '1-302', '2-1102-B', '2-1102-A', '1-301'].map((d) =>
			readDoor(d)!,
		);
		expect(doors.sort(compareDoors).map(writeDoor)).toEqual([
			'1-301',
			'1-302',
			'2-201',
			'2-1102',
			'2-1102-A',
			'2-1102-B',
			'10-101',
		]);
	});
});

describe('a list of doors', () => {
	it('takes single doors and ranges', () => {
		const read = readDoors('302\n101..103\n1-201..1-312');
		expect(read.ok && read.doors.length).toBe(1 + 3 + 24);
		expect(read.ok && read.doors.map(writeDoor).slice(0, 4)).toEqual(['101', '102', '103', '302']);
		expect(read.ok && writeDoor(read.doors[4]!)).toBe('1-201');
		expect(read.ok && writeDoor(read.doors.at(-1)!)).toBe('1-312');
	});
	it('takes doors 01–12 of floors 2–6 from 1-201..1-612', () => {
		const read = readDoors('1-201..1-612');
		expect(read.ok && read.doors.length).toBe(60);
	});
	it('takes doubles once', () =>
		expect(readDoors('101\n101..102')).toMatchObject({ ok: true, doors: { length: 2 } }));
	it.each([
		['', 'doors.none'],
		['kitchen', 'doors.unreadable'],
		['1-201..2-212', 'doors.unreadable'],
		['312..301', 'doors.unreadable'],
		['101..99999', 'doors.too_many'],
	])('says what is wrong with %s', (typed, code) =>
		expect(readDoors(typed)).toMatchObject({ ok: false, code }),
	);
});
