import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, billed, mineOf, orders, twoBuildings } from '../../../../tests/group-buys.ts';
import type { Member } from '../../domain/member.ts';
import { notifications } from '../notification/table.ts';

const database = useDatabase();

it('a short delivery and a substitute: each household hears what changed for it and why, and nobody of the others', async () => {
	const { db } = database;
	const { steward, wang, li } = await twoBuildings(db);
	const lines = [aLine({ title: '鸡蛋', unit: '板', priceMinor: 2800 }), aLine({ title: '小米' })];
	const buy = await anOpenBuy(db, steward, { lines });
	await orders(db, wang, buy, [3]);
	await orders(db, li, buy, [1, 1]);
	const [egg, millet] = buy.lines;
	await billed(db, steward, buy.id, [
		{ lineId: egg!.id, arrived: 3, totalMinor: null, substitute: '' },
		{ lineId: millet!.id, arrived: 1, totalMinor: 1100, substitute: '糯米' },
	]);
	const heard = async (who: Member) => {
		const [row] = await db
			.select({ detail: notifications.detail })
			.from(notifications)
			.where(and(eq(notifications.residentId, who.id), eq(notifications.code, 'group_buy.arrived')));
		return row!.detail;
	};
	expect(await heard(wang)).toMatchObject({ changes: '鸡蛋 3 → 2', rule: 'fair', dueMinor: 5600 });
	const lis = await heard(li);
	expect(lis).toMatchObject({ changes: '小米 → 糯米 1 → 1', dueMinor: 3900 });
	expect(lis).not.toHaveProperty('rule');
	expect((await mineOf(db, wang, buy.id)).lines).toMatchObject([{ quantity: 3, received: 2 }]);
});
