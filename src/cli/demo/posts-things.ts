import type { Chronicle } from './chronicle.ts';

/** Things to give, to lend and to draw lots for, and somebody's free hour. */
export function tellOfThings(story: Chronicle): void {
	const thing = { direction: 'offer', category: 'item' } as const;

	const drill = story.post('he', 120, {
		...thing,
		title: '电钻可以借，钻头齐全',
		terms: 'lend',
		returnDays: 2,
		details: '充电式的，水泥墙也能打。晚上九点以后别用，楼上有孩子。',
		unit: '把',
		untilIn: 60,
		photos: ['drill'],
	});
	drill.claim('feng', 110).receive(100).returned(80);
	drill.claim('han', 30).receive(27).thank(26, '窗帘终于挂上了。');
	drill.claim('liu', 4);

	const umbrellas = story.post('zhou', 52, {
		...thing,
		title: '三把伞放我家，出门忘带的来借',
		terms: 'lend',
		quantity: 3,
		unit: '把',
		perHousehold: 1,
		photos: ['umbrellas'],
	});
	umbrellas.claim('xu', 50).receive(49).returned(29);
	umbrellas.claim('priya', 8).receive(7.5).thank(7.4, 'Saved me on the way to the pharmacy.');
	umbrellas.byHand(6, '1-501', 1, '送菜的张师傅');

	const stroller = story.post('zheng', 20, {
		...thing,
		title: '婴儿推车送人，想要的多就抽签',
		details: '孩子会跑了，用不上了。轮子好使，遮阳棚洗过。今天晚点抽签，谁抽到谁来推走。',
		unit: '辆',
		place: 'meet',
		allocation: 'draw',
		drawIn: 5,
		untilIn: 72,
		photos: ['stroller'],
	});
	for (const [who, ago] of [
		['huang', 18],
		['luo', 15],
		['songyu', 9],
		['sun', 2.5],
	] as const)
		stroller.claim(who, ago);
	stroller.report('he', 3, '推车现在停在一单元一楼的消防门旁边，挡住了通道，麻烦挪一下。');
	stroller.comment('luo', 14, '预产期下个月，希望能抽到。');

	const train = story.post('emma', 50, {
		...thing,
		title: 'Wooden train set, drawn among those who would like it · 木头小火车，抽签',
		details: 'Our two have outgrown it. One wheel is a little loose. 适合三到六岁，轮子有点松，不影响玩。',
		unit: 'set',
		allocation: 'draw',
		drawIn: -6,
		untilIn: 40,
		photos: ['toy'],
	});
	for (const [who, ago] of [
		['yinuo', 44],
		['lin', 40],
		['han', 28],
		['lucas', 12],
	] as const)
		train.claim(who, ago);

	const chair = story.post('feng', 26, {
		...thing,
		title: '实木椅子一把，给最需要的人',
		details: '说说做什么用，我来选。放在二单元五楼楼道口，别让孩子爬。',
		unit: '把',
		place: 'meet',
		allocation: 'poster_chooses',
		untilIn: 90,
		photos: ['chair'],
	});
	chair.claim('yang', 22);
	chair.claim('zhao', 12);
	chair.claim('priya', 3);
	chair.comment('yang', 21.8, '在家上网课，现在坐的是行李箱。');
	chair.comment('priya', 2.9, 'For my desk by the window, I work from home now.');

	const books = story.post('lucas', 31, {
		...thing,
		title: 'Picture books in English and Chinese, ages 3–6 · 绘本八本',
		details: 'Take two or three, and pass them on when you are done. 看完可以直接传给下一家。',
		quantity: 8,
		unit: 'books',
		photos: ['books'],
	});
	books
		.claim('lin', 29, 3)
		.bring(27)
		.left(26.8, 'doorstep')
		.receive(26)
		.thank(25, 'Our son fell asleep over the bear. 谢谢！');
	books.claim('xiaoman', 5, 2);
	books.comment('chen', 20, '夜班回来能借一本给女儿念吗？');
	books.comment('lucas', 19.5, 'Of course. I will keep the one with the little house for her.');

	const masks = story.post('chen', 11, {
		...thing,
		title: '独立包装的医用口罩',
		details: '医院发的，家里够用。放在楼下爱心角第二层。',
		quantity: 20,
		unit: '只',
		perHousehold: 5,
		place: 'corner',
		photos: ['masks'],
	});
	masks.claim('gao', 9, 5).receive(8.5);
	masks.claim('wu', 6, 5, { helper: 'ma' }).left(4);
	masks.claim('ye', 1.2, 2);

	const thermometer = story.post('daniel', 33, {
		...thing,
		title: 'Thermometer to borrow · 电子体温计可借',
		terms: 'lend',
		returnDays: 3,
		unit: '支',
		scope: 'community',
		photos: ['thermometer'],
	});
	thermometer.claim('jiang', 10).left(5, 'doorstepBox');

	const tobacco = story.post('dayong', 16, {
		...thing,
		title: '代购烟酒，加价一成，要的私聊',
		quantity: 10,
		unit: '条',
	});
	tobacco.report('sun', 13, '这不是邻里互助，是做买卖。');
	tobacco.hide('zhou', 12, '这里不做买卖，请大家谅解。需要代买生活用品可以发“我需要”。');

	const plant = story.post('qin', 40, {
		...thing,
		title: '多肉分盆，四小盆',
		details: '二号楼的秦姐，家里阳台摆不下了。',
		quantity: 4,
		unit: '盆',
		perHousehold: 1,
		scope: 'community',
	});
	plant.claim('liang', 35).receive(33).thank(32, '放在窗台上，看着心情就好。');

	const parcels = story.post('yang', 4, {
		direction: 'offer',
		category: 'help',
		title: '下午去北门，顺手帮取快递',
		details: '把取件码在楼下告诉我或者发短信，大件拿不动。',
		quantity: 5,
		unit: '件',
		place: 'carrier',
		untilIn: 6,
		photos: ['parcels'],
	});
	parcels.claim('sun', 3.6, 1).receive(1.7).thank(1.6, '小杨真是帮大忙了。');
	parcels.claim('xiuying', 2.8, 1).bring(0.5);
	parcels.claim('priya', 1, 2);
}

/** Medicine that lies unopened in a drawer. */
export function tellOfMedicine(story: Chronicle): void {
	const sealed = { direction: 'offer', category: 'medicine', prescription: 'otc', unopened: true } as const;

	const ointment = story.post('luo', 12, {
		...sealed,
		title: '红霉素软膏，没拆封',
		quantity: 2,
		unit: '支',
		perHousehold: 1,
		bestBeforeDays: 200,
		photos: ['ointment'],
	});
	ointment.claim('lin', 2.2).left(0.7, 'doorstepBox');

	const ibuprofen = story.post('emma', 36, {
		...sealed,
		title: 'Ibuprofen capsules, two sealed boxes · 布洛芬缓释胶囊',
		details: 'Bought too many in December. Please read the leaflet first. 请先看说明书。',
		quantity: 2,
		unit: '盒',
		perHousehold: 1,
		bestBeforeDays: 300,
		photos: ['medicine'],
	});
	ibuprofen
		.claim('han', 34)
		.bring(33.6)
		.left(33.5, 'doorstepBox')
		.receive(33.2)
		.thank(33, '烧退了，谢谢 Emma。');
}
