import { eq } from 'drizzle-orm';
import type { ShelfCategory } from '#lib/domain/corner.ts';
import { dayOf } from '#lib/domain/time.ts';
import { count } from '#lib/server/corner/count.ts';
import { createCorner } from '#lib/server/corner/keep.ts';
import { leave } from '#lib/server/corner/leave.ts';
import { findCorner } from '#lib/server/corner/queries.ts';
import { shelfItems } from '#lib/server/corner/table.ts';
import { take } from '#lib/server/corner/take.ts';
import { follow, wish } from '#lib/server/corner/wish.ts';
import type { Chronicle } from './chronicle.ts';
import { played, sends } from './move-in.ts';
import { type Name, ZONE } from './people.ts';
import type { PictureName } from './pictures/album.ts';

const DAY = 24;

/** The shelf on the ground floor: who left what, who took it, what is short, what is past its date. */
export function tellOfCorner(story: Chronicle): void {
	const { db, cast, album, now } = story;
	let cornerId = '';
	const itemOf = async (title: string): Promise<string> => {
		const [row] = await db.select({ id: shelfItems.id }).from(shelfItems).where(eq(shelfItems.title, title));
		if (!row) throw new Error(`the demonstration has no ${title} on its shelf`);
		return row.id;
	};

	story.scene(9 * DAY, 'the love corner', async (at) => {
		const said = {
			place: '2 单元一楼，信箱旁边',
			agreedBy: '物业孙经理',
			notHere: '冷冻的和要冷藏的，这里没有冰箱',
			keeper: '罗美玲',
			guests: true,
			photo: album.shelf,
		};
		const made = createCorner(db, cast.liang, said, sends(cast.liang.id, at));
		cornerId = (await played('the love corner', made)).id;
	});
	for (const who of ['zhou', 'emma', 'gao', 'xu', 'lin'] as const)
		story.scene(8.9 * DAY, 'follows the corner', (at) =>
			played('follows', follow(db, cast[who], { cornerId, on: true }, sends(cast[who].id, at))),
		);

	type Thing = {
		title: string;
		quantity: number;
		unit: string;
		category?: ShelfCategory;
		photo?: PictureName;
		/** Days from now. */
		bestBefore?: number;
	};
	const left = (
		who: Name,
		hoursAgo: number,
		{ photo, bestBefore, category = 'food', ...thing }: Thing,
	): void =>
		story.scene(hoursAgo, `leaves ${thing.title}`, (at) => {
			const day =
				bestBefore === undefined ? null : dayOf(new Date(now.getTime() + bestBefore * DAY * 3_600_000), ZONE);
			const input = {
				cornerId,
				item: null,
				...thing,
				category,
				bestBefore: day,
				photo: photo ? album[photo] : null,
			};
			return played(`leaves ${thing.title}`, leave(db, cast[who], input, sends(cast[who].id, at)));
		});
	const took = (
		who: Name | null,
		hoursAgo: number,
		title: string,
		quantity = 1,
		found: number | null = null,
	): void =>
		story.scene(hoursAgo, `takes ${title}`, async (at) => {
			const corner = { ...(await findCorner(db, cornerId))!, zone: ZONE };
			const hand = who === null ? { guest: `a guest ${hoursAgo} hours ago` } : { member: cast[who] };
			const sent = sends(who === null ? 'guest' : cast[who].id, at);
			const input = { item: await itemOf(title), quantity, found };
			return played(`takes ${title}`, take(db, corner, hand, input, sent, { limits: true }));
		});
	const counted = (who: Name, hoursAgo: number, title: string, quantity: number): void =>
		story.scene(hoursAgo, `counts ${title}`, async (at) => {
			const input = { cornerId, item: await itemOf(title), quantity };
			return played(`counts ${title}`, count(db, cast[who], input, sends(cast[who].id, at)));
		});
	const short = (who: Name, hoursAgo: number, title: string): void =>
		story.scene(hoursAgo, `short of ${title}`, (at) =>
			played(`short of ${title}`, wish(db, cast[who], { cornerId, title }, sends(cast[who].id, at))),
		);

	left('liang', 8.8 * DAY, { title: '东北大米', quantity: 6, unit: '袋', photo: 'rice' });
	left('huang', 8.5 * DAY, { title: '挂面', quantity: 12, unit: '把', photo: 'noodles', bestBefore: 200 });
	left('priya', 7 * DAY, {
		title: '葵花籽油 Sunflower oil',
		quantity: 3,
		unit: '瓶',
		photo: 'oil',
		bestBefore: 150,
	});
	left('emma', 6 * DAY, { title: '纯牛奶', quantity: 8, unit: '盒', photo: 'milk', bestBefore: -2 });
	left('he', 5 * DAY, {
		title: '《十万个为什么》等童书',
		category: 'item',
		quantity: 5,
		unit: '本',
		photo: 'books',
	});
	left('luo', 4.5 * DAY, {
		title: '对乙酰氨基酚片',
		category: 'medicine',
		quantity: 2,
		unit: '盒',
		bestBefore: 300,
	});
	took('wu', 7.5 * DAY, '东北大米');
	took('xu', 6.5 * DAY, '挂面', 2);
	took(null, 5.5 * DAY, '挂面', 2);
	took('tang', 5 * DAY, '纯牛奶', 2);
	took('feng', 4 * DAY, '葵花籽油 Sunflower oil');
	took('deng', 3 * DAY, '纯牛奶', 2);
	short('wu', 3 * DAY, '鸡蛋');
	left('sun', 60, { title: '土鸡蛋', quantity: 20, unit: '个', photo: 'eggs', bestBefore: 12 });
	took('wu', 58, '土鸡蛋', 4);
	took('yinuo', 40, '《十万个为什么》等童书', 2);
	left('zheng', 30, { title: '纸尿裤 L 码', category: 'item', quantity: 3, unit: '包', photo: 'diapers' });
	left('han', 26, { title: '橙子', quantity: 14, unit: '个', photo: 'oranges', bestBefore: 6 });
	took(null, 22, '橙子', 2);
	took('yang', 20, '东北大米', 2, 4);
	took('lucas', 9, '橙子', 3);
	took('zheng', 7, '土鸡蛋', 6);
	took('xie', 5, '《十万个为什么》等童书', 3);
	counted('gao', 3, '挂面', 7);
	counted('gao', 2.9, '东北大米', 2);
	short('xie', 4, '食用盐');
	short('deng', 2, '奶粉');
	took('deng', 1.5, '葵花籽油 Sunflower oil');
}
