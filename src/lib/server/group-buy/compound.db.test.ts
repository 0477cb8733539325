import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import {
	aLine,
	anOpenBuy,
	callNumber,
	orders,
	step,
	sumOfBooks,
	twoBuildings,
} from '../../../../tests/group-buys.ts';
import { MORNING, sends } from '../../../../tests/listings.ts';
import type { Member } from '../../domain/member.ts';
import { paySide, paySupplier } from './advance.ts';
import { allocate, arrive } from './arrive.ts';
import { confirm } from './confirm.ts';
import { findDesk } from './desk.ts';
import { answerInvitation, invite, orderOutside } from './sides.ts';

const database = useDatabase();

describe('a compound without Stairwell', () => {
	it('takes in a compound without Stairwell by the link its organiser types orders behind', async () => {
		const { db } = database;
		const { steward, wang } = await twoBuildings(database.db);
		const buy = await anOpenBuy(db, steward, { lines: [aLine({ cap: 5 })] });
		await orders(db, wang, buy, [1]);
		await invite(db, steward, { id: buy.id, name: '河对岸小区' }, sends(steward));
		const code = (await findDesk(db, steward, buy.id, MORNING))!.sides[1]!.link!.split('/').at(-1)!;
		const typed = (door: string, quantity: number) => ({
			door,
			note: '',
			lines: [{ lineId: buy.lines[0]!.id, quantity, flex: 0, substitute: true }],
		});
		const guest = { actor: 'guest', key: crypto.randomUUID(), fingerprint: 'x', at: MORNING };
		const input = { code, id: null, sideId: null, organiser: '孙姐' };
		expect(
			await orderOutside(db, null, { ...input, orders: [typed('3号楼501室', 2), typed('3-502', 3)] }, guest),
		).toMatchObject({ code: 'group_buy.not_enough_left' });
		const again = { ...guest, key: crypto.randomUUID() };
		expect(
			await orderOutside(db, null, { ...input, orders: [typed('3号楼501室', 2), typed('3-502', 2)] }, again),
		).toMatchObject({ ok: true });
		await step(db, steward, buy.id, 'lock');
		const desk = (await findDesk(db, steward, buy.id, MORNING))!;
		expect(desk.sides[1]).toMatchObject({ outside: true, own: true, households: 2, dueMinor: 4 * 1280 });
		expect(desk.orders.map((it) => [it.door, it.number])).toEqual([
			['1-302', 1],
			['3-501', 1],
			['3-502', 2],
		]);
		await step(db, steward, buy.id, 'ordered');
		await arrive(db, steward, { id: buy.id, lines: [], feeMinor: null, discountMinor: null }, sends(steward));
		await allocate(db, steward, buy.id, sends(steward));
		expect(await sumOfBooks(database.sql, buy.id)).toBe(0);
		const after = (await findDesk(db, steward, buy.id, MORNING))!;
		expect(after.open.map((it) => it.account).sort()).toEqual(['household', 'side', 'supplier']);
		await paySide(
			db,
			steward,
			{ id: buy.id, sideId: after.sides[1]!.id, amountMinor: 4 * 1280, method: '', note: '' },
			sends(steward),
		);
		await paySupplier(db, steward, { id: buy.id, amountMinor: 5 * 1280, note: '' }, sends(steward));
		const order = after.orders[0]!.id;
		await confirm(db, steward, { id: buy.id, payments: [], orders: [order], single: null }, sends(steward));
		expect((await findDesk(db, steward, buy.id, MORNING))!.open).toEqual([]);
		await callNumber(db, steward, buy.id, 'call', { count: 5 });
		expect(await step(db, steward, buy.id, 'settle')).toMatchObject({ ok: true });
	});
});

describe('an invitation', () => {
	it('is to the group buy it was made for, and is taken up once', async () => {
		const { db } = database;
		const { steward, zhao, chen } = await twoBuildings(db);
		const [one, other] = [await anOpenBuy(db, steward), await anOpenBuy(db, steward)];
		await invite(db, steward, { id: one.id, name: '隔壁楼' }, sends(steward));
		const code = (await findDesk(db, steward, one.id, MORNING))!.sides[1]!.link!.split('/').at(-1)!;
		const accept = (by: Member, id: string) => answerInvitation(db, by, { code, yes: true, id }, sends(by));
		expect(await accept(chen, one.id)).toMatchObject({ code: 'not_found' });
		expect(await accept(zhao, other.id)).toMatchObject({ code: 'not_found' });
		expect(await accept(zhao, one.id)).toMatchObject({ ok: true, value: { id: one.id } });
		expect(await accept(zhao, one.id)).toMatchObject({ code: 'group_buy.side_gone' });
		expect((await findDesk(db, zhao, one.id, MORNING))!.role).toBe('side');
	});
});
