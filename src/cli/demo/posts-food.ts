import type { Chronicle } from './chronicle.ts';

/** What people have too much of in their kitchens. */
export function tellOfFood(story: Chronicle): void {
	const offer = { direction: 'offer', category: 'food' } as const;

	const cabbage = story.post('sun', 1.6, {
		...offer,
		title: '半棵白菜、两棵整的，谁家没菜谁来拿',
		details: '昨天团购买多了，今天刚掰开半棵，挺新鲜的。敲门就行，我一直在家。',
		quantity: 3,
		unit: '棵',
		photos: ['cabbage'],
	});
	cabbage.claim('xu', 1.4).receive(0.9).thank(0.8, '晚上就炒了，谢谢孙姐。');
	cabbage.claim('emma', 0.8);
	cabbage.comment('emma', 0.75, 'Is it all right if I come down at six?');
	cabbage.comment('sun', 0.6, '行，几点都行。Any time, I am home.');

	const sprouts = story.post('liang', 5, {
		...offer,
		title: '自家发的绿豆芽，谁要？',
		details: '没放任何药，发了三天，一份够炒一盘。泡在水里放冰箱能存两天。',
		quantity: 6,
		unit: '份',
		perHousehold: 1,
		keepCold: true,
		bestBeforeDays: 2,
		photos: ['sprouts'],
	});
	sprouts
		.claim('han', 4.6)
		.bring(4.3)
		.left(4.1, 'doorstep')
		.receive(3.8)
		.thank(3.7, '梁老师发的豆芽又脆又甜，孩子说比外面的好吃。');
	sprouts.claim('lucas', 4.2).receive(3.2).thank(3.1, 'Crunchy and sweet. Thank you, Ms Liang.');
	sprouts.claim('wu', 2, 1, { helper: 'ma' }).bring(0.7);
	sprouts.claim('luo', 1.5).left(0.5, 'doorstepBox');
	sprouts.comment('yang', 1.3, '梁老师，豆芽怎么发？我那儿有半袋绿豆。');
	sprouts.comment('liang', 1.1, '泡一夜，铺湿布，压个盘子，一天淋三次水，别见光。');

	const rice = story.post('liu', 3, {
		...offer,
		title: '多买了两袋米，十斤装，没拆',
		details: '单位发的和团购的撞到一起了。家里断米的先拿，别客气。',
		quantity: 2,
		unit: '袋',
		perHousehold: 1,
		bestBeforeDays: 150,
		untilIn: 26,
		photos: ['rice'],
	});
	rice.claim('zhao', 2.7).receive(1.5).thank(1.4, '救急了，明天我团的土豆到了给您送几个。');
	rice.claim('feng', 2.2);
	rice.claim('tang', 1.2);
	rice.claim('xie', 0.6);
	rice.comment('tang', 1.1, '我排上队了，不着急，家里还有两天的。');

	const oil = story.post('luo', 22, {
		...offer,
		title: '一桶葵花籽油，五升，谁家油快见底了',
		details: '清厨房清出来的，没开封。',
		unit: '桶',
		bestBeforeDays: 240,
		untilIn: 10,
		photos: ['oil'],
	});
	oil.claim('deng', 20.5);

	const eggs = story.post('xie', 6, {
		...offer,
		title: '鸡蛋一板三十个，两栋楼分一分',
		details: '亲戚从乡下捎来的土鸡蛋。每户最多六个，先给有老人孩子的，自己带个碗。',
		quantity: 30,
		unit: '个',
		perHousehold: 6,
		allergens: '鸡蛋',
		scope: 'community',
		bestBeforeDays: 12,
		photos: ['eggs'],
	});
	eggs.claim('jiang', 5, 6).receive(3.4).thank(3.3, '二号楼也收到啦，谢谢谢大哥。');
	eggs.claim('lin', 3.2, 6).bring(2.8).left(2.7, 'doorstepBox').receive(2.2);
	eggs.claim('sun', 3, 4).left(2.5, 'doorstepBox').missing(1.2);
	eggs.claim('tom', 0.7, 6);

	const oranges = story.post('priya', 9, {
		...offer,
		title: 'A whole crate of oranges, far too many for one person · 一箱橙子分大家',
		details:
			'They came with the ration and I can only eat so many. Sweet and very juicy. 六楼没电梯，我可以送到门口。',
		quantity: 20,
		unit: '个',
		perHousehold: 5,
		untilIn: 30,
		photos: ['oranges', 'apples'],
	});
	oranges
		.claim('yinuo', 7.5, 4)
		.bring(7)
		.left(6.8, 'doorstep')
		.receive(6.2)
		.thank(6, '奶奶说特别甜，Thank you Priya!');
	oranges.claim('gao', 6, 5).receive(5.1);
	oranges.claim('chen', 1.8, 5).bring(0.4);
	oranges.byHand(5, '1-602', 3);
	oranges.comment('xiaoman', 4, 'Priya 姐姐，下次我帮你搬下楼呀。');

	const bread = story.post('tang', 26, {
		...offer,
		title: '刚出炉的吐司，二单元的邻居来拿',
		details: '试新烤箱烤多了两条，一条切成两半分。',
		quantity: 4,
		unit: '半条',
		perHousehold: 1,
		allergens: '小麦、牛奶、鸡蛋',
		scope: 'entrance',
		bestBeforeDays: 1,
		untilIn: -2,
		photos: ['bread'],
	});
	bread.claim('yang', 25.5).receive(24.5).thank(24, '整栋楼都闻到香味了。');
	bread.claim('zhao', 25.2).receive(24.2);
	bread.claim('gao', 25).receive(23.8);
	bread.claim('liang', 24.8).receive(23.5).thank(23, '小唐手艺真好。');
	bread.claim('feng', 23.6);

	const milk = story.post('xu', 2.4, {
		...offer,
		title: '鲜牛奶匀出四盒，一直放在冰箱里',
		quantity: 4,
		unit: '盒',
		keepCold: true,
		bestBeforeDays: 3,
		allergens: '牛奶',
		photos: ['milk'],
	});
	milk.claim('lin', 1.9, 2);

	const noodles = story.post('yang', 7, {
		...offer,
		title: '三把挂面，想换一瓶酱油',
		terms: 'swap',
		swapFor: '一瓶酱油，生抽老抽都行',
		unit: '份',
		untilIn: 40,
		photos: ['noodles'],
	});
	noodles.claim('songyu', 0.9);

	const potatoes = story.post('jiang', 7.4, {
		...offer,
		title: '红薯十二斤，烤着吃特别甜',
		details: '二号楼 202，放在一楼信箱旁边的筐里，也可以帮忙送到佳成大厦楼下。',
		quantity: 12,
		unit: '斤',
		perHousehold: 4,
		scope: 'community',
		place: 'meet',
		untilIn: 28,
		photos: ['sweetPotatoes'],
	});
	potatoes.claim('ma', 5.5, 3).receive(4.4).thank(4.2, '给一楼吴奶奶也蒸了两个，她可高兴了。');
	potatoes.claim('xiuying', 1.3, 2);

	const apples = story.post('xiaochuan', 28, {
		...offer,
		title: '红富士苹果，放爱心角了',
		quantity: 10,
		unit: '个',
		perHousehold: 2,
		place: 'corner',
		untilIn: 20,
		photos: ['apples', 'shelf'],
	});
	apples.claim('dayong', 27.5, 2).receive(27);
	apples.claim('xie', 27.3, 2).left(26.5);
	apples.claim('deng', 3, 2).receive(2.6);

	const taken = story.post('zhao', 30, {
		...offer,
		title: '土豆五斤，自家阳台种的',
		quantity: 5,
		unit: '斤',
		perHousehold: 2,
	});
	taken.claim('han', 29, 2);
	taken.claim('yang', 28.7, 2);
	taken.claim('xie', 28.5, 2);
	taken.withdraw(27.8, '对不起大家，老家来人要带走，下次再分。');
}
