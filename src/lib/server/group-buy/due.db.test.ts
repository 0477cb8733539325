import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aDraft, aLine, anOpenBuy, orders, step } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Code } from '../../domain/notification.ts';
import { notifications } from '../notification/table.ts';
import { settleDueBuys } from './due.ts';
import { findBuy, listEvents } from './queries.ts';
import { approve } from './steps.ts';
import { askForMore, extend } from './talk.ts';
import { findBuyView } from './view.ts';

const database = useDatabase();

async function three() {
	const home = await aBuilding(database.db);
	return {
		steward: await aNeighbour(database.db, home, '1-101', { roles: ['steward'] }),
		wang: await aNeighbour(database.db, home, '1-102'),
		li: await aNeighbour(database.db, home, '1-103'),
	};
}

async function told(id: string, code: Code): Promise<string[]> {
	const rows = await database.db
		.select({ to: notifications.residentId })
		.from(notifications)
		.where(and(eq(notifications.groupBuyId, id), eq(notifications.code, code)));
	return rows.map((row) => row.to);
}

/** The system looks, as three processes at once, as often as anything is due. */
async function look(at: Date) {
	const processes = database.connect(3);
	for (let round = 0; round < 3; round++) await Promise.all(processes.map(({ db }) => settleDueBuys(db, at)));
}

describe('what runs by itself', () => {
	it('reminds a day and an hour before the end, once, those who have not ordered', async () => {
		const { steward, wang, li } = await three();
		const buy = await anOpenBuy(database.db, steward, {
			closesAt: later(MORNING, 48),
			lines: [aLine({ caseSize: 4 })],
		});
		await orders(database.db, wang, buy, [1]);
		await look(later(MORNING, 20));
		expect(await told(buy.id, 'group_buy.ends_tomorrow')).toEqual([]);
		await look(later(MORNING, 24.01));
		await look(later(MORNING, 25));
		expect(await told(buy.id, 'group_buy.ends_tomorrow')).toEqual([li.id]);
		expect(await told(buy.id, 'group_buy.fills_case')).toEqual([wang.id]);
		await look(later(MORNING, 47.01));
		expect(await told(buy.id, 'group_buy.ends_soon')).toEqual([li.id]);
		expect(await told(buy.id, 'group_buy.fills_case')).toEqual([wang.id]);
		expect(await told(buy.id, 'group_buy.fills_case_soon')).toEqual([wang.id]);
		await look(later(MORNING, 48));
		await look(later(MORNING, 49));
		expect(await told(buy.id, 'group_buy.over')).toEqual([steward.id]);
		expect(await findBuy(database.db, buy.id)).toMatchObject({ state: 'open', dueAt: null });
	});

	it('says “tomorrow” only of a day’s notice, and again where the end is put off by more than a day', async () => {
		const { steward, wang, li } = await three();
		const draft = { at: later(MORNING, -48), closesAt: later(MORNING, 10) };
		const id = await aDraft(database.db, steward, draft);
		await step(database.db, steward, id, 'open');
		await look(MORNING);
		expect(await told(id, 'group_buy.ends_tomorrow')).toEqual([]);
		await look(later(MORNING, 9.1));
		const both = [wang.id, li.id].sort();
		expect((await told(id, 'group_buy.ends_soon')).sort()).toEqual(both);
		const more = (hours: number, at: number) =>
			extend(
				database.db,
				steward,
				{ id, closesAt: later(MORNING, hours) },
				sends(steward, later(MORNING, at)),
			);
		expect(await more(20, 9.2)).toMatchObject({ ok: true });
		await look(later(MORNING, 9.3));
		expect(await told(id, 'group_buy.ends_tomorrow')).toEqual([]);
		expect(await more(60, 9.5)).toMatchObject({ ok: true });
		await look(later(MORNING, 35));
		expect(await told(id, 'group_buy.ends_tomorrow')).toEqual([]);
		await look(later(MORNING, 36.1));
		await look(later(MORNING, 59.1));
		expect((await told(id, 'group_buy.ends_tomorrow')).sort()).toEqual(both);
		expect((await told(id, 'group_buy.ends_soon')).sort()).toEqual([...both, ...both].sort());
		// Put off by minutes: the end is another one than they were told of.
		expect(await more(60.3, 59.5)).toMatchObject({ ok: true });
		await look(later(MORNING, 59.6));
		expect((await told(id, 'group_buy.ends_soon')).sort()).toEqual([...both, ...both, ...both].sort());
	});

	it('opens at the time that was set, once, and not before a steward has said yes to a first one', async () => {
		const { steward, wang, li } = await three();
		const id = await aDraft(database.db, wang, { opensAt: later(MORNING, 2) });
		expect(await step(database.db, wang, id, 'open')).toMatchObject({ ok: true, value: { state: 'draft' } });
		expect(await told(id, 'group_buy.approval_asked')).toEqual([steward.id]);
		await look(later(MORNING, 3));
		expect((await findBuy(database.db, id))!.state).toBe('draft');
		expect(await approve(database.db, li, id, sends(li))).toMatchObject({ code: 'not_found' });
		expect(await findBuyView(database.db, li, id, MORNING)).toBeNull();
		expect(await approve(database.db, steward, id, sends(steward))).toMatchObject({
			value: { state: 'draft' },
		});
		await look(later(MORNING, 1));
		expect((await findBuy(database.db, id))!.state).toBe('draft');
		await look(later(MORNING, 2));
		expect((await findBuy(database.db, id))!.state).toBe('open');
		expect((await told(id, 'group_buy.opened')).sort()).toEqual([steward.id, li.id].sort());
		// The second one needs nobody's yes.
		const second = await aDraft(database.db, wang);
		expect(await step(database.db, wang, second, 'open')).toMatchObject({ value: { state: 'open' } });
	});

	it('makes of a missed minimum a moment with ways out, and keeps every order', async () => {
		const { steward, wang, li } = await three();
		const buy = await anOpenBuy(database.db, steward, { minimumMinor: 4000 });
		await orders(database.db, wang, buy, [2]);
		await look(later(MORNING, 24));
		expect(await told(buy.id, 'group_buy.missed_organiser')).toEqual([steward.id]);
		expect(await told(buy.id, 'group_buy.missed')).toEqual([wang.id]);
		const missed = await findBuyView(database.db, wang, buy.id, later(MORNING, 25));
		expect(missed).toMatchObject({
			missed: true,
			minimum: { minor: 4000 - 2560, reached: false },
			takesOrders: false,
		});
		expect(missed!.mine.lines).toMatchObject([{ quantity: 2 }]);
		const after = later(MORNING, 25);
		expect(await step(database.db, steward, buy.id, 'lock', after)).toMatchObject({
			code: 'group_buy.minimum_missing',
		});
		expect(await askForMore(database.db, steward, buy.id, sends(steward, after))).toMatchObject({
			code: 'group_buy.closes_past',
		});
		const more = { id: buy.id, closesAt: later(MORNING, 30) };
		expect(await extend(database.db, wang, more, sends(wang, after))).toMatchObject({ code: 'not_found' });
		expect(await extend(database.db, steward, more, sends(steward, after))).toMatchObject({ ok: true });
		expect(await askForMore(database.db, steward, buy.id, sends(steward, after))).toMatchObject({ ok: true });
		expect((await told(buy.id, 'group_buy.asked_again')).sort()).toEqual([wang.id, li.id].sort());
		expect(await orders(database.db, li, buy, [2], later(MORNING, 26))).toMatchObject({ ok: true });
		await look(later(MORNING, 30));
		expect(await told(buy.id, 'group_buy.over')).toEqual([steward.id]);
		expect((await listEvents(database.db, buy.id)).map((it) => it.kind)).toEqual([
			'draft',
			'open',
			'missed',
			'extended',
			'asked',
		]);
		expect(await step(database.db, steward, buy.id, 'lock', later(MORNING, 31))).toMatchObject({ ok: true });
		expect(await step(database.db, steward, buy.id, 'reopen', later(MORNING, 31))).toMatchObject({
			code: 'group_buy.reason_missing',
		});
		const again = { reason: '还能加', closesAt: later(MORNING, 40) };
		expect(await step(database.db, steward, buy.id, 'reopen', later(MORNING, 31), again)).toMatchObject({
			ok: true,
		});
		expect((await told(buy.id, 'group_buy.reopened')).sort()).toEqual([wang.id, li.id].sort());
		expect(await orders(database.db, li, buy, [3], later(MORNING, 32))).toMatchObject({ ok: true });
	});

	it('can be called off after a missed minimum, with a reason, and nobody owes anything', async () => {
		const { steward, wang } = await three();
		const buy = await anOpenBuy(database.db, steward, { minimumHouseholds: 5 });
		await orders(database.db, wang, buy, [2]);
		expect(
			await step(database.db, steward, buy.id, 'fail', later(MORNING, 25), { reason: '人不够' }),
		).toMatchObject({ ok: true });
		expect(await told(buy.id, 'group_buy.failed')).toEqual([wang.id]);
		expect((await findBuyView(database.db, wang, buy.id, later(MORNING, 26)))!.log.at(-1)).toMatchObject({
			kind: 'failed',
			reason: '人不够',
		});
	});
});
