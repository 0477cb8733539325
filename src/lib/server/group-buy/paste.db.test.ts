import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, orders, step, twoBuildings } from '../../../../tests/group-buys.ts';
import { MORNING, sends } from '../../../../tests/listings.ts';
import { findDesk } from './desk.ts';
import { order } from './order.ts';
import { paste, readPasted } from './paste.ts';

const database = useDatabase();

const CHAT = `#接龙 蔬菜团
1. 1-302 王芳 土豆2份
2. 1-201 李明 土豆一份 鸡蛋两板
3. 1-104 鸡蛋3板
4. 老赵 土豆2
5. 9-901 土豆1`;

async function aBuy() {
	const people = await twoBuildings(database.db);
	const lines = [aLine({ cap: 6 }), aLine({ title: '鸡蛋', unit: '板', priceMinor: 2800 })];
	const buy = await anOpenBuy(database.db, people.steward, { lines });
	const wanted = async () =>
		(await findDesk(database.db, people.steward, buy.id, MORNING))!.orders.map((it) => [
			it.door,
			it.lines.map((line) => line.quantity),
		]);
	return { ...people, buy, input: { id: buy.id, text: CHAT, sideId: null }, wanted };
}

describe('a 接龙 pasted from the chat', () => {
	it('becomes orders by door; what is doubtful is marked, kept by nobody, and given back', async () => {
		const { db } = database;
		const { steward, wang, zhao, input, wanted } = await aBuy();
		for (const stranger of [wang, zhao])
			expect(await paste(db, stranger, input, sends(stranger))).toMatchObject({ code: 'not_found' });
		const read = await readPasted(db, steward, input);
		expect(read.ok && read.value.pasted.map((it) => [it.door, it.doubts])).toEqual([
			['1-302', []],
			['1-201', []],
			['1-104', []],
			[null, ['no_door']],
			[null, ['door_unknown']],
		]);
		expect(await wanted()).toEqual([]);
		const kept = await paste(db, steward, input, sends(steward));
		expect(kept).toMatchObject({
			value: { kept: 3, pasted: [{ doubts: ['no_door'] }, { doubts: ['door_unknown'] }] },
		});
		const three = [
			['1-104', [3]],
			['1-201', [1, 2]],
			['1-302', [2]],
		];
		expect(await wanted()).toEqual(three);
		// The same list with a line more, pasted again: the same orders, and one more.
		const longer = { ...input, text: `${CHAT}\n6. 1-103 土豆1` };
		expect(await paste(db, steward, longer, sends(steward))).toMatchObject({ value: { kept: 4 } });
		expect(await wanted()).toEqual([['1-103', [1]], ...three]);
	});

	it('writes over nothing that a household ordered itself', async () => {
		const { db } = database;
		const { steward, wang, li, buy, input, wanted } = await aBuy();
		const [potato] = buy.lines;
		const mine = [{ lineId: potato!.id, quantity: 2, flex: 1, substitute: true }];
		await order(db, wang, { groupBuyId: buy.id, lines: mine, note: '放门口' }, sends(wang));
		await orders(db, li, buy, [3]);
		const kept = await paste(db, steward, input, sends(steward));
		expect(kept.ok && kept.value.pasted.map((it) => [it.door, it.doubts])).toEqual([
			['1-201', ['own_order']],
			[null, ['no_door']],
			[null, ['door_unknown']],
		]);
		expect(await wanted()).toEqual([
			['1-104', [3]],
			['1-201', [3]],
			['1-302', [2]],
		]);
		const desk = (await findDesk(db, steward, buy.id, MORNING))!;
		expect(desk.orders.find((it) => it.door === '1-302')).toMatchObject({ note: '放门口', name: '王芳' });
	});

	it('is kept whole or not at all, and only while orders are taken', async () => {
		const { db } = database;
		const { steward, buy, input, wanted } = await aBuy();
		const much = { ...input, text: '1-101 土豆4\n1-102 土豆4' };
		expect(await paste(db, steward, much, sends(steward))).toMatchObject({
			code: 'group_buy.not_enough_left',
			field: 'text',
		});
		expect(await wanted()).toEqual([]);
		await paste(db, steward, input, sends(steward));
		await step(db, steward, buy.id, 'lock');
		expect(await paste(db, steward, input, sends(steward))).toMatchObject({ code: 'group_buy.closed' });
	});
});
