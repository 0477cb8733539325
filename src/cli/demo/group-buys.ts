import type { BuyDraft } from '#lib/domain/group-buy-draft.ts';
import type { BuyStep } from '#lib/domain/group-buy-steps.ts';
import { allocate, arrive } from '#lib/server/group-buy/arrive.ts';
import type { ReadLine } from '#lib/server/group-buy/draft-form.ts';
import { draft } from '#lib/server/group-buy/draft.ts';
import { pictureLine } from '#lib/server/group-buy/picture-line.ts';
import { order } from '#lib/server/group-buy/order.ts';
import { confirm } from '#lib/server/group-buy/confirm.ts';
import { sayPaid } from '#lib/server/group-buy/say-paid.ts';
import { callOut, pack, type PickupAct } from '#lib/server/group-buy/pickup.ts';
import { listPayments } from '#lib/server/group-buy/payment-queries.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { listLines, type LineRow } from '#lib/server/group-buy/queries.ts';
import { takeBuyStep } from '#lib/server/group-buy/steps.ts';
import { commentOnBuy } from '#lib/server/group-buy/talk.ts';
import type { Chronicle } from './chronicle.ts';
import { played, sends } from './move-in.ts';
import type { Name } from './people.ts';
import type { PictureName } from './pictures/album.ts';

const HOUR = 3_600_000;
type Said = Partial<Omit<BuyDraft, 'lines' | 'closesAt'>> & Pick<BuyDraft, 'title'>;
type Dish = Partial<ReadLine> & Pick<ReadLine, 'title' | 'unit' | 'priceMinor'> & { photo?: PictureName };

/** One group buy as it went, told with hours before now. */
class Buy {
	#id = '';
	#lines: LineRow[] = [];

	constructor(
		readonly story: Chronicle,
		readonly by: Name,
		hoursAgo: number,
		closesIn: number,
		said: Said,
		menu: readonly Dish[],
	) {
		this.#scene(hoursAgo, 'draft', async (at) => {
			const input = {
				details: '',
				supplier: '',
				currency: 'CNY',
				opensAt: null,
				closesAt: new Date(story.now.getTime() + closesIn * HOUR),
				scope: 'building' as const,
				feeMinor: 0,
				discountMinor: 0,
				marginMinor: 0,
				feeRule: 'equal' as const,
				shortageRule: 'fair' as const,
				minimumMinor: null,
				minimumUnits: null,
				minimumHouseholds: null,
				payWhen: 'after' as const,
				payment: '',
				numberOrder: 'door' as const,
				pickupPlace: '一楼大厅',
				...said,
				lines: menu.map(({ photo: _, ...line }) => ({
					id: null,
					caseSize: 1,
					cap: null,
					most: null,
					step: 1,
					least: line.step ?? 1,
					weighed: false,
					keepCold: false,
					...line,
				})),
				photo: null,
				from: null,
			};
			this.#id = (await played('a menu', draft(story.db, this.#who(by), input, this.#sends(by, at)))).id;
			this.#lines = await listLines(story.db, this.#id);
			for (const [i, { photo }] of menu.entries())
				if (photo)
					await played(
						'a picture',
						pictureLine(
							story.db,
							this.#who(by),
							{ id: this.#id, lineId: this.#lines[i]!.id, photo: story.album[photo] },
							this.#sends(by, at),
						),
					);
		});
	}

	step(name: BuyStep, hoursAgo: number, text = ''): this {
		return this.#scene(hoursAgo, name, (at) =>
			played(
				name,
				takeBuyStep(
					this.story.db,
					this.#who(this.by),
					{ id: this.#id, step: name, reason: '', closesAt: null, text },
					this.#sends(this.by, at),
				),
			),
		);
	}

	/** Quantities by place on the menu, firm or `[firm, flex]`. */
	order(
		who: Name,
		hoursAgo: number,
		wanted: readonly (number | readonly [number, number])[],
		note = '',
	): this {
		return this.#scene(hoursAgo, `${who} orders`, (at) => {
			const lines = wanted.map((it, i) => {
				const [quantity, flex] = typeof it === 'number' ? [it, 0] : it;
				return { lineId: this.#lines[i]!.id, quantity, flex, substitute: true };
			});
			const input = { groupBuyId: this.#id, lines, note };
			return played('an order', order(this.story.db, this.#who(who), input, this.#sends(who, at)));
		});
	}

	comment(who: Name, hoursAgo: number, text: string): this {
		return this.#scene(hoursAgo, 'comment', (at) =>
			played(
				'a word',
				commentOnBuy(this.story.db, this.#who(who), { id: this.#id, text }, this.#sends(who, at)),
			),
		);
	}

	/** What came by place on the menu, and for how much in all; shared out at once. */
	arrive(
		hoursAgo: number,
		came: readonly (readonly [count: number, totalMinor: number])[],
		feeMinor: number,
	): this {
		return this.#scene(hoursAgo, 'it came', async (at) => {
			const lines = came.map(([arrived, totalMinor], i) => ({
				lineId: this.#lines[i]!.id,
				arrived,
				totalMinor,
				substitute: '',
			}));
			const by = this.#who(this.by);
			const input = { id: this.#id, lines, feeMinor, discountMinor: 0 };
			await played('it came', arrive(this.story.db, by, input, this.#sends(this.by, at)));
			await played('shared out', allocate(this.story.db, by, this.#id, this.#sends(this.by, at)));
		});
	}

	/** Says that all is paid; `checked`: the organiser found it so. */
	pay(who: Name, hoursAgo: number, method: string, checked: boolean): this {
		return this.#scene(hoursAgo, `${who} pays`, async (at) => {
			const { db } = this.story;
			const desk = (await findDesk(db, this.#who(this.by), this.#id, at))!;
			const own = desk.orders.find((it) => it.residentId === this.#who(who).id)!;
			const paid = { id: this.#id, amountMinor: own.balanceMinor, method, note: '' };
			await played('paid', sayPaid(db, this.#who(who), paid, this.#sends(who, at)));
			if (!checked) return;
			const said = (await listPayments(db, this.#id)).filter((it) => it.orderId === own.id);
			const input = { id: this.#id, payments: said.map((it) => it.id), orders: [], single: null };
			await played('checked', confirm(db, this.#who(this.by), input, this.#sends(this.by, at)));
		});
	}

	packed(hoursAgo: number, numbers: readonly number[]): this {
		return this.#scene(hoursAgo, 'packing', async (at) => {
			const { db } = this.story;
			const desk = (await findDesk(db, this.#who(this.by), this.#id, at))!;
			for (const { id, number } of desk.orders)
				if (number !== null && numbers.includes(number))
					await played(
						'packed',
						pack(
							db,
							this.#who(this.by),
							{ id: this.#id, orderId: id, lineId: null, packed: true },
							this.#sends(this.by, at),
						),
					);
		});
	}

	call(act: PickupAct, hoursAgo: number, numbers: number[]): this {
		return this.#scene(hoursAgo, act, (at) => {
			const which = { numbers, orders: [], floor: null, count: 1, sideId: null };
			return played(
				act,
				callOut(this.story.db, this.#who(this.by), { id: this.#id, act, which }, this.#sends(this.by, at)),
			);
		});
	}

	#who(name: Name) {
		return this.story.cast[name];
	}

	#sends(name: Name, at: Date) {
		return sends(this.#who(name).id, at);
	}

	#scene(hoursAgo: number, what: string, play: (at: Date) => Promise<unknown>): this {
		this.story.scene(hoursAgo, what, play);
		return this;
	}
}

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
}
