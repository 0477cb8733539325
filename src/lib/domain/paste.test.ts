import { describe, expect, it } from 'vitest';
import { readDoor, writeDoor } from './household.ts';
import { doorsOf, readPasted, splitDoor } from './paste.ts';

describe('a table pasted from a spreadsheet', () => {
	it('is read by tabs, commas and semicolons, with a heading or without', () => {
		for (const sign of ['\t', ',', '，', ';', '；']) {
			const read = readPasted(
				['门牌', '姓名', '人数'].join(sign) + `\r\n2单元1102${sign}王姐${sign}3\n\n302${sign}${sign}`,
			);
			expect(read).toMatchObject({
				ok: true,
				lines: [
					{ name: '王姐', people: 3, door: { entrance: '2', number: 1102 } },
					{ name: '', people: null, door: { entrance: '', number: 302 } },
				],
			});
		}
	});

	it('says which line it could not read', () => {
		expect(readPasted('302,王姐\n楼梯间,李')).toEqual({
			ok: false,
			code: 'people.paste_wrong',
			line: '楼梯间,李',
		});
		expect(readPasted('302,王姐,0')).toMatchObject({ code: 'people.paste_wrong' });
		expect(readPasted('302,王姐,31')).toMatchObject({ code: 'people.paste_wrong' });
		expect(readPasted(' \n')).toMatchObject({ code: 'people.paste_empty' });
	});

	it('takes each door once, with the number of people where one was said', () => {
		const read = readPasted('302,王姐,3\n302,王哥\n303');
		expect(read.ok && [...doorsOf(read.lines)].map(([door, { people }]) => [door, people])).toEqual([
			['302', 3],
			['303', null],
		]);
	});
});

describe('a door that families share', () => {
	it('is split into A, B, C', () => {
		expect(splitDoor(readDoor('2-1102')!, 3)!.map(writeDoor)).toEqual(['2-1102-A', '2-1102-B', '2-1102-C']);
	});
	it('is not split twice, nor into one', () => {
		expect(splitDoor(readDoor('1102-A')!, 2)).toBeNull();
		expect(splitDoor(readDoor('1102')!, 1)).toBeNull();
		expect(splitDoor(readDoor('1102')!, 7)).toBeNull();
	});
});
