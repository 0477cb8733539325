import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import {
	aLine,
	anOpenBuy,
	billed,
	callNumber,
	orders,
	step,
	twoBuildings,
} from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { findDesk } from './desk.ts';
import { findPacking } from './packing.ts';
import { setHelper } from './people.ts';
import { collectAndCall, pack } from './pickup.ts';

const database = useDatabase();
const TITLES = ['土豆', '鸡蛋', '牛奶', '白菜'];

/** Locked: one bag of four things, for three who pack. */
async function packing() {
	const { db } = database;
	const { steward, wang, li } = await twoBuildings(db);
	const buy = await anOpenBuy(db, steward, { lines: TITLES.map((title) => aLine({ title })) });
	await orders(db, wang, buy, [1, 2, 1, 3]);
	for (const helper of [wang, li])
		await setHelper(
			db,
			steward,
			{ id: buy.id, residentId: helper.id, task: 'packing', remove: false },
			sends(steward),
		);
	await step(db, steward, buy.id, 'lock');
	const [order] = (await findPacking(db, steward, buy.id, null))!.orders;
	return { steward, wang, li, id: buy.id, orderId: order!.id, items: order!.items };
}

describe('ticks on the packing list', () => {
	it('of three helpers at the same moment all stand, and the bag is packed with the last of them', async () => {
		const connections = database.connect(4);
		for (let round = 0; round < 6; round++) {
			const { steward, wang, li, id, orderId, items } = await packing();
			const helpers = [steward, wang, li, wang];
			const answers = await Promise.all(
				items.map(({ lineId }, i) => {
					const by = helpers[i]!;
					return pack(connections[i]!.db, by, { id, orderId, lineId, packed: true }, sends(by));
				}),
			);
			expect(answers.every((it) => it.ok)).toBe(true);
			const [order] = (await findPacking(database.db, steward, id, null))!.orders;
			expect(order!.items.map((item) => item.packed)).toEqual(items.map(() => true));
			expect(order!.packed).toBe(true);
		}
	});

	it('come to the same however they meet: a bag is packed when all of it is, and only then', async () => {
		const { steward, wang, li, id, orderId, items } = await packing();
		const connections = database.connect(8);
		await Promise.all(
			connections.flatMap(({ db }, i) =>
				items.map(({ lineId }, at) => {
					const by = [steward, wang, li][i % 3]!;
					return pack(db, by, { id, orderId, lineId, packed: (i + at) % 3 > 0 }, sends(by));
				}),
			),
		);
		const [order] = (await findPacking(database.db, steward, id, null))!.orders;
		expect(order!.packed).toBe(order!.items.every((item) => item.packed));
	});

	it('sent again from a queue that was offline change nothing that came after', async () => {
		const { steward, wang, id, orderId, items } = await packing();
		const { lineId } = items[0]!;
		const tick = { id, orderId, lineId, packed: true };
		const sent = sends(wang, later(MORNING, 1));
		const connections = database.connect(3);
		const twins = await Promise.all(connections.map(({ db }) => pack(db, wang, tick, sent)));
		expect(twins.every((it) => it.ok)).toBe(true);
		await pack(database.db, steward, { ...tick, packed: false }, sends(steward, later(MORNING, 2)));
		expect(await pack(database.db, wang, tick, sent)).toMatchObject({ ok: true });
		const [order] = (await findPacking(database.db, steward, id, null))!.orders;
		expect(order!.items[0]!.packed).toBe(false);
	});
});

describe('the table where numbers are called', () => {
	/** Three households with a number each; the first is called. */
	async function calling() {
		const { db } = database;
		const { steward, wang, li } = await twoBuildings(db);
		const buy = await anOpenBuy(db, steward, { lines: [aLine()] });
		for (const who of [steward, wang, li]) await orders(db, who, buy, [1]);
		await billed(db, steward, buy.id);
		await callNumber(db, steward, buy.id, 'call');
		const stands = async () =>
			(await findDesk(db, steward, buy.id, later(MORNING, 32)))!.orders.map((it) => it.pickup);
		const ids = (await findDesk(db, steward, buy.id, MORNING))!.orders.map((it) => it.id);
		return { steward, wang, id: buy.id, ids, stands };
	}
	const at = later(MORNING, 32);

	it('one tap hands over and calls the next, until there is none', async () => {
		const { steward, id, ids, stands } = await calling();
		expect(await stands()).toEqual(['called', 'waiting', 'waiting']);
		const sent = sends(steward, at);
		const first = { id, orderId: ids[0]! };
		expect(await collectAndCall(database.db, steward, first, sent)).toMatchObject({ ok: true });
		expect(await stands()).toEqual(['collected', 'called', 'waiting']);
		// The same tap once more, and a helper’s on the same line: nobody is called for nothing.
		await collectAndCall(database.db, steward, first, sent);
		await collectAndCall(database.db, steward, first, sends(steward, at));
		expect(await stands()).toEqual(['collected', 'called', 'waiting']);
		for (const orderId of ids.slice(1))
			expect(await collectAndCall(database.db, steward, { id, orderId }, sends(steward, at))).toMatchObject({
				ok: true,
			});
		expect(await stands()).toEqual(['collected', 'collected', 'collected']);
	});

	it('of two who tap the same line at the same moment one calls', async () => {
		const connections = database.connect(2);
		for (let round = 0; round < 4; round++) {
			const { steward, id, ids, stands } = await calling();
			await Promise.all(
				connections.map(({ db }) =>
					collectAndCall(db, steward, { id, orderId: ids[0]! }, sends(steward, at)),
				),
			);
			expect(await stands()).toEqual(['collected', 'called', 'waiting']);
		}
	});

	it('is nobody’s but theirs who call', async () => {
		const { wang, id, ids, stands } = await calling();
		expect(await collectAndCall(database.db, wang, { id, orderId: ids[0]! }, sends(wang, at))).toMatchObject({
			ok: false,
			code: 'not_found',
		});
		expect(await stands()).toEqual(['called', 'waiting', 'waiting']);
	});
});
