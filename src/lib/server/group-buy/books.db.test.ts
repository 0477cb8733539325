import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { mineOf, paidInHand, step, sumOfBooks, wangsBill } from '../../../../tests/group-buys.ts';
import { MORNING, sends } from '../../../../tests/listings.ts';
import { adjust, type AdjustInput } from './adjust.ts';
import { advance, paySupplier } from './advance.ts';
import { confirm } from './confirm.ts';
import { findDesk } from './desk.ts';
import { reverse } from './reverse.ts';
import { sayPaid } from './say-paid.ts';

const database = useDatabase();

/** Wang owes for two bags, which are being fetched. */
async function oneBill() {
	const bill = await wangsBill(database.db, 2);
	await step(database.db, bill.steward, bill.id, 'pickup');
	return bill;
}
type Bill = Awaited<ReturnType<typeof oneBill>>;

const moves = async ({ steward, id }: Bill) => (await findDesk(database.db, steward, id, MORNING))!.moves;
const takeBack = ({ steward, id }: Bill, moveId: number, reason = '记错了', db = database.db) =>
	reverse(db, steward, { id, moveId, reason }, sends(steward));
const settle = (it: Bill, kind: AdjustInput['kind'], amountMinor: number | null = null) =>
	adjust(
		database.db,
		it.steward,
		{ id: it.id, orderId: it.orderId, kind, amountMinor, reason: '零头' },
		sends(it.steward),
	);

describe('the books', () => {
	it('take nothing that does not add up, and let nothing be changed or taken away', async () => {
		const { sql } = database;
		const { steward, id, orderId } = await oneBill();
		await paidInHand(database.db, steward, id, [orderId]);
		expect(await sumOfBooks(sql, id)).toBe(0);
		const lopsided = sql.begin(async (tx) => {
			const [move] =
				await tx`insert into group_buy_moves (group_buy_id, kind, at) values (${id}, 'refund', now()) returning id`;
			await tx`insert into group_buy_entries (move_id, group_buy_id, account, amount_minor) values (${move!.id}, ${id}, 'purse', 5)`;
		});
		await expect(lopsided).rejects.toThrow('off by 5');
		await expect(sql`update group_buy_entries set amount_minor = 1`).rejects.toThrow(
			'keeps what was written',
		);
		await expect(sql`delete from group_buy_entries`).rejects.toThrow('keeps what was written');
		await expect(sql`update group_buy_moves set kind = 'refund'`).rejects.toThrow('keeps what was written');
		await expect(sql`delete from group_buy_events`).rejects.toThrow('keeps what was written');
	});
});

describe('a wrong entry', () => {
	it('of every kind is taken back by a counter entry, and everything is as before', async () => {
		const bill = await oneBill();
		const { db, sql } = database;
		const { steward, wang, id, orderId } = bill;
		const books = async () => {
			const { books: now } = (await findDesk(db, steward, id, MORNING))!;
			expect(await sumOfBooks(sql, id)).toBe(0);
			return now.map((it) => [it.account, it.amountMinor]).sort();
		};
		const before = await books();
		const acts: [string, () => Promise<{ ok: boolean }>][] = [
			['payment', () => paidInHand(db, steward, id, [orderId])],
			['written_off', () => settle(bill, 'written_off')],
			['carried', () => settle(bill, 'carried')],
			['refund', () => settle(bill, 'refund', 500)],
			['supplier_paid', () => paySupplier(db, steward, { id, amountMinor: 2560, note: '' }, sends(steward))],
			[
				'advance',
				() =>
					advance(
						db,
						steward,
						{ id, kind: 'advance', residentId: steward.id, amountMinor: 900, method: '', note: '' },
						sends(steward),
					),
			],
		];
		for (const [kind, act] of acts) {
			expect(await act()).toMatchObject({ ok: true });
			const [last] = await moves(bill);
			expect(last).toMatchObject({ kind });
			expect(await takeBack(bill, last!.id)).toMatchObject({ ok: true });
			expect(await books()).toEqual(before);
			expect(await moves(bill)).toEqual([]);
		}
		const mine = await mineOf(db, wang, id);
		expect(mine).toMatchObject({ paidMinor: 0, balanceMinor: 2560 });
		expect(mine.statement.map((row) => [row.kind, row.reverses])).toEqual([
			['charge', null],
			['payment', null],
			['reversal', 'payment'],
			['written_off', null],
			['reversal', 'written_off'],
			['carried', null],
			['reversal', 'carried'],
			['refund', null],
			['reversal', 'refund'],
		]);
	});

	it('asks for a reason, is taken back once however many do it at once, and never twice round', async () => {
		const bill = await oneBill();
		const { db } = database;
		const { wang, steward, zhao, id, orderId } = bill;
		await paidInHand(db, steward, id, [orderId]);
		const [paid] = await moves(bill);
		expect(await takeBack(bill, paid!.id, '')).toMatchObject({
			code: 'group_buy.reason_missing',
			field: 'reason',
		});
		for (const stranger of [wang, zhao])
			expect(
				await reverse(db, stranger, { id, moveId: paid!.id, reason: 'x' }, sends(stranger)),
			).toMatchObject({ code: 'not_found' });
		const answers = await Promise.all(
			database.connect(5).map((connection) => takeBack(bill, paid!.id, '重复了', connection.db)),
		);
		expect(answers.filter((it) => it.ok)).toHaveLength(1);
		for (const it of answers) if (!it.ok) expect(it.code).toBe('group_buy.reversed');
		expect((await mineOf(db, wang, id)).balanceMinor).toBe(2560);
		const [reversal] =
			await database.sql`select id from group_buy_moves where kind = 'reversal' and group_buy_id = ${id}`;
		expect(await takeBack(bill, Number(reversal!.id))).toMatchObject({ code: 'group_buy.move_unknown' });
		const told = await database.sql`select resident_id from notifications where code = 'group_buy.reversed'
			and group_buy_id = ${id}`;
		expect(told.map((it) => it.resident_id)).toEqual([wang.id]);
		expect(await paidInHand(db, steward, id, [orderId])).toMatchObject({ ok: true });
	});

	it('is refused by the database when its reversal is not its mirror', async () => {
		const bill = await oneBill();
		const { sql } = database;
		await paidInHand(database.db, bill.steward, bill.id, [bill.orderId]);
		const [paid] = await moves(bill);
		const lopsided = (kind: string, minor: number) =>
			sql.begin(async (tx) => {
				const [move] = await tx`insert into group_buy_moves (group_buy_id, kind, at, reverses)
					values (${bill.id}, ${kind}, now(), ${paid!.id}) returning id`;
				for (const [account, amount] of [
					['purse', -minor],
					['household', minor],
				] as const)
					await tx`insert into group_buy_entries (move_id, group_buy_id, account, order_id, side_id, amount_minor)
						select ${move!.id}, ${bill.id}, ${account}, ${account === 'household' ? bill.orderId : null}, side_id, ${amount}
						from group_buy_orders where id = ${bill.orderId}`;
			});
		await expect(lopsided('reversal', 100)).rejects.toThrow('mirrors what it takes back');
		await expect(lopsided('refund', 2560)).rejects.toThrow('mirrors what it takes back');
	});
});

describe('a payment', () => {
	it('said once is confirmed once, by however many at the same moment', async () => {
		const { db } = database;
		const { wang, steward, id } = await oneBill();
		await sayPaid(db, wang, { id, amountMinor: 2560, method: '微信', note: '' }, sends(wang));
		const [said] = (await findDesk(db, steward, id, MORNING))!.payments;
		const input = { id, payments: [said!.id], orders: [], single: null };
		const answers = await Promise.all(
			database.connect(6).map((connection) => confirm(connection.db, steward, input, sends(steward))),
		);
		expect(answers.filter((it) => it.ok)).toHaveLength(1);
		for (const it of answers) if (!it.ok) expect(it.code).toBe('group_buy.payment_gone');
		expect(await mineOf(db, wang, id)).toMatchObject({ paidMinor: 2560, balanceMinor: 0 });
	});

	it('is not taken once the books are closed', async () => {
		const { db } = database;
		const { wang, steward, id, orderId } = await oneBill();
		await paidInHand(db, steward, id, [orderId]);
		await sayPaid(db, wang, { id, amountMinor: 100, method: '', note: '' }, sends(wang));
		await paySupplier(db, steward, { id, amountMinor: 2560, note: '' }, sends(steward));
		expect(await step(db, steward, id, 'settle')).toMatchObject({ ok: true });
		const said = (await findDesk(db, steward, id, MORNING))!.payments.find((it) => it.state === 'said')!;
		expect(
			await confirm(db, steward, { id, payments: [said.id], orders: [], single: null }, sends(steward)),
		).toMatchObject({ code: 'group_buy.state_changed' });
	});
});
