import type { Chronicle } from './chronicle.ts';

/** What people need, from a cable to a birthday. */
export function tellOfAsks(story: Chronicle): void {
	const ask = { direction: 'ask' } as const;

	const sprayer = story.post('chen', 2, {
		...ask,
		category: 'item',
		title: '护士急用：谁家有酒精喷壶能借一晚？',
		reason: '晚上防护站换班，原来的喷壶坏了，明早就还',
		details: '能喷出雾的就行，浇花的也可以，我来消毒。',
		terms: 'lend',
		returnDays: 1,
		quantity: 2,
		unit: '个',
		urgent: true,
		neededIn: 3,
		reach: 'text',
		untilIn: 12,
		photos: ['sprayer'],
	});
	sprayer.claim('dayong', 1.8).release('dayong', 1.5, '翻出来了，喷头是坏的，抱歉');
	sprayer.claim('he', 1.3).bring(0.6);
	sprayer.comment('gao', 1.2, '喷壶到了我骑车送去防护站，十分钟。');

	const powerbank = story.post('gao', 46, {
		...ask,
		category: 'item',
		title: '值夜班，借两个充电宝',
		terms: 'lend',
		quantity: 2,
		unit: '个',
		neededIn: -38,
		reason: '登记用的手机撑不到天亮',
		untilIn: -3,
		photos: ['powerbank'],
	});
	powerbank.claim('songyu', 45).bring(44.5).left(44.3).receive(44).thank(43, '撑到了早上六点。').returned(22);
	powerbank.claim('daniel', 44.6).left(44.2).receive(44);

	const cake = story.post('tang', 8, {
		...ask,
		category: 'food',
		title: '给楼里九个孩子烤生日蛋糕，差这些',
		details: '我和谢明家的烤箱一起上，明天下午出炉，每个孩子一块。谁家有什么就认领什么，多少都行。',
		reason: '这个月过生日的孩子出不了门',
		neededIn: 26,
		untilIn: 26,
		reach: 'ring',
		photos: ['cake'],
		parts: [
			{ title: '面粉', quantity: 4, unit: '斤' },
			{ title: '鸡蛋', quantity: 12, unit: '个' },
			{ title: '黄油', quantity: 3, unit: '块' },
			{ title: '巧克力 chocolate', quantity: 4, unit: '块' },
			{ title: '生日蜡烛', quantity: 1, unit: '盒' },
			{ title: '大烤箱（借）', quantity: 1, unit: '台' },
		],
	});
	cake.claim('liang', 7.5, 2, { part: '面粉' }).left(6.5).receive(6.2).thank(6, '梁老师的面粉够蛋糕胚了。');
	cake.claim('xie', 7.2, 6, { part: '鸡蛋' }).bring(6.8).left(6.6).receive(6.4);
	cake.claim('emma', 3, 2, { part: '黄油' }).left(1.4, 'doorstepBox');
	cake.claim('lucas', 1.5, 2, { part: '巧克力 chocolate' });
	cake.claim('priya', 1, 1, { part: '大烤箱（借）' }).bring(0.3);
	cake.comment('xiaoman', 5, '我可以来打奶油！');
	cake.comment('priya', 0.9, 'My oven is small but heavy. Daniel helps me carry it down and over to you.');

	const fever = story.post('xu', 3.2, {
		...ask,
		category: 'medicine',
		title: '孩子发烧，想匀几片布洛芬',
		reason: '三十九度，药店今天排不上',
		anonymous: true,
		prescription: 'otc',
		quantity: 4,
		unit: '片',
		neededIn: 5,
		untilIn: 20,
		reach: 'text',
	});
	const chosen = fever.claim('chen', 2.6, 4);
	fever.claim('emma', 2.3, 2);
	fever.choose(2, chosen);

	story.post('yinuo', 3.5, {
		...ask,
		category: 'medicine',
		title: '缬沙坦还差三天的量',
		reason: '医院配药周五才到',
		details: '有处方，家里老人每天一片，中间不能断。',
		anonymous: true,
		prescription: 'rx',
		quantity: 3,
		unit: '片',
		neededIn: 22,
		untilIn: 50,
		reach: 'text',
	});

	const needles = story.post('han', 19, {
		...ask,
		category: 'medicine',
		title: '胰岛素针头用完了，急',
		reason: '父亲睡前要打一针，快递要明天',
		anonymous: false,
		quantity: 2,
		unit: '盒',
		urgent: true,
		neededIn: -13,
		untilIn: -10,
	});
	needles
		.claim('chen', 18.6, 2)
		.bring(18.3)
		.left(18.1)
		.receive(18)
		.thank(17, '凌晨送上楼的，这份情记一辈子。');

	const diapers = story.post('lin', 6.5, {
		...ask,
		category: 'item',
		title: '尿不湿 L 码，还差一天的量',
		reason: '团购的车明天中午才到',
		quantity: 20,
		unit: '片',
		scope: 'community',
		urgent: true,
		neededIn: 10,
		untilIn: 24,
		reach: 'knock',
		photos: ['diapers'],
	});
	diapers.claim('zhao', 5.8, 10).bring(0.9);
	diapers.claim('tom', 2.1, 6);
	diapers.urgency('gao', 5, { urgent: false, neededBy: null, reason: '已经有邻居在送，明早前够用就行' });
	diapers.comment('tom', 2, 'They are size L but with ducks on them, I hope that is fine.');

	const errand = story.post(
		'wu',
		5.5,
		{
			...ask,
			category: 'help',
			title: '谁帮我取一个快递，在北门',
			reason: '膝盖疼，下不了楼',
			details: '小马帮我发的。东西不重，是孙女寄的毛衣。',
			untilIn: 20,
			reach: 'ring',
		},
		'ma',
	);
	errand.claim('xiaoman', 4.5).bring(0.8);
	errand.comment('xiaoman', 4.4, '吴奶奶等我下课就去拿！');

	const notice = story.post('emma', 60, {
		...ask,
		category: 'help',
		title: 'Could somebody read me the notice on the ground floor?',
		details: 'My Chinese is slow and it has a red stamp on it. 求帮忙看一眼一楼的通知。',
		untilIn: -30,
		reach: 'knock',
	});
	notice
		.claim('songyu', 59)
		.left(58.6)
		.receive(58)
		.thank(57.5, 'Only the water, and only for an hour. You saved me a sleepless night.');

	const cable = story.post('yang', 96, {
		...ask,
		category: 'item',
		title: '求一根 Type-C 充电线，旧的就行',
		reason: '线断了，网课要用',
		untilIn: -24,
		photos: ['charger'],
	});
	cable.claim('deng', 94).left(93).receive(92).thank(91, '满血复活。');

	const ladder = story.post('he', 8.5, {
		...ask,
		category: 'item',
		title: '一单元三楼的声控灯坏了，谁家有梯子',
		terms: 'lend',
		details: '灯泡我有，借个人字梯，一起换一下。',
		scope: 'entrance',
		unit: '架',
		untilIn: 48,
	});
	ladder.claim('huang', 2.4);

	story.post('tom', 14, {
		...ask,
		category: 'item',
		title: 'Looking for a skipping rope · 想借一根跳绳',
		details: 'Two children, one balcony, nine days. Anything that tires them out helps.',
		terms: 'lend',
		scope: 'community',
		untilIn: 100,
	});
}
