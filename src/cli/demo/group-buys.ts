import { Buy } from './buy.ts';
import type { Chronicle } from './chronicle.ts';

const PAYMENT = '周敏 · 微信 zhoumin-301\n转账请写取货号';

/** One group buy that takes orders, one whose numbers are being called, and one that was settled long ago. */
export function tellOfGroupBuys(story: Chronicle): void {
	new Buy(
		story,
		'zhou',
		20,
		22,
		{
			title: '周末蔬菜鸡蛋团',
			details: '早上现摘，装好送到一楼大厅。',
			supplier: '新发地 老李菜行',
			feeMinor: 1500,
			minimumMinor: 40_000,
			minimumHouseholds: 8,
			payment: PAYMENT,
		},
		[
			{ title: '土豆', unit: '5斤', priceMinor: 1280, photo: 'potatoes' },
			{ title: '土鸡蛋', unit: '板', priceMinor: 2800, caseSize: 10, most: 4, photo: 'eggs' },
			{ title: '鲜牛奶', unit: '桶', priceMinor: 1550, caseSize: 12, keepCold: true, photo: 'milk' },
			{ title: '大白菜', unit: '棵', priceMinor: 650, cap: 12, photo: 'cabbage' },
			{ title: '五花肉', unit: '斤', priceMinor: 2600, weighed: true, step: 250, keepCold: true },
		],
	)
		.step('open', 19.5)
		.order('lin', 18, [1, 2, 2, 1, 500])
		.order('sun', 16, [2, [1, 1], 1, 2, 0])
		.order('emma', 14, [0, 1, 3, 0, 0], 'Please leave it at the door')
		.order('liang', 12, [1, 2, 1, 1, 750])
		.order('gao', 9, [1, 1, 2, 0, 500])
		.comment('emma', 8.5, 'Which brand is the milk?')
		.comment('zhou', 8.2, '光明的，保质期七天。')
		.order('xu', 5, [3, 0, 0, 2, 0]);

	new Buy(
		story,
		'zhou',
		60,
		-30,
		{ title: '水果团', supplier: '果园直送', feeMinor: 1000, payment: PAYMENT, minimumHouseholds: 4 },
		[
			{ title: '苹果', unit: '5斤', priceMinor: 3200, caseSize: 6, photo: 'apples' },
			{ title: '橙子', unit: '5斤', priceMinor: 2950, caseSize: 6, photo: 'oranges' },
			{ title: '酸奶', unit: '箱', priceMinor: 4500, keepCold: true },
		],
	)
		.step('open', 59)
		.order('lin', 55, [1, 1, 0])
		.order('sun', 52, [2, 0, 1])
		.order('gao', 50, [1, 2, 0])
		.order('tang', 48, [1, 1, 1])
		.order('zhou', 45, [1, 1, 1])
		.order('priya', 40, [0, 1, 1])
		.step('lock', 29)
		.step('ordered', 28)
		.arrive(
			6,
			[
				[5, 16_050],
				[6, 17_700],
				[4, 18_000],
			],
			1000,
		)
		.pay('lin', 5.5, '微信', true)
		.pay('sun', 5, '微信', false)
		.packed(4, [1, 2, 3])
		.step('pickup', 3, '今天 12–20 点')
		.call('call', 2.5, [1, 2])
		.call('collected', 2.2, [1])
		.call('call', 1, [3]);

	// Ten of twelve trays came; one was broken; everything paid, the small change kept for the next time.
	new Buy(
		story,
		'zhou',
		150,
		-120,
		{
			title: '米油鸡蛋团',
			supplier: '新发地 老李菜行',
			feeMinor: 1200,
			payment: PAYMENT,
			minimumHouseholds: 3,
		},
		[
			{ title: '五常大米', unit: '10斤', priceMinor: 4990 },
			{ title: '菜籽油', unit: '桶', priceMinor: 6850 },
			{ title: '土鸡蛋', unit: '板', priceMinor: 2800, caseSize: 6, photo: 'eggs' },
		],
	)
		.step('open', 149)
		.order('lin', 145, [1, 0, 4])
		.order('gao', 142, [1, 1, 4])
		.order('tang', 140, [0, 1, 4])
		.step('lock', 119)
		.step('ordered', 118)
		.arrive(
			100,
			[
				[2, 9980],
				[2, 13_700],
				[10, 27_990],
			],
			1200,
		)
		.step('pickup', 98, '今天 18–20 点')
		.packed(97, [1, 2, 3])
		.call('call', 96, [1, 2, 3])
		.call('collected', 95, [1, 2, 3])
		.pay('gao', 94, '微信', true)
		.pay('tang', 93, '支付宝', true)
		.payRound('lin', 92, 30)
		.problem('gao', 80, 2, '碎了三个', 280)
		.paySupplier(76, 52_590)
		.step('settle', 75);
}
