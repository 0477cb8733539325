import type { BuyDraft } from '#lib/domain/group-buy.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { draft } from '#lib/server/group-buy/draft.ts';
import type { ReadLine } from '#lib/server/group-buy/draft-form.ts';
import { order } from '#lib/server/group-buy/order.ts';
import { listLines } from '#lib/server/group-buy/queries.ts';
import { takeBuyStep } from '#lib/server/group-buy/steps.ts';
import type { BuyStep } from '#lib/domain/group-buy.ts';
import { later, MORNING, sends } from './listings.ts';

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
