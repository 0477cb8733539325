import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, mineOf, orders, step } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { wordsIn } from '../../../../tests/words.ts';
import { lineTotal } from '../../domain/group-buy-bill.ts';
import { findDesk } from './desk.ts';
import { withdrawOrder } from './order.ts';
import { findOrderOf, listOrders } from './order-queries.ts';
import { findBuy, listLines } from './queries.ts';
import { findBuyView } from './view.ts';
import { notifications } from '../notification/table.ts';

const database = useDatabase();

async function building(count: number) {
	const home = await aBuilding(database.db, { doors: '1-101..1-1210' });
	const doors = Object.keys(home.households);
	const steward = await aNeighbour(database.db, home, doors[0]!, { roles: ['steward'] });
	const people = [];
	for (let i = 1; i <= count; i++) people.push(await aNeighbour(database.db, home, doors[i]!));
	return { home, steward, people };
}

describe('an order', () => {
	it('is what the household says it is, once, and counts for everybody', async () => {
		const { steward, people } = await building(2);
		const [li, wang] = people;
		const buy = await anOpenBuy(database.db, steward, {
			lines: [aLine({ caseSize: 4 }), aLine({ title: '鸡蛋' })],
		});
		expect(await orders(database.db, li!, buy, [[3, 1], 2])).toMatchObject({ ok: true });
		expect(await orders(database.db, wang!, buy, [2])).toMatchObject({ ok: true });
		expect(await orders(database.db, li!, buy, [1, 0])).toMatchObject({ ok: true });
		expect(await findBuy(database.db, buy.id)).toMatchObject({
			households: 2,
			units: 3,
			totalMinor: 3 * 1280,
		});
		const view = await findBuyView(database.db, wang!, buy.id, MORNING);
		expect(view).toMatchObject({
			lines: [{ ordered: 3, flex: 0, cases: 0, missing: 1, remaining: null }, { ordered: 0 }],
			mine: { lines: [{ quantity: 2 }], dueMinor: 2560, paidMinor: 0, pickupNumber: null },
		});
		expect(wordsIn(view)).not.toContain(li!.door);
	});

	it('is refused below the least, above the most and between steps, and the refusal names what is left', async () => {
		const { steward, people } = await building(2);
		const [li, wang] = people;
		const lines = [aLine({ least: 2, most: 6, step: 2 }), aLine({ title: '鸡蛋', cap: 5 })];
		const buy = await anOpenBuy(database.db, steward, { lines });
		const field = `lines.${buy.lines[0]!.id}.quantity`;
		expect(await orders(database.db, li!, buy, [3])).toMatchObject({ code: 'group_buy.not_a_step', field });
		expect(await orders(database.db, li!, buy, [8])).toMatchObject({ code: 'group_buy.above_most', field });
		expect(await orders(database.db, li!, buy, [[4, 4]])).toMatchObject({ code: 'group_buy.too_much_flex' });
		expect(await orders(database.db, li!, buy, [0, 0])).toMatchObject({ code: 'group_buy.nothing_ordered' });
		await orders(database.db, li!, buy, [2, 3]);
		expect(await orders(database.db, wang!, buy, [2, 3])).toMatchObject({
			code: 'group_buy.not_enough_left',
			field: `lines.${buy.lines[1]!.id}.quantity`,
			detail: { left: 2, title: '鸡蛋' },
		});
		// Nothing of a refused order is kept.
		expect(await findOrderOf(database.db, buy.id, wang!.householdId)).toBeNull();
		expect(await orders(database.db, li!, buy, [2, 5])).toMatchObject({ ok: true });
	});

	it('can be changed and withdrawn until the very second, not after, whatever any timer did', async () => {
		const { steward, people } = await building(1);
		const [li] = people;
		const buy = await anOpenBuy(database.db, steward);
		const end = later(MORNING, 24);
		const before = new Date(end.getTime() - 1000);
		expect(await orders(database.db, li!, buy, [2], before)).toMatchObject({ ok: true });
		expect(await orders(database.db, li!, buy, [3], end)).toMatchObject({ code: 'group_buy.closed' });
		expect(await withdrawOrder(database.db, li!, buy.id, sends(li!, end))).toMatchObject({
			code: 'group_buy.closed',
		});
		expect((await listLines(database.db, buy.id))[0]!.ordered).toBe(2);
		expect(await withdrawOrder(database.db, li!, buy.id, sends(li!, before))).toMatchObject({ ok: true });
		expect(await findBuy(database.db, buy.id)).toMatchObject({ households: 0, units: 0, totalMinor: 0 });
		expect(await orders(database.db, li!, buy, [1], before)).toMatchObject({ ok: true });
		expect(await findBuy(database.db, buy.id)).toMatchObject({ households: 1, units: 1 });
	});

	it('of fifty households for the last ten is kept for exactly ten, and the others read what is left', async () => {
		const { steward, people } = await building(50);
		const buy = await anOpenBuy(database.db, steward, {
			lines: [aLine({ cap: 10 }), aLine({ title: '盐' })],
		});
		const connections = database.connect(10);
		const answers = await Promise.all(
			people.map((person, i) => orders(connections[i % 10]!.db, person, buy, [1, 1])),
		);
		const refused = answers.filter((it) => !it.ok);
		expect(answers.filter((it) => it.ok)).toHaveLength(10);
		expect(refused).toHaveLength(40);
		for (const it of refused)
			expect(it).toMatchObject({ code: 'group_buy.not_enough_left', detail: { left: 0, wanted: 1 } });
		const [potatoes, salt] = await listLines(database.db, buy.id);
		expect([potatoes!.ordered, salt!.ordered]).toEqual([10, 10]);
		expect(await listOrders(database.db, buy.id)).toHaveLength(10);
	});

	it('holds against raw SQL: never above the cap, never after the end, never once it is locked', async () => {
		const { steward, people } = await building(2);
		const [li, wang] = people;
		const buy = await anOpenBuy(database.db, steward, { lines: [aLine({ cap: 3 })] });
		await orders(database.db, li!, buy, [3]);
		const raw = (quantity: number, at: string) => database.sql`
			with o as (insert into group_buy_orders (group_buy_id, side_id, household_id, state, placed_at, changed_at)
				select ${buy.id}, id, ${wang!.householdId}, 'placed', ${at}, ${at} from group_buy_sides where group_buy_id = ${buy.id}
				returning id)
			insert into group_buy_order_lines (order_id, line_id, quantity) select id, ${buy.lines[0]!.id}, ${quantity} from o`;
		await expect(raw(1, MORNING.toISOString())).rejects.toThrow('group_buy_line_never_above_its_cap');
		await expect(raw(1, later(MORNING, 24).toISOString())).rejects.toThrow('nobody orders');
		await step(database.db, steward, buy.id, 'lock');
		await expect(
			database.sql`update group_buy_order_lines set quantity = 1 where line_id = ${buy.lines[0]!.id}`,
		).rejects.toThrow('only while the group buy takes orders');
		await expect(database.sql`update group_buys set state = 'settled' where id = ${buy.id}`).rejects.toThrow(
			'cannot go from locked to settled',
		);
	});

	it('reaches the minimum once, and everybody who ordered is told', async () => {
		const { steward, people } = await building(2);
		const [li, wang] = people;
		const buy = await anOpenBuy(database.db, steward, { minimumHouseholds: 2 });
		await orders(database.db, li!, buy, [1]);
		expect(await step(database.db, steward, buy.id, 'lock')).toMatchObject({
			code: 'group_buy.minimum_missing',
		});
		await orders(database.db, wang!, buy, [1]);
		await orders(database.db, wang!, buy, [2]);
		const told = await database.db
			.select()
			.from(notifications)
			.where(eq(notifications.code, 'group_buy.reached'));
		expect(told.map((it) => it.residentId).sort()).toEqual([steward.id, li!.id, wang!.id].sort());
		expect(await step(database.db, steward, buy.id, 'lock')).toMatchObject({ ok: true });
	});

	it('for a neighbour without a phone is theirs, and says who wrote it', async () => {
		const { db } = database;
		const { steward, people } = await building(2);
		const [granny, other] = people;
		const buy = await anOpenBuy(db, steward, { lines: [aLine()] });
		const acting = { ...granny!, actedBy: steward.id };
		expect(await orders(db, acting, buy, [2])).toMatchObject({ ok: true });
		expect((await mineOf(db, granny!, buy.id)).lines).toMatchObject([{ quantity: 2 }]);
		const [row] = (await findDesk(db, steward, buy.id, MORNING))!.orders;
		expect(row).toMatchObject({ door: granny!.door, helper: steward.name });
		expect(wordsIn(await findBuyView(db, other!, buy.id, MORNING))).not.toContain(granny!.door);
	});

	it('can be filled in as the last one was, where the names are the same', async () => {
		const { db } = database;
		const { steward, people } = await building(1);
		const menu = [aLine(), aLine({ title: '鸡蛋' }), aLine({ title: '盐' })];
		const before = await anOpenBuy(db, steward, { lines: menu });
		await orders(db, people[0]!, before, [2, [1, 1]]);
		const at = later(MORNING, 1);
		const next = await anOpenBuy(db, steward, { lines: [aLine({ title: '鸡蛋' }), aLine()], at });
		const { lastOrder } = (await findBuyView(db, people[0]!, next.id, at))!;
		expect(lastOrder!.map((it) => [it.lineId, it.quantity, it.flex]).sort()).toEqual(
			[
				[next.lines[0]!.id, 1, 1],
				[next.lines[1]!.id, 2, 0],
			].sort(),
		);
		expect((await findBuyView(db, steward, next.id, at))!.lastOrder).toBeNull();
	});

	it('of weighed goods costs the same in the database and in the bill', async () => {
		const { steward, people } = await building(1);
		const units = ['斤', 'kg', '500g', '2斤', '', '公斤', '箱', '0.5kg'];
		const lines = units.map((unit, i) =>
			aLine({ title: `菜${i}`, unit, weighed: true, priceMinor: 333 + i, step: 50 }),
		);
		const buy = await anOpenBuy(database.db, steward, { lines });
		await orders(
			database.db,
			people[0]!,
			buy,
			units.map((_, i) => 50 * (i + 7)),
		);
		const rows = await listLines(database.db, buy.id);
		const total = rows.reduce((sum, row) => sum + lineTotal({ ...row, totalMinor: null }, row.ordered), 0);
		expect((await findBuy(database.db, buy.id))!.totalMinor).toBe(total);
		expect(rows.every((row) => row.ordered > 0)).toBe(true);
	});

	it('of another building is not found', async () => {
		const { steward } = await building(0);
		const buy = await anOpenBuy(database.db, steward);
		const stranger = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		expect(await orders(database.db, stranger, buy, [1])).toMatchObject({ code: 'not_found' });
		expect(await findBuyView(database.db, stranger, buy.id, MORNING)).toBeNull();
	});
});

describe('a state', () => {
	it('is changed by one of two who do it at once', async () => {
		const { steward, people } = await building(1);
		const buy = await anOpenBuy(database.db, steward);
		await orders(database.db, people[0]!, buy, [1]);
		const connections = database.connect(6);
		const answers = await Promise.all(
			connections.map(({ db }, i) =>
				i % 2 === 0
					? step(db, steward, buy.id, 'lock')
					: step(db, steward, buy.id, 'cancel', MORNING, { reason: 'x' }),
			),
		);
		expect(answers.filter((it) => it.ok).length).toBeGreaterThan(0);
		const log =
			await database.sql`select kind from group_buy_events where group_buy_id = ${buy.id} order by id`;
		const kinds = log.map((it) => String(it.kind));
		// One lock at most, one end at most, and nothing after the end.
		expect(kinds.filter((it) => it === 'locked').length).toBeLessThanOrEqual(1);
		expect(kinds.filter((it) => it === 'cancelled').length).toBeLessThanOrEqual(1);
		expect(answers.filter((it) => it.ok)).toHaveLength(kinds.length - 2);
	});
});
