import { describe, expect, it } from 'vitest';
import { MAX_LINES } from '#lib/domain/group-buy.ts';
import { blankLine, flat, startLines, startValues, withRoom } from './values.ts';

describe('what is typed into a menu', () => {
	it('has good defaults, and what was copied is covered by what was typed', () => {
		expect(startValues()).toMatchObject({
			scope: 'building',
			feeRule: 'equal',
			shortageRule: 'fair',
			title: '',
		});
		expect(startValues({ title: '上周', fee: '5' }, { title: '这周' })).toMatchObject({
			title: '这周',
			fee: '5',
		});
	});

	it('keeps its lines in order and without gaps, and loses none on the way through a draft', () => {
		const typed = {
			'lines.0.title': '土豆',
			'lines.0.price': '12.8',
			'lines.3.title': '鸡蛋',
			'lines.3.caseSize': '10',
		};
		const lines = startLines(typed);
		expect(lines.map((line) => [line.title, line.price, line.caseSize])).toEqual([
			['土豆', '12.8', ''],
			['鸡蛋', '', '10'],
		]);
		expect(startLines(flat(startValues(), [...lines, blankLine()]))).toEqual(lines);
	});

	it('takes no line for typed that has neither name nor price', () => {
		expect(startLines({ 'lines.0.unit': '斤' })).toEqual([]);
		expect(startLines(null)).toEqual([]);
	});

	it('has room for more lines without a script, but never for more than a menu takes', () => {
		expect(withRoom([])).toHaveLength(5);
		expect(withRoom([{ ...blankLine(), title: '土豆' }])).toHaveLength(6);
		expect(withRoom(Array.from({ length: MAX_LINES }, blankLine))).toHaveLength(MAX_LINES);
	});
});
