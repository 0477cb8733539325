import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, callNumber, orders, step, twoBuildings } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { wordsIn } from '../../../../tests/words.ts';
import type { Locale, Member } from '../../domain/member.ts';
import { allocate, arrive } from './arrive.ts';
import { chatTexts } from './chat.ts';
import { findDesk } from './desk.ts';
import { settleDueBuys } from './due.ts';
import { shareBuy } from './talk.ts';

const database = useDatabase();
const ORIGIN = 'https://lou.example';

/** What is there to copy at that moment, by kind; none of it names a door or a person, and all of it leads to the link. */
async function textsFor(by: Member, id: string, at = MORNING, locale: Locale = 'zh-CN') {
	const desk = (await findDesk(database.db, by, id, at))!;
	const texts = chatTexts(desk, by, ORIGIN, locale);
	for (const { kind, text } of texts) {
		expect(wordsIn(text)).not.toMatch(/\d-\d{3}|王芳|李明|团长/);
		// The supplier is no neighbour, and of what is over there is nothing to see.
		const leads = text.endsWith(`${ORIGIN}/s/${desk.shareCode}`);
		expect([kind, leads]).toEqual([kind, !['supplier', 'cancelled'].includes(kind)]);
	}
	return Object.fromEntries(texts.map(({ kind, text }) => [kind, text]));
}

async function shared(wish: Parameters<typeof anOpenBuy>[2]) {
	const { db } = database;
	const people = await twoBuildings(db);
	const buy = await anOpenBuy(db, people.steward, wish);
	await shareBuy(db, people.steward, { id: buy.id, anew: false }, sends(people.steward));
	return { ...people, buy, id: buy.id };
}

describe('words for the chat', () => {
	it('say what is still missing, that it was missed, and that it is over', async () => {
		const { db } = database;
		const { steward, wang, buy, id } = await shared({
			lines: [aLine(), aLine({ title: '鸡蛋', unit: '板', priceMinor: 2800, caseSize: 10 })],
			minimumMinor: 30_000,
			minimumHouseholds: 4,
		});
		await orders(db, wang, buy, [1, [3, 1]]);
		const { open, missing } = await textsFor(steward, id);
		expect(open).toContain(
			'【蔬菜团】11月22日 10:00 截单，已有 1 户，共 ¥96.80。\n土豆 5斤 ¥12.80\n鸡蛋 ¥28.00/板',
		);
		expect(missing).toContain('鸡蛋：一箱 10，还差 6\n还差 ¥203.20。\n还差 3 户。');
		expect((await textsFor(steward, id, MORNING, 'en')).missing).toMatch(/¥203\.20/);
		const after = later(MORNING, 25);
		await settleDueBuys(db, after);
		expect(Object.keys(await textsFor(steward, id, after))).toEqual(['missed']);
		await step(db, steward, id, 'fail', after, { reason: '人不够' });
		expect(Object.keys(await textsFor(steward, id, after))).toEqual(['cancelled']);
	});

	it('say that it is locked, what came, that it can be fetched and who has not paid – by number', async () => {
		const { db } = database;
		const { steward, wang, li, buy, id } = await shared({
			lines: [
				aLine({ title: '鸡蛋', unit: '板', priceMinor: 2800, caseSize: 2 }),
				aLine({ title: '五花肉', unit: '斤', weighed: true, step: 500, priceMinor: 2600 }),
			],
		});
		await orders(db, wang, buy, [2, 500]);
		await orders(db, li, buy, [1, 1000]);
		await step(db, steward, id, 'lock');
		const locked = await textsFor(steward, id);
		expect(Object.keys(locked)).toEqual(['locked', 'supplier']);
		expect(locked.locked).toContain('2 户，共 ¥162.00');
		expect(locked.supplier).toBe(
			'【蔬菜团】订货单：\n鸡蛋：1 箱（每箱 2 板）加 1 板\n五花肉：3 斤\n合计 ¥162.00',
		);
		await step(db, steward, id, 'ordered');
		expect(Object.keys(await textsFor(steward, id))).toEqual(['supplier']);
		const [egg, meat] = buy.lines;
		const came = [
			{ lineId: egg!.id, arrived: 2, totalMinor: null, substitute: '' },
			{ lineId: meat!.id, arrived: 1250, totalMinor: null, substitute: '' },
		];
		await arrive(db, steward, { id, lines: came, feeMinor: null, discountMinor: null }, sends(steward));
		await allocate(db, steward, id, sends(steward));
		const arrived = await textsFor(steward, id);
		expect(arrived.arrived).toContain('鸡蛋：订 3，到 2；五花肉：订 3 斤，到 2.5 斤');
		expect(arrived.unpaid).toContain('还没付的号：1、2，');
		await callNumber(db, steward, id, 'call');
		const fetching = await textsFor(steward, id);
		expect(fetching.pickup).toContain('现在 1单元门口 可以取了。\n正在叫：1 号。后面还有 1 个号没叫。');
	});
});
