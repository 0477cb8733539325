import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import { refuseOrdering, type OrderRefusal } from '../../domain/group-buy.ts';
import type { PastedOrder } from '../../domain/group-buy-desk-view.ts';
import { readJielong } from '../../domain/jielong.ts';
import { gramsPer } from '../../domain/weight.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { listDoors } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { findHousehold } from '../listing/queries.ts';
import { findKnown, lockKnown, managed, mayDo, type Known } from './access.ts';
import { place } from './order.ts';
import { findOrderOf, listOrders } from './order-queries.ts';
import { listLines, type LineRow, type SideRow } from './queries.ts';

type Pasted = Outcome<
	{ kept: number; pasted: PastedOrder[] },
	StepRefusal | OrderRefusal | KeyRefusal | 'not_found'
>;
type Read = Outcome<{ pasted: PastedOrder[] }, StepRefusal | 'not_found'>;
export type PasteInput = { id: string; text: string; sideId: string | null };

/** What a 接龙 pasted from the chat comes to, before anything is kept. */
export async function readPasted(db: Db, by: Member, input: PasteInput): Promise<Read> {
	const known = await findKnown(db, input.id);
	const side = known && sideFor(known, by, input.sideId);
	if (!known || !side) return refused('not_found');
	const pasted = await readFor(db, input.id, input.text, side);
	return pasted.length === 0 ? refused('group_buy.paste_unreadable', { field: 'text' }) : done({ pasted });
}

/** Keeps the clear lines as orders by door, all or none, and answers with those that somebody has to look at. */
export function paste(db: Db, by: Member, input: PasteInput, sent: Sent): Promise<Pasted> {
	return once(db, sent, async (tx): Promise<Pasted> => {
		const known = await lockKnown(tx, input.id);
		const side = known && sideFor(known, by, input.sideId);
		if (!known || !side) return refused('not_found');
		const closed = refuseOrdering(known.buy, sent.at);
		if (closed) return refused(closed, { field: 'text' });
		const pasted = await readFor(tx, input.id, input.text, side);
		if (pasted.length === 0) return refused('group_buy.paste_unreadable', { field: 'text' });
		const clear = pasted.filter((it) => it.doubts.length === 0 && it.door !== null);
		for (const { door, items } of clear) {
			const home = side.buildingId === null ? null : await findHousehold(tx, door!, side.buildingId);
			const whose = home ? { sideId: side.id, householdId: home.id } : { sideId: side.id, door: door! };
			if (side.buildingId !== null && !home)
				return refused('group_buy.order_unknown', { field: 'text', detail: { door: door! } });
			// They have said the same themselves, perhaps with a word more.
			if (home && (await findOrderOf(tx, input.id, home.id))?.orderedBy) continue;
			const lines = items.map((item) => ({ ...item, flex: 0, substitute: true }));
			const placed = await place(tx, known, whose, by, { lines, note: '' }, sent.at);
			if (!placed.ok) return { ...placed, field: 'text' };
		}
		return done({ kept: clear.length, pasted: pasted.filter((it) => it.doubts.length > 0) });
	});
}

function sideFor(known: Known, by: Member, sideId: string | null): SideRow | null {
	const side = managed(known, by).find((it) => (sideId === null ? true : it.id === sideId));
	return side && mayDo(known, by, 'orders', side.id) ? side : null;
}

export async function readFor(db: Db, id: string, text: string, side: SideRow): Promise<PastedOrder[]> {
	const lines = await listLines(db, id);
	const menu = lines.map((line) => ({ lineId: line.id, title: line.title }));
	const doors = side.buildingId === null ? null : (await listDoors(db, side.buildingId)).map((it) => it.door);
	const pasted = readJielong(text, menu, doors);
	// The least of a line is meant where fewer were written than can be had: that is for somebody to look at.
	for (const order of pasted)
		for (const item of order.items) {
			const line = lines.find((it) => it.id === item.lineId)!;
			// “2” of what is weighed is two of the unit that stands on the menu.
			if (line.weighed) item.quantity *= gramsPer(line.unit);
			const { quantity } = item;
			if ((quantity < line.least || quantity % line.step !== 0) && !order.doubts.includes('unclear_quantity'))
				order.doubts.push('unclear_quantity');
		}
	if (side.buildingId !== null) await markOwn(db, id, lines, pasted);
	return pasted;
}

/** What a household ordered itself is not written over by what somebody copied in the chat: somebody has to ask. */
async function markOwn(
	db: Db,
	id: string,
	menu: readonly LineRow[],
	pasted: readonly PastedOrder[],
): Promise<void> {
	const own = new Map(
		(await listOrders(db, id)).filter((it) => it.orderedBy !== null).map((it) => [it.door, it.lines]),
	);
	const place = new Map(menu.map((line) => [line.id, line.position]));
	for (const order of pasted) {
		const lines = order.door === null ? undefined : own.get(order.door);
		if (!lines) continue;
		const said = order.items.map((item) => `${place.get(item.lineId)} ${item.quantity}`).sort();
		const stands = lines.filter(([, quantity]) => quantity > 0).map(([at, quantity]) => `${at} ${quantity}`);
		if (said.join() !== stands.sort().join()) order.doubts.push('own_order');
	}
}
