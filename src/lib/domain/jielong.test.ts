import { describe, expect, it } from 'vitest';
import { readJielong } from './jielong.ts';
import { readMenu } from './menu-lines.ts';

describe('a menu pasted from a chat', () => {
	it.each([
		['土豆 5斤 12.8元', { title: '土豆', unit: '5斤', price: '12.8' }],
		['1、鸡蛋30枚/板 ￥28', { title: '鸡蛋', unit: '30枚/板', price: '28' }],
		['② 东北大米 10kg装 68元/袋', { title: '东北大米 装', unit: '10kg/袋', price: '68' }],
		['五花肉 32元/斤', { title: '五花肉', unit: '斤', price: '32' }],
		['鲜牛奶 950ml 15块8', { title: '鲜牛奶', unit: '950ml', price: '15.8' }],
		['- 青菜：3.5元一把', { title: '青菜', unit: '把', price: '3.5' }],
		['西红柿　２斤　９．９元', { title: '西红柿', unit: '2斤', price: '9.9' }],
		['Bread 2.50', { title: 'Bread', unit: '', price: '2.50' }],
		['套餐A（土豆、洋葱、胡萝卜） 50元/份', { title: '套餐A(土豆、洋葱、胡萝卜)', unit: '份', price: '50' }],
	])('%s', (line, wanted) => expect(readMenu(line).lines).toMatchObject([wanted]));

	it('gives back what has no price, and loses nothing', () => {
		const read = readMenu('今晚8点截止！\n\n土豆 5斤 12.8元\n大家辛苦了🌹');
		expect(read.lines).toHaveLength(1);
		expect(read.unread).toEqual(['今晚8点截止！', '大家辛苦了🌹']);
	});
});

const menu = [
	{ lineId: 'potato', title: '土豆 5斤' },
	{ lineId: 'egg', title: '鸡蛋（30枚）' },
	{ lineId: 'milk', title: '牛奶' },
	{ lineId: 'rice', title: '大米10kg' },
	{ lineId: 'set', title: '蔬菜套餐' },
];
const doors = ['1-101', '1-1102', '2-1102', '2-1103', '2-1104', '1-302', '2-501'];
const read = (text: string) => readJielong(text, menu, doors);

describe('a 接龙 pasted from the chat', () => {
	it.each([
		['1. 2-1102 土豆2 鸡蛋1', '2-1102', { potato: 2, egg: 1 }],
		['2、王芳 2单元1103 土豆两份，牛奶3瓶', '2-1103', { potato: 2, milk: 3 }],
		['3. 302 鸡蛋x2 大米*1', '1-302', { egg: 2, rice: 1 }],
		['4.  501室张阿姨：蔬菜套餐一份 鸡蛋', '2-501', { set: 1, egg: 1 }],
		['5）1号楼2单元1104 两袋大米+1盒鸡蛋', '2-1104', { rice: 2, egg: 1 }],
		['6. 101  土豆×１０ 牛奶十二瓶', '1-101', { potato: 10, milk: 12 }],
	])('%s', (line, door, wanted) => {
		const [order] = read(line);
		expect(order).toMatchObject({ door, doubts: [] });
		expect(Object.fromEntries(order!.items.map((it) => [it.lineId, it.quantity]))).toEqual(wanted);
	});

	it('leaves out the heading and reads the rest in order', () => {
		const orders = read(`#接龙
【今晚蔬菜团】土豆12.8元 鸡蛋28元 晚8点截止
例：1102 土豆2

1. 2-1102 王芳 土豆2
2. 2-1103 鸡蛋1`);
		expect(orders.map((it) => it.door)).toEqual(['2-1102', '2-1103']);
	});

	it('takes what stands below a numbered line with it', () => {
		const orders = read('1. 2-1102 王芳\n土豆2\n牛奶1\n2. 302 鸡蛋1');
		expect(orders.map((it) => it.items.length)).toEqual([2, 1]);
	});

	it.each([
		['7. 王芳 土豆2', ['no_door']],
		['8. 2-1109 土豆2', ['door_unknown']],
		['9. 1102 土豆2', ['door_unknown']],
		['10. 2-1102', ['nothing_named']],
		['11. 2-1102 土豆2 榴莲1个', ['unclear_item']],
		['12. 2-1102 土豆半份', ['nothing_named', 'unclear_quantity']],
		['13. 2-1102 土豆2 牛奶不要了', ['unclear_quantity']],
		['14. 2-1102 土豆还是鸡蛋？', ['unclear_quantity']],
	])('marks what is doubtful: %s', (line, doubts) => expect(read(line)[0]?.doubts).toEqual(doubts));

	it('marks both lines of a door that stands there twice', () => {
		expect(read('1. 2-1102 土豆1\n2. 2-1102 鸡蛋1').map((it) => it.doubts)).toEqual([
			['door_twice'],
			['door_twice'],
		]);
	});
});
