import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import {
	anOpenBuy,
	aDraft,
	mineOf,
	orders,
	step,
	twoBuildings,
	wangsBill,
} from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import type { HelpTask } from '../../domain/group-buy.ts';
import type { Member } from '../../domain/member.ts';
import type { Code } from '../../domain/notification.ts';
import { notifications } from '../notification/table.ts';
import { confirm } from './confirm.ts';
import { findCopy } from './copy.ts';
import { findDesk } from './desk.ts';
import { paste } from './paste.ts';
import { changePayment } from './payment-terms.ts';
import { setHelper, takeOver } from './people.ts';
import { callOut, pack } from './pickup.ts';
import { findBuy } from './queries.ts';
import { sayPaid } from './say-paid.ts';
import { findBuyView } from './view.ts';

const database = useDatabase();

async function told(id: string, code: Code): Promise<string[]> {
	const rows = await database.db
		.select({ to: notifications.residentId })
		.from(notifications)
		.where(and(eq(notifications.groupBuyId, id), eq(notifications.code, code)));
	return rows.map((row) => row.to).sort();
}

describe('a helper', () => {
	it('does the step they were asked to do, and no other', async () => {
		const { db } = database;
		const { steward, wang, li, zhao, id, orderId, lines } = await wangsBill(db, 2);
		await step(db, steward, id, 'pickup');
		const tasks: Record<HelpTask, () => Promise<{ ok: boolean }>> = {
			packing: () => pack(db, li, { id, orderId, lineId: lines[0]!.id, packed: true }, sends(li)),
			pickup: () =>
				callOut(
					db,
					li,
					{
						id,
						act: 'call',
						which: { numbers: [], orders: [orderId], floor: null, count: 1, sideId: null },
					},
					sends(li),
				),
			money: () => confirm(db, li, { id, payments: [], orders: [orderId], single: null }, sends(li)),
			orders: () => paste(db, li, { id, text: '1-302 土豆1', sideId: null }, sends(li)),
		};
		const help = (who: Member, task: HelpTask, remove = false) =>
			setHelper(db, steward, { id, residentId: who.id, task, remove }, sends(steward));
		for (const stranger of [zhao, steward])
			expect(await help(stranger, 'packing')).toMatchObject({ code: 'group_buy.person_unknown' });
		for (const act of Object.values(tasks)) expect(await act()).toMatchObject({ code: 'not_found' });
		const may = {
			orders: ['orders'],
			money: ['money'],
			packing: ['packing'],
			// Whoever hands the bags out packs what is missing.
			pickup: ['packing', 'pickup'],
		};
		for (const [task, allowed] of Object.entries(may)) {
			expect(await help(li, task as HelpTask)).toMatchObject({ ok: true });
			const desk = (await findDesk(db, li, id, MORNING))!;
			expect([desk.role, desk.tasks]).toEqual(['helper', [task]]);
			for (const [other, act] of Object.entries(tasks)) {
				const answer = await act();
				// Orders are over by now: who may paste them is told so, the others that there is nothing.
				if (other === 'orders')
					expect(answer).toMatchObject({
						code: allowed.includes(other) ? 'group_buy.closed' : 'not_found',
					});
				else expect([task, other, answer.ok]).toEqual([task, other, allowed.includes(other)]);
			}
			expect(await step(db, li, id, 'settle')).toMatchObject({ code: 'not_found' });
			await help(li, task as HelpTask, true);
		}
		expect(await findDesk(db, li, id, MORNING)).toBeNull();
		expect((await mineOf(db, wang, id)).balanceMinor).toBe(0);
	});
});

describe('the organiser’s role', () => {
	it('goes over with the other’s yes, and stays with their no', async () => {
		const { db } = database;
		const { steward, wang, li } = await twoBuildings(db);
		const { id } = await anOpenBuy(db, steward);
		const offer = (who: Member) =>
			setHelper(db, steward, { id, residentId: who.id, task: 'organiser', remove: false }, sends(steward));
		const answers = (who: Member, yes: boolean) => takeOver(db, who, { id, yes }, sends(who));
		expect(await answers(wang, true)).toMatchObject({ code: 'not_found' });
		await offer(wang);
		// It is offered to one at a time.
		await offer(li);
		expect(await answers(wang, true)).toMatchObject({ code: 'not_found' });
		expect((await findBuyView(db, li, id, MORNING))!.may).toMatchObject({ takeOver: true, manage: false });
		expect(await answers(li, false)).toMatchObject({ ok: true });
		expect((await findBuy(db, id))!.organiserId).toBe(steward.id);
		await offer(li);
		expect(await answers(li, true)).toMatchObject({ ok: true });
		expect(await step(db, steward, id, 'cancel', MORNING, { reason: '不办了' })).toMatchObject({
			code: 'not_found',
		});
		expect(await findDesk(db, steward, id, MORNING)).toBeNull();
		expect((await findDesk(db, li, id, MORNING))!.role).toBe('organiser');
		expect((await findBuyView(db, wang, id, MORNING))!.log.at(-1)).toMatchObject({ kind: 'taken_over' });
		expect(await told(id, 'group_buy.taken_over')).toEqual([steward.id]);
	});
});

describe('somebody who asks neighbours for money', () => {
	it('lives there for sure, says how to pay to those who order, and changes it before anybody has paid', async () => {
		const { db } = database;
		const { steward, wang, li } = await twoBuildings(db);
		const home = { id: steward.buildingId, households: {} };
		const newcomer = await aNeighbour(db, home, '1-401', { status: 'waiting' });
		await expect(aDraft(db, newcomer)).rejects.toThrow('group_buy.confirmed_only');
		const buy = await anOpenBuy(db, steward, { payment: '微信 chen', marginMinor: 300 });
		const { id } = buy;
		// Whose supplier, what margin: everybody reads it; how to pay, those who ordered.
		expect(await findBuyView(db, wang, id, MORNING)).toMatchObject({
			supplier: '老王菜场',
			marginMinor: 300,
			payment: '',
		});
		await orders(db, wang, buy, [1]);
		expect((await findBuyView(db, wang, id, MORNING))!.payment).toBe('微信 chen');
		const change = (by: Member, payment: string, at = MORNING) =>
			changePayment(db, by, { id, payment, photo: null }, sends(by, at));
		expect(await change(wang, '微信 wang')).toMatchObject({ code: 'not_found' });
		expect(await change(steward, 'IBAN DE89')).toMatchObject({ ok: true });
		expect(await told(id, 'group_buy.payment_changed')).toEqual([wang.id, li.id].sort());
		expect((await findBuyView(db, li, id, MORNING))!.log.at(-1)).toMatchObject({ kind: 'payment_changed' });
		await sayPaid(db, wang, { id, amountMinor: 100, method: '', note: '' }, sends(wang));
		expect(await change(steward, 'IBAN DE00', later(MORNING, 1))).toMatchObject({
			code: 'group_buy.payment_fixed',
			field: 'payment',
		});
		expect((await findBuyView(db, wang, id, MORNING))!.payment).toBe('IBAN DE89');
	});
});

describe('an old group buy', () => {
	it('is copied with its menu and terms, how to pay only by whose it was', async () => {
		const { db } = database;
		const { steward, wang, chen } = await twoBuildings(db);
		const { id } = await anOpenBuy(db, steward, { payment: '微信 chen', feeMinor: 1000 });
		const values = {
			title: '蔬菜团',
			fee: '10.00',
			from: id,
			'lines.0.title': '土豆',
			'lines.0.price': '12.80',
		};
		expect(await findCopy(db, steward, id)).toMatchObject({ ...values, payment: '微信 chen' });
		const others = await findCopy(db, wang, id);
		expect(others).toMatchObject(values);
		expect(others).not.toHaveProperty('payment');
		expect(others).not.toHaveProperty('closesAt');
		expect(await findCopy(db, chen, id)).toBeNull();
	});
});
