import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { OrderRefusal } from '../../domain/group-buy.ts';
import type { PastedOrder } from '../../domain/group-buy-desk-view.ts';
import type { OutsideView } from '../../domain/group-buy-view.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { findBuilding } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { findKnown, type Known } from './access.ts';
import { readFor } from './paste.ts';
import type { SideRow } from './queries.ts';
import { orderOutside } from './sides.ts';
import { byDoor } from './steps.ts';
import { owedOf, readBuy } from './read.ts';
import { lineView } from './shared-view.ts';

/** What the organiser of a compound without Stairwell sees behind their link: the menu, the counter, and their own list, numbers and bill. */
export async function findSideView(
	db: Db,
	{ known: { buy }, side }: { known: Known; side: SideRow },
	now: Date,
): Promise<OutsideView> {
	const read = await readBuy(db, (await findKnown(db, buy.id))!);
	const building = await findBuilding(db, buy.buildingId);
	const titles = new Map(read.lines.map((line) => [line.position, line]));
	// The orders of a building with Stairwell are for its own people behind their door, not for a link.
	const own = side.buildingId === null ? read.orders.filter((order) => order.sideId === side.id) : [];
	const orders = own.sort((a, b) => (a.pickupNumber ?? 0) - (b.pickupNumber ?? 0) || byDoor(a, b));
	return {
		id: buy.id,
		title: buy.title,
		state: buy.state,
		side: side.name,
		sideState: side.state,
		outside: side.buildingId === null,
		organiser: side.outsideOrganiser,
		building: building!.name,
		zone: building!.zone,
		supplier: buy.supplier,
		currency: buy.currency,
		closesAt: buy.closesAt,
		households: buy.households,
		totalMinor: buy.totalMinor,
		lines: read.lines.map(lineView),
		orders: orders.map((order) => ({
			door: order.door,
			number: order.pickupNumber,
			note: order.note,
			dueMinor: owedOf(read, order.id).dueMinor,
			items: order.lines.map(([position, quantity, , , received]) => {
				const { id, title, unit } = titles.get(position)!;
				return { lineId: id, title, unit, quantity, received };
			}),
		})),
		now,
	};
}

type Pasted = Outcome<
	{ kept: number; pasted: PastedOrder[] },
	StepRefusal | OrderRefusal | KeyRefusal | 'not_found'
>;

/** A 接龙 of the compound's own chat: its clear lines become orders by door, the doubtful ones come back. */
export async function pasteOutside(
	db: Db,
	{ known: { buy }, side }: { known: Known; side: SideRow },
	input: { code: string; text: string; organiser: string; keep: boolean },
	sent: Sent,
): Promise<Pasted> {
	if (side.buildingId !== null) return refused('not_found');
	const pasted = await readFor(db, buy.id, input.text, side);
	if (pasted.length === 0) return refused('group_buy.paste_unreadable', { field: 'text' });
	if (!input.keep) return done({ kept: 0, pasted });
	const clear = pasted.filter((it) => it.doubts.length === 0 && it.door !== null);
	const orders = clear.map(({ door, items }) => ({
		door: door!,
		note: '',
		lines: items.map((item) => ({ ...item, flex: 0, substitute: true })),
	}));
	const by = { code: input.code, id: null, sideId: null, organiser: input.organiser, orders };
	const outcome = orders.length === 0 ? done({ id: buy.id }) : await orderOutside(db, null, by, sent);
	if (!outcome.ok) return outcome;
	return done({ kept: clear.length, pasted: pasted.filter((it) => it.doubts.length > 0) });
}
