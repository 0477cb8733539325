import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { callNumber, mineOf, paidInHand, step, sumOfBooks, wangsBill } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { adjust } from './adjust.ts';
import { paySupplier } from './advance.ts';
import { findDesk } from './desk.ts';
import { reportProblem, resolveProblem } from './problem.ts';
import { reverse } from './reverse.ts';
import { findBuyView } from './view.ts';

const database = useDatabase();

/** Fetched, paid and settled; Wang fetched at `later(MORNING, 31)`, Li never came. */
async function settled() {
	const { db } = database;
	const bill = await wangsBill(db, 2, { li: 1 });
	const { steward, wang, id } = bill;
	const mine = await mineOf(db, wang, id);
	await callNumber(db, steward, id, 'call', { numbers: [mine.pickupNumber!] });
	await callNumber(db, steward, id, 'collected', { numbers: [mine.pickupNumber!] });
	const all = (await findDesk(db, steward, id, MORNING))!.orders.map((it) => it.id);
	await paidInHand(db, steward, id, all);
	await paySupplier(db, steward, { id, amountMinor: 3 * 1280, note: '' }, sends(steward));
	expect(await step(db, steward, id, 'settle', later(MORNING, 40))).toMatchObject({ ok: true });
	return { ...bill, lineId: bill.lines[0]!.id };
}

describe('a problem after everything was settled', () => {
	it('is heard until a day after it was fetched, or after the end where nobody fetched it', async () => {
		const { db } = database;
		const { wang, li, id, lineId } = await settled();
		const says = (who: typeof wang, hours: number) =>
			reportProblem(
				db,
				who,
				{ id, lineId, quantity: 1, note: '烂了', photo: null },
				sends(who, later(MORNING, hours)),
			);
		expect((await mineOf(db, wang, id, later(MORNING, 55))).mayReport).toBe(true);
		expect(await says(wang, 55)).toMatchObject({ ok: true });
		expect(await says(wang, 55.1)).toMatchObject({ code: 'group_buy.too_late' });
		expect((await mineOf(db, wang, id, later(MORNING, 55.1))).mayReport).toBe(false);
		expect(await says(li, 64)).toMatchObject({ ok: true });
		expect(await says(li, 64.1)).toMatchObject({ code: 'group_buy.too_late' });
	});

	it('opens the books again when money is agreed, for everybody to read, and they close even', async () => {
		const { db, sql } = database;
		const { steward, wang, li, id, lineId } = await settled();
		const at = later(MORNING, 41);
		await reportProblem(db, wang, { id, lineId, quantity: 1, note: '烂了', photo: null }, sends(wang, at));
		const problem = (await findDesk(db, steward, id, at))!.problems[0]!;
		const answer = { id, problemId: problem.id, bearer: 'supplier' as const, answer: '赔一半' };
		expect(
			await resolveProblem(db, steward, { ...answer, creditMinor: 640 }, sends(steward, at)),
		).toMatchObject({ ok: true });
		const view = (await findBuyView(db, li, id, at))!;
		expect(view.state).toBe('pickup');
		expect(view.log.at(-1)).toMatchObject({ kind: 'unsettled', reason: '土豆' });
		const told = await sql`select distinct resident_id from notifications where code = 'group_buy.unsettled'
			and group_buy_id = ${id}`;
		expect(told.map((it) => it.resident_id).sort()).toEqual([wang.id, li.id].sort());
		expect(await sumOfBooks(sql, id)).toBe(0);
		expect((await mineOf(db, wang, id)).balanceMinor).toBe(-640);
		const mine = await mineOf(db, wang, id);
		const back = { id, orderId: mine.orderId!, kind: 'refund' as const, amountMinor: null, reason: '赔' };
		await adjust(db, steward, back, sends(steward, at));
		await paySupplier(db, steward, { id, amountMinor: -640, note: '退回' }, sends(steward, at));
		expect(await step(db, steward, id, 'settle', at)).toMatchObject({ ok: true });
	});

	it('leaves them closed when there is no money in it; a wrong credit is taken back and the problem is open again', async () => {
		const { db } = database;
		const { steward, wang, id, lineId } = await settled();
		const at = later(MORNING, 41);
		const report = { id, lineId, quantity: 1, note: '烂了', photo: null };
		for (const note of ['烂了', '又一个'])
			await reportProblem(db, wang, { ...report, note }, sends(wang, at));
		const [one, two] = (await findDesk(db, steward, id, at))!.problems;
		const answer = { id, bearer: 'organiser' as const, answer: '' };
		await resolveProblem(db, steward, { ...answer, problemId: one!.id, creditMinor: 0 }, sends(steward, at));
		expect((await findBuyView(db, wang, id, at))!.state).toBe('settled');
		await resolveProblem(
			db,
			steward,
			{ ...answer, problemId: two!.id, creditMinor: 9900 },
			sends(steward, at),
		);
		const desk = (await findDesk(db, steward, id, at))!;
		expect(desk.problems[1]).toMatchObject({ settled: true, creditMinor: 9900 });
		const input = { id, moveId: desk.moves[0]!.id, reason: '打错了' };
		expect(desk.moves[0]).toMatchObject({ kind: 'problem', amountMinor: 9900 });
		expect(await reverse(db, steward, input, sends(steward, at))).toMatchObject({ ok: true });
		const after = (await findDesk(db, steward, id, at))!;
		expect(after.problems[1]).toMatchObject({ settled: false, creditMinor: null });
		expect((await mineOf(db, wang, id)).balanceMinor).toBe(0);
	});
});
