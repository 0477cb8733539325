import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aDraft, aLine, anOpenBuy, orders, step, twoBuildings } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import type { Member } from '../../domain/member.ts';
import { residents } from '../account/table.ts';
import type { BuyDraft } from '../../domain/group-buy-draft.ts';
import { edit, type EditInput } from './edit.ts';
import { findBuy, listLines, type BuyRow } from './queries.ts';
import { commentOnBuy } from './talk.ts';

const database = useDatabase();

/** The form as it was rendered, with what somebody changed in it. */
function formOf(
	buy: BuyRow,
	lines: EditInput['lines'],
	change: Partial<BuyDraft>,
	sent: string[],
): EditInput {
	const { title, details, supplier, currency, opensAt, closesAt, scope, feeMinor, discountMinor } = buy;
	const { marginMinor, feeRule, shortageRule, minimumMinor, minimumUnits, minimumHouseholds } = buy;
	const { payWhen, payment, numberOrder, pickupPlace } = buy;
	return {
		...{ title, details, supplier, currency, opensAt, closesAt, scope, feeMinor, discountMinor, marginMinor },
		...{ feeRule, shortageRule, minimumMinor, minimumUnits, minimumHouseholds },
		...{ payWhen, payment, numberOrder, pickupPlace, ...change },
		...{ lines, photo: null, from: null, sent: new Set(sent) },
	};
}

async function change(by: Member, id: string, terms: Partial<BuyDraft>, sent: string[]) {
	const buy = (await findBuy(database.db, id))!;
	const lines = await listLines(database.db, id);
	const menu = lines.map(
		({ id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold }) => ({
			...{ id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold },
		}),
	);
	return edit(database.db, by, id, formOf(buy, menu, terms, sent), sends(by));
}

describe('a change while orders are open', () => {
	it('is refused at its field as a whole, or made as a whole', async () => {
		const { db } = database;
		const { steward, wang } = await twoBuildings(db);
		const buy = await anOpenBuy(db, steward, { feeMinor: 1000 });
		await orders(db, wang, buy, [1]);
		const worse = { details: '带袋子', feeMinor: 1200 };
		expect(await change(steward, buy.id, worse, ['details', 'fee'])).toMatchObject({
			code: 'group_buy.only_less',
			field: 'fee',
		});
		expect(await findBuy(db, buy.id)).toMatchObject({ details: '', feeMinor: 1000 });
		const better = { details: '带袋子', feeMinor: 800 };
		expect(await change(steward, buy.id, better, ['details', 'fee'])).toMatchObject({ ok: true });
		expect(await findBuy(db, buy.id)).toMatchObject(better);
	});

	it('leaves alone what a script did not send, and what was typed to the same minute', async () => {
		const { db } = database;
		const { steward } = await twoBuildings(db);
		const buy = await anOpenBuy(db, steward, { feeMinor: 1000, payWhen: 'before' });
		const before = (await findBuy(db, buy.id))!;
		const minute = new Date(Math.floor(before.closesAt.getTime() / 60_000) * 60_000);
		const defaults = { feeMinor: 0, payWhen: 'after' as const, closesAt: minute, details: '新的' };
		expect(await change(steward, buy.id, defaults, ['details', 'closesAt'])).toMatchObject({ ok: true });
		expect(await findBuy(db, buy.id)).toMatchObject({
			details: '新的',
			feeMinor: 1000,
			payWhen: 'before',
			closesAt: before.closesAt,
		});
	});

	it('to a later end brings the reminders round again, and to a lower minimum may reach it', async () => {
		const { db } = database;
		const { steward, wang } = await twoBuildings(db);
		const buy = await anOpenBuy(db, steward, { minimumHouseholds: 2 });
		await orders(db, wang, buy, [1]);
		const more = { closesAt: later(MORNING, 48), minimumHouseholds: 1 };
		expect(await change(steward, buy.id, more, ['closesAt', 'minimumHouseholds'])).toMatchObject({
			ok: true,
		});
		const now = (await findBuy(db, buy.id))!;
		expect(now.reachedAt).toEqual(MORNING);
		expect(now.dueAt).toEqual(later(MORNING, 24));
	});
});

describe('somebody who is suspended', () => {
	it('opens no group buy, orders nothing and writes nothing under one', async () => {
		const { db } = database;
		const { steward, wang } = await twoBuildings(db);
		const buy = await anOpenBuy(db, steward);
		const id = await aDraft(db, steward);
		const until = later(MORNING, 48);
		await db.update(residents).set({ suspendedUntil: until }).where(eq(residents.id, wang.id));
		const stopped = { ...wang, suspendedUntil: until };
		const no = { ok: false, code: 'people.suspended' };
		expect(await orders(db, stopped, buy, [1])).toMatchObject(no);
		expect(await commentOnBuy(db, stopped, { id: buy.id, text: '来了' }, sends(stopped))).toMatchObject(no);
		await expect(aDraft(db, stopped)).rejects.toThrow('people.suspended');
		expect(await step(db, { ...steward, suspendedUntil: until }, id, 'open')).toMatchObject(no);
		expect(await orders(db, wang, buy, [aLine().step])).toMatchObject({ ok: true });
		expect(await orders(db, stopped, buy, [2], later(MORNING, 12))).toMatchObject(no);
	});
});
