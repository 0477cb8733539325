import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import {
	aLine,
	anOpenBuy,
	billed,
	mineOf,
	orders,
	paidInHand,
	step,
	sumOfBooks,
	wangsBill,
} from '../../../../tests/group-buys.ts';
import { MORNING, sends } from '../../../../tests/listings.ts';
import type { BuyDraft } from '../../domain/group-buy-draft.ts';
import type { Member } from '../../domain/member.ts';
import { adjust } from './adjust.ts';
import { allocate, arrive } from './arrive.ts';
import { confirm } from './confirm.ts';
import { findDesk } from './desk.ts';
import { reverse } from './reverse.ts';

const database = useDatabase();

/** Wang paid 50 too much, which stays with the organiser for the next time. */
async function fiftyLeft() {
	const { db } = database;
	const { id: first, orderId, ...people } = await wangsBill(db, 1, { title: '第一团' });
	const { steward } = people;
	const single = { orderId, amountMinor: 1330, method: '' };
	await confirm(db, steward, { id: first, payments: [], orders: [], single }, sends(steward));
	const input = { id: first, orderId, kind: 'carried' as const, amountMinor: null, reason: '' };
	expect(await adjust(db, steward, input, sends(steward))).toMatchObject({ ok: true });
	return { ...people, first };
}

async function nextBuy(steward: Member, who: Member, more: Partial<Omit<BuyDraft, 'lines'>> = {}) {
	const { db } = database;
	const lines = [aLine({ title: '鸡蛋', priceMinor: 2800 })];
	const buy = await anOpenBuy(db, steward, { ...more, lines });
	await orders(db, who, buy, [1]);
	return buy.id;
}

const booksOf = async (id: string) => {
	const rows = await database.sql`
		select account, sum(amount_minor)::int as sum from group_buy_entries where group_buy_id = ${id} group by account`;
	return Object.fromEntries(rows.map((row) => [row.account as string, row.sum as number]));
};

describe('a small difference', () => {
	it('is taken off the household’s next bill by itself, with the books of both at zero', async () => {
		const { db, sql } = database;
		const { steward, wang, li, first } = await fiftyLeft();
		expect(await mineOf(db, wang, first)).toMatchObject({ balanceMinor: 0 });
		expect(await booksOf(first)).toMatchObject({ carried: -50, household: 0 });
		const id = await nextBuy(steward, wang);
		await orders(db, li, { id, lines: (await findDesk(db, steward, id, MORNING))!.lines }, [1]);
		// Said before, in the estimate; in the books with the bill.
		expect(await mineOf(db, wang, id)).toMatchObject({ dueMinor: 2800, keptMinor: -50, balanceMinor: 2750 });
		expect(await mineOf(db, li, id)).toMatchObject({ keptMinor: 0, balanceMinor: 2800 });
		await billed(db, steward, id);
		const mine = await mineOf(db, wang, id);
		expect(mine).toMatchObject({ dueMinor: 2800, keptMinor: -50, balanceMinor: 2750 });
		expect(mine.statement.map((row) => [row.kind, row.amountMinor, row.reason])).toEqual([
			['charge', 2800, ''],
			['carried_in', -50, '第一团'],
		]);
		for (const it of [first, id]) expect(await sumOfBooks(sql, it)).toBe(0);
		// Over both, nothing is carried any more.
		expect((await booksOf(first)).carried! + (await booksOf(id)).carried!).toBe(0);
		await paidInHand(db, steward, id, [mine.orderId!]);
		expect(await mineOf(db, wang, id)).toMatchObject({ paidMinor: 2750, balanceMinor: 0 });
		// Once: the one after that knows nothing of it.
		const third = await nextBuy(steward, wang);
		await billed(db, steward, third);
		expect(await mineOf(db, wang, third)).toMatchObject({ keptMinor: 0, balanceMinor: 2800 });
	});

	it('is credited once when three group buys are billed at the same moment', async () => {
		const { sql } = database;
		const { steward, wang } = await fiftyLeft();
		const buys = await Promise.all([nextBuy(steward, wang), nextBuy(steward, wang), nextBuy(steward, wang)]);
		for (const id of buys) {
			for (const name of ['lock', 'ordered'] as const) await step(database.db, steward, id, name);
			await arrive(
				database.db,
				steward,
				{ id, lines: [], feeMinor: null, discountMinor: null },
				sends(steward),
			);
		}
		const connections = database.connect(3);
		const answers = await Promise.all(
			buys.map((id, i) => allocate(connections[i]!.db, steward, id, sends(steward))),
		);
		expect(answers.every((it) => it.ok)).toBe(true);
		const kept = await Promise.all(buys.map(async (id) => (await mineOf(database.db, wang, id)).keptMinor));
		expect(kept.sort((a, b) => a - b)).toEqual([-50, 0, 0]);
		for (const id of buys) expect(await sumOfBooks(sql, id)).toBe(0);
	});

	it('stays with whoever keeps the money, and in its currency', async () => {
		const { db } = database;
		const { steward, wang, zhao, first } = await fiftyLeft();
		const euros = await nextBuy(steward, wang, { currency: 'EUR' });
		const others = await nextBuy(zhao, wang, { scope: 'community' });
		for (const [id, by] of [
			[euros, steward],
			[others, zhao],
		] as const)
			await billed(db, by, id);
		expect((await mineOf(db, wang, euros)).keptMinor).toBe(0);
		expect((await mineOf(db, wang, others)).keptMinor).toBe(0);
		expect(await booksOf(first)).toMatchObject({ carried: -50 });
	});

	it('is taken back while it waits, and no longer once the next bill has counted it in', async () => {
		const { db } = database;
		const { steward, wang, first } = await fiftyLeft();
		const [move] = (await findDesk(db, steward, first, MORNING))!.moves;
		expect(move).toMatchObject({ kind: 'carried' });
		const input = { id: first, moveId: move!.id, reason: '当面退了' };
		const id = await nextBuy(steward, wang);
		for (const name of ['lock', 'ordered'] as const) await step(db, steward, id, name);
		await arrive(db, steward, { id, lines: [], feeMinor: null, discountMinor: null }, sends(steward));
		// At the same moment: either it is taken back and nothing is counted in, or the other way round.
		const [one, two] = database.connect(2);
		const [back] = await Promise.all([
			reverse(one!.db, steward, input, sends(steward)),
			allocate(two!.db, steward, id, sends(steward)),
		]);
		const kept = (await mineOf(db, wang, id)).keptMinor;
		const { balanceMinor } = await mineOf(db, wang, first);
		if (back.ok) expect([kept, balanceMinor]).toEqual([0, -50]);
		else {
			expect(back.code).toBe('group_buy.taken_up');
			expect([kept, balanceMinor]).toEqual([-50, 0]);
			expect((await findDesk(db, steward, first, MORNING))!.moves.map((it) => it.kind)).not.toContain(
				'carried',
			);
		}
	});

	it('holds against raw SQL: what was taken up stays taken up, and is what the books say', async () => {
		const { sql, db } = database;
		const { steward, wang, first } = await fiftyLeft();
		const id = await nextBuy(steward, wang);
		await billed(db, steward, id);
		const theirs = sql`made_by in (select id from group_buy_moves where group_buy_id = ${first})`;
		await expect(sql`update group_buy_carries set taken_up_by = null where ${theirs}`).rejects.toThrow(
			'once',
		);
		await expect(sql`update group_buy_carries set amount_minor = -5000 where ${theirs}`).rejects.toThrow(
			'once',
		);
		await expect(sql`delete from group_buy_carries where ${theirs}`).rejects.toThrow(
			'keeps what was written',
		);
		const invented = sql`insert into group_buy_carries (household_id, keeper_id, currency, amount_minor, made_by)
			select ${wang.householdId}, ${steward.id}, 'CNY', -900, max(id) from group_buy_moves
			where group_buy_id = ${id} and kind = 'charge'`;
		await expect(invented).rejects.toThrow('books of both');
	});
});
