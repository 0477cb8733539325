import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import {
	aLine,
	anOpenBuy,
	callNumber,
	orders,
	paidInHand,
	step,
	sumOfBooks,
	twoBuildings,
} from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { wordsIn } from '../../../../tests/words.ts';
import type { Member } from '../../domain/member.ts';
import { adjust } from './adjust.ts';
import { advance, paySide, paySupplier } from './advance.ts';
import { allocate, arrive } from './arrive.ts';
import { confirm } from './confirm.ts';
import { findDesk } from './desk.ts';
import { findPacking } from './packing.ts';
import { pack } from './pickup.ts';
import { reportProblem, resolveProblem } from './problem.ts';
import { sayPaid } from './say-paid.ts';
import { answerInvitation, invite } from './sides.ts';
import { signFor } from './sign-for.ts';
import { findBuyView } from './view.ts';

const database = useDatabase();
const sum = (numbers: number[]) => numbers.reduce((all, it) => all + it, 0);

describe('a group buy of two buildings, from the menu to the last cent', () => {
	it('comes out even: a short delivery, a refund, and bills that are the invoice', async () => {
		const { db } = database;
		const { steward, wang, li, zhao, chen } = await twoBuildings(database.db);
		const buy = await anOpenBuy(db, steward, {
			feeMinor: 1000,
			marginMinor: 100,
			minimumHouseholds: 3,
			lines: [
				aLine({ title: '土豆', caseSize: 4 }),
				aLine({ title: '鸡蛋', priceMinor: 2800 }),
				aLine({
					title: '五花肉',
					unit: '斤',
					weighed: true,
					step: 100,
					least: 100,
					priceMinor: 3299,
					keepCold: true,
				}),
			],
		});
		expect(await orders(db, wang, buy, [2, 2, 500])).toMatchObject({ ok: true });
		expect(await orders(db, chen, buy, [1])).toMatchObject({ code: 'not_found' });
		await invite(db, steward, { id: buy.id, name: '隔壁楼' }, sends(steward));
		const link = (await findDesk(db, steward, buy.id, MORNING))!.sides[1]!.link!;
		const code = link.split('/').at(-1)!;
		expect(await answerInvitation(db, chen, { code, yes: true }, sends(chen))).toMatchObject({
			code: 'not_found',
		});
		expect(await answerInvitation(db, zhao, { code, yes: true }, sends(zhao))).toMatchObject({ ok: true });
		expect(await orders(db, chen, buy, [[1, 1], 1])).toMatchObject({ ok: true });
		expect(await orders(db, li, buy, [0, 1, 300])).toMatchObject({ ok: true });

		// One counter, and nobody's name across.
		const seen = await findBuyView(db, chen, buy.id, MORNING);
		expect(seen).toMatchObject({
			households: 3,
			lines: [{ ordered: 3, flex: 1, cases: 1, missing: 0 }, { ordered: 4 }, {}],
		});
		for (const hidden of ['王芳', '1-302', '团长', '1-101']) expect(wordsIn(seen)).not.toContain(hidden);
		expect((await findDesk(db, zhao, buy.id, MORNING))!.orders.map((it) => it.door)).toEqual(['102']);
		expect((await findDesk(db, steward, buy.id, MORNING))!.orders.map((it) => it.door)).toEqual([
			'1-201',
			'1-302',
		]);
		expect(await findDesk(db, wang, buy.id, MORNING)).toBeNull();

		expect(await step(db, steward, buy.id, 'lock')).toMatchObject({ ok: true });
		const desk = (await findDesk(db, steward, buy.id, MORNING))!;
		expect(desk.orders.map((it) => [it.door, it.number])).toEqual([
			['1-201', 1],
			['1-302', 2],
		]);
		expect(desk.supply).toMatchObject([
			{ units: 4, cases: 1, pieces: 0 },
			{ units: 4, cases: 4, pieces: 0 },
			{ units: 800 },
		]);
		await step(db, steward, buy.id, 'ordered');
		await advance(
			db,
			steward,
			{ id: buy.id, kind: 'advance', residentId: li.id, amountMinor: 20000, method: '', note: '' },
			sends(steward),
		);
		const [asked] = (await findDesk(db, steward, buy.id, MORNING))!.payments;
		expect(asked).toMatchObject({ state: 'said', mine: false, who: '李明' });
		const heard = (by: Member, payment: string) =>
			confirm(db, by, { id: buy.id, payments: [payment], orders: [], single: null }, sends(by));
		expect(await heard(steward, asked!.id)).toMatchObject({ code: 'group_buy.not_yours_to_confirm' });
		expect(await heard(li, asked!.id)).toMatchObject({ ok: true });
		expect(await sumOfBooks(database.sql, buy.id)).toBe(0);

		// Three of four eggs came, a little less meat than asked, and the potatoes cost odd cents.
		const [potato, egg, meat] = buy.lines;
		const came = [
			{ lineId: potato!.id, arrived: 4, totalMinor: 5001, substitute: '' },
			{ lineId: egg!.id, arrived: 3, totalMinor: 8399, substitute: '' },
			{ lineId: meat!.id, arrived: 770, totalMinor: 5077, substitute: '' },
		];
		expect(
			await arrive(
				db,
				steward,
				{ id: buy.id, lines: came, feeMinor: 1007, discountMinor: 500 },
				sends(steward),
			),
		).toMatchObject({ ok: true });
		const preview = (await findDesk(db, steward, buy.id, MORNING))!;
		expect(preview.orders.map((it) => it.lines.map((line) => line.preview))).toEqual([
			[1, 289],
			[2, 1, 481],
		]);
		expect(preview.billedMinor).toBeNull();
		expect(await allocate(db, steward, buy.id, sends(steward))).toMatchObject({ ok: true });
		expect(await allocate(db, steward, buy.id, sends(steward))).toMatchObject({
			code: 'group_buy.allocated',
		});
		expect(await sumOfBooks(database.sql, buy.id)).toBe(0);
		const invoice = 5001 + 8399 + 5077 + 1007 - 500;
		const views = await Promise.all([wang, li, chen].map((it) => findBuyView(db, it, buy.id, MORNING)));
		expect(sum(views.map((view) => view!.mine.dueMinor))).toBe(invoice + 100);
		expect(views.map((view) => view!.billedMinor)).toEqual(views.map(() => invoice + 100));
		expect(views[0]!.mine.lines.map((line) => line.received)).toEqual([2, 1, 481]);
		expect(views[0]!.mine).toMatchObject({ bill: { estimate: false }, pickupNumber: 2 });

		// Packed by two at once, called, skipped, called again, left at the door and signed for.
		const packing = (await findPacking(db, steward, buy.id, null))!;
		expect(packing.orders[1]!.items.map((item) => item.title)).toEqual(['五花肉', '土豆', '鸡蛋']);
		const two = database.connect(2);
		await Promise.all(
			packing.orders.flatMap(({ id: orderId, items }) =>
				items.map((item, i) =>
					pack(
						two[i % 2]!.db,
						steward,
						{ id: buy.id, orderId, lineId: item.lineId, packed: true },
						sends(steward),
					),
				),
			),
		);
		expect((await findPacking(db, steward, buy.id, null))!.orders.every((it) => it.packed)).toBe(true);
		expect(await callNumber(db, steward, buy.id, 'call')).toMatchObject({ ok: true });
		expect(await findBuyView(db, wang, buy.id, MORNING)).toMatchObject({
			state: 'pickup',
			calling: [1],
			mine: { ahead: 0 },
		});
		await callNumber(db, steward, buy.id, 'skip', { numbers: [1] });
		await callNumber(db, steward, buy.id, 'recall', { numbers: [1] });
		await callNumber(db, steward, buy.id, 'collected', { numbers: [1] });
		await callNumber(db, steward, buy.id, 'left', { numbers: [2] });
		expect(await signFor(db, wang, buy.id, sends(wang, later(MORNING, 31)))).toMatchObject({ ok: true });
		expect(await callNumber(db, steward, buy.id, 'call', { numbers: [7] })).toMatchObject({
			code: 'group_buy.order_unknown',
		});
		expect(await callNumber(db, wang, buy.id, 'call')).toMatchObject({ code: 'not_found' });
		expect(await callNumber(db, zhao, buy.id, 'collected', { numbers: [1] })).toMatchObject({ ok: true });

		// An egg was broken: said in time, credited, borne by the supplier.
		const broken = { id: buy.id, lineId: egg!.id, quantity: 1, note: '碎了', photo: null };
		expect(await reportProblem(db, wang, broken, sends(wang, later(MORNING, 24 * 3)))).toMatchObject({
			code: 'group_buy.too_late',
		});
		expect(await reportProblem(db, wang, broken, sends(wang, later(MORNING, 32)))).toMatchObject({
			ok: true,
		});
		const [problem] = (await findDesk(db, steward, buy.id, MORNING))!.problems;
		await resolveProblem(
			db,
			steward,
			{ id: buy.id, problemId: problem!.id, creditMinor: 900, bearer: 'supplier', answer: '赔' },
			sends(steward),
		);
		expect(await sumOfBooks(database.sql, buy.id)).toBe(0);

		// Wang paid the estimate before and gets the difference back; the others are ticked off; nothing closes before.
		const owed = async (who: Member) => (await findBuyView(db, who, buy.id, MORNING))!.mine.balanceMinor;
		await sayPaid(
			db,
			wang,
			{ id: buy.id, amountMinor: (await owed(wang)) + 900, method: '微信', note: '' },
			sends(wang),
		);
		expect(await step(db, steward, buy.id, 'settle')).toMatchObject({ code: 'group_buy.not_balanced' });
		const rows = (await findDesk(db, steward, buy.id, MORNING))!;
		const said = rows.payments.filter((it) => it.state === 'said').map((it) => it.id);
		const others = rows.orders.filter((it) => it.door === '1-201').map((it) => it.id);
		await confirm(db, steward, { id: buy.id, payments: said, orders: others, single: null }, sends(steward));
		expect(await owed(wang)).toBe(-900);
		const wangs = rows.orders.find((it) => it.door === '1-302')!.id;
		const back = { id: buy.id, orderId: wangs, kind: 'refund' as const, amountMinor: null, reason: '退蛋钱' };
		expect(await adjust(db, steward, back, sends(steward))).toMatchObject({ ok: true });
		expect(await adjust(db, steward, back, sends(steward))).toMatchObject({
			code: 'group_buy.nothing_to_pay',
		});
		expect([await owed(wang), await owed(li)]).toEqual([0, 0]);
		const chens = (await findDesk(db, zhao, buy.id, MORNING))!.orders[0]!;
		expect(await paidInHand(db, steward, buy.id, [chens.id])).toMatchObject({
			code: 'group_buy.order_unknown',
		});
		await paidInHand(db, zhao, buy.id, [chens.id]);
		const side = (await findDesk(db, zhao, buy.id, MORNING))!.sides.find((it) => it.own)!;
		// The margin is the organiser's, so it goes over with the rest.
		const share = { id: buy.id, sideId: side.id, amountMinor: chens.dueMinor, method: '', note: '' };
		await paySide(db, zhao, share, sends(zhao));
		const over = (await findDesk(db, steward, buy.id, MORNING))!.payments.find(
			(it) => it.kind === 'side_paid',
		);
		expect(over).toMatchObject({ state: 'said', mine: true });
		await heard(steward, over!.id);
		// Li advanced more than the invoice less the egg: the supplier gives back, Li gets all of it.
		await paySupplier(
			db,
			steward,
			{ id: buy.id, amountMinor: invoice - 900 - 20000, note: '' },
			sends(steward),
		);
		await advance(
			db,
			steward,
			{ id: buy.id, kind: 'repayment', residentId: li.id, amountMinor: 20000, method: '', note: '' },
			sends(steward),
		);
		const { payments } = (await findDesk(db, steward, buy.id, MORNING))!;
		await heard(li, payments.find((it) => it.kind === 'repayment')!.id);
		expect(await sumOfBooks(database.sql, buy.id)).toBe(0);
		expect((await findDesk(db, steward, buy.id, MORNING))!.open).toEqual([]);
		expect(await step(db, steward, buy.id, 'settle')).toMatchObject({ ok: true });
		expect(await step(db, steward, buy.id, 'unsettle', MORNING, { reason: '漏了一笔' })).toMatchObject({
			ok: true,
		});
		const log = (await findBuyView(db, li, buy.id, MORNING))!.log.map((it) => it.kind);
		expect(log.join(' ')).toBe('draft open joined locked ordered arrived allocated pickup settled unsettled');
	});
});
