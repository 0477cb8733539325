import type { BuyDraft } from '#lib/domain/group-buy-draft.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Db, Sql } from '#lib/server/db/connect.ts';
import { allocate, arrive } from '#lib/server/group-buy/arrive.ts';
import { confirm } from '#lib/server/group-buy/confirm.ts';
import { draft } from '#lib/server/group-buy/draft.ts';
import type { ReadLine } from '#lib/server/group-buy/draft-form.ts';
import { order } from '#lib/server/group-buy/order.ts';
import { callOut, type PickupAct, type Which } from '#lib/server/group-buy/pickup.ts';
import { listLines } from '#lib/server/group-buy/queries.ts';
import { takeBuyStep } from '#lib/server/group-buy/steps.ts';
import type { BuyStep } from '#lib/domain/group-buy-steps.ts';
import { findBuyView } from '#lib/server/group-buy/view.ts';
import { later, MORNING, sends } from './listings.ts';
import { aBuilding, aNeighbour } from './people.ts';

export function aLine(wish: Partial<ReadLine> = {}): ReadLine {
	return {
		id: null,
		title: '土豆',
		unit: '5斤',
		priceMinor: 1280,
		caseSize: 1,
		cap: null,
		least: wish.step ?? 1,
		most: null,
		step: 1,
		weighed: false,
		keepCold: false,
		...wish,
	};
}

/** A draft by that person: potatoes until tomorrow morning, unless something else is wished. */
export async function aDraft(
	db: Db,
	by: Member,
	wish: Partial<Omit<BuyDraft, 'lines'>> & { lines?: ReadLine[]; at?: Date } = {},
): Promise<string> {
	const { at = MORNING, lines = [aLine()], ...said } = wish;
	const outcome = await draft(
		db,
		by,
		{
			title: '蔬菜团',
			details: '',
			supplier: '老王菜场',
			currency: 'CNY',
			opensAt: null,
			closesAt: later(at, 24),
			scope: 'building',
			feeMinor: 0,
			discountMinor: 0,
			marginMinor: 0,
			feeRule: 'equal',
			shortageRule: 'fair',
			minimumMinor: null,
			minimumUnits: null,
			minimumHouseholds: null,
			payWhen: 'after',
			payment: '',
			numberOrder: 'door',
			pickupPlace: '1单元门口',
			...said,
			lines,
			photo: null,
			from: null,
		},
		sends(by, at),
	);
	if (!outcome.ok) throw new Error(`not drafted: ${outcome.code}`);
	return outcome.value.id;
}

/** One step at the desk, now. */
export function step(
	db: Db,
	by: Member,
	id: string,
	name: BuyStep,
	at = MORNING,
	more: { reason?: string; closesAt?: Date } = {},
) {
	const input = { id, step: name, reason: more.reason ?? '', closesAt: more.closesAt ?? null, text: '' };
	return takeBuyStep(db, by, input, sends(by, at));
}

/** An open group buy of a steward's, with its lines. */
export async function anOpenBuy(db: Db, by: Member, wish: Parameters<typeof aDraft>[2] = {}) {
	const id = await aDraft(db, by, wish);
	const opened = await step(db, by, id, 'open', wish.at ?? MORNING);
	if (!opened.ok || opened.value.state !== 'open') throw new Error('not opened');
	return { id, lines: await listLines(db, id) };
}

/** “Set mine to this”: quantities by the line's place on the menu, firm or `[firm, flex]`. */
export async function orders(
	db: Db,
	by: Member,
	buy: { id: string; lines: { id: string }[] },
	wanted: (number | [number, number])[],
	at = MORNING,
) {
	const lines = wanted.map((it, i) => {
		const [quantity, flex] = typeof it === 'number' ? [it, 0] : it;
		return { lineId: buy.lines[i]!.id, quantity, flex, substitute: true };
	});
	return order(db, by, { groupBuyId: buy.id, lines, note: '' }, sends(by, at));
}

/** Two buildings of one community, with a steward each: three neighbours at home, two next door. */
export async function twoBuildings(db: Db) {
	const home = await aBuilding(db, { doors: '1-101..1-304' });
	const next = await aBuilding(db, { doors: '101..304', community: home.communityId, name: '隔壁楼' });
	return {
		steward: await aNeighbour(db, home, '1-101', { roles: ['steward'], name: '团长' }),
		wang: await aNeighbour(db, home, '1-302', { name: '王芳' }),
		li: await aNeighbour(db, home, '1-201', { name: '李明' }),
		zhao: await aNeighbour(db, next, '204', { roles: ['steward'], name: '赵四' }),
		chen: await aNeighbour(db, next, '102', { name: '陈七' }),
	};
}

/** The books as anybody with psql reads them: what all accounts come to, always zero. */
export async function sumOfBooks(sql: Sql, groupBuyId: string): Promise<number> {
	const [row] = await sql`
		select coalesce(sum(amount_minor), 0)::int as sum from group_buy_entries where group_buy_id = ${groupBuyId}`;
	return row!.sum as number;
}

/** Calls, skips, hands over at the pickup; the next one where nobody is named. */
export function callNumber(db: Db, by: Member, id: string, act: PickupAct, which: Partial<Which> = {}) {
	const meant = { numbers: [], orders: [], floor: null, count: 1, sideId: null, ...which };
	return callOut(db, by, { id, act, which: meant }, sends(by, later(MORNING, 31)));
}

type Came = { lineId: string; arrived: number | null; totalMinor: number | null; substitute: string };

/** Locked, ordered, arrived – all as ordered unless said otherwise – and shared out: everybody has a bill. */
export async function billed(db: Db, by: Member, id: string, came: Came[] = []): Promise<void> {
	for (const name of ['lock', 'ordered'] as const) await step(db, by, id, name);
	await arrive(db, by, { id, lines: came, feeMinor: null, discountMinor: null }, sends(by));
	const shared = await allocate(db, by, id, sends(by));
	if (!shared.ok) throw new Error(`not shared out: ${shared.code}`);
}

/** This person's own part of it. */
export async function mineOf(db: Db, who: Member, id: string, at = MORNING) {
	const view = await findBuyView(db, who, id, at);
	if (!view) throw new Error('not to be seen');
	return view.mine;
}

/** The whole balance of these households, paid in hand. */
export function paidInHand(db: Db, by: Member, id: string, orders: string[]) {
	return confirm(db, by, { id, payments: [], orders, single: null }, sends(by));
}

/** Shared out in two buildings: Wang owes for so many bags of potatoes, and Li for hers. */
export async function wangsBill(
	db: Db,
	bags: number,
	{ li: lis = 0, ...wish }: Parameters<typeof aDraft>[2] & { li?: number } = {},
) {
	const people = await twoBuildings(db);
	const { steward, wang, li } = people;
	const buy = await anOpenBuy(db, steward, wish);
	await orders(db, wang, buy, [bags]);
	if (lis > 0) await orders(db, li, buy, [lis]);
	await billed(db, steward, buy.id);
	const { orderId } = await mineOf(db, wang, buy.id);
	return { ...people, ...buy, orderId: orderId! };
}
