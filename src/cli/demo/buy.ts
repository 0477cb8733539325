import type { BuyDraft } from '#lib/domain/group-buy-draft.ts';
import type { BuyStep } from '#lib/domain/group-buy-steps.ts';
import { adjust } from '#lib/server/group-buy/adjust.ts';
import { paySupplier } from '#lib/server/group-buy/advance.ts';
import { allocate, arrive } from '#lib/server/group-buy/arrive.ts';
import type { ReadLine } from '#lib/server/group-buy/draft-form.ts';
import { draft } from '#lib/server/group-buy/draft.ts';
import { pictureLine } from '#lib/server/group-buy/picture-line.ts';
import { order } from '#lib/server/group-buy/order.ts';
import { confirm } from '#lib/server/group-buy/confirm.ts';
import { sayPaid } from '#lib/server/group-buy/say-paid.ts';
import { callOut, pack, type PickupAct } from '#lib/server/group-buy/pickup.ts';
import { reportProblem, resolveProblem } from '#lib/server/group-buy/problem.ts';
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
export type Dish = Partial<ReadLine> &
	Pick<ReadLine, 'title' | 'unit' | 'priceMinor'> & { photo?: PictureName };

/** One group buy as it went, told with hours before now. */
export class Buy {
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

	/** What was paid to the supplier, out of the purse. */
	paySupplier(hoursAgo: number, amountMinor: number): this {
		return this.#scene(hoursAgo, 'the supplier is paid', (at) => {
			const input = { id: this.#id, amountMinor, note: '' };
			return played(
				'the supplier is paid',
				paySupplier(this.story.db, this.#who(this.by), input, this.#sends(this.by, at)),
			);
		});
	}

	/** Something was not right; it is made good at once, and given back in cash. */
	problem(who: Name, hoursAgo: number, dish: number, note: string, creditMinor: number): this {
		return this.#scene(hoursAgo, `${who} has a problem`, async (at) => {
			const { db } = this.story;
			const [id, by] = [this.#id, this.#who(this.by)];
			const report = { id, lineId: this.#lines[dish]!.id, quantity: 1, note, photo: null };
			await played('a problem', reportProblem(db, this.#who(who), report, this.#sends(who, at)));
			const { problems } = (await findDesk(db, by, id, at))!;
			const { id: problemId, orderId } = problems.at(-1)!;
			const answer = { id, problemId, creditMinor, bearer: 'supplier' as const, answer: '菜行认了' };
			await played('made good', resolveProblem(db, by, answer, this.#sends(this.by, at)));
			const back = { id, orderId, kind: 'refund' as const, amountMinor: null, reason: note };
			await played('given back', adjust(db, by, back, this.#sends(this.by, at)));
		});
	}

	/** Paid round, in cash: what is over stays for the next time. */
	payRound(who: Name, hoursAgo: number, overMinor: number): this {
		return this.#scene(hoursAgo, `${who} pays round`, async (at) => {
			const { db } = this.story;
			const [id, by] = [this.#id, this.#who(this.by)];
			const own = (await findDesk(db, by, id, at))!.orders.find((it) => it.residentId === this.#who(who).id)!;
			const single = { orderId: own.id, amountMinor: own.balanceMinor + overMinor, method: '现金' };
			const sent = () => this.#sends(this.by, at);
			await played('paid', confirm(db, by, { id, payments: [], orders: [], single }, sent()));
			const rest = { id, orderId: own.id, kind: 'carried' as const, amountMinor: null, reason: '没零钱找' };
			await played('kept', adjust(db, by, rest, sent()));
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
