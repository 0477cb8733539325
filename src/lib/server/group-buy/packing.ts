import type { PackingView } from '../../domain/group-buy-desk-view.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { findKnown, managed, mayDo, roleOf } from './access.ts';
import { ordersFor } from './desk.ts';
import { readBuy } from './read.ts';

/** The packing list of one side, by door and by item, for those who pack or hand out; null for everybody else. */
export async function findPacking(
	db: Db,
	viewer: Member,
	id: string,
	sideId: string | null,
): Promise<PackingView | null> {
	const known = await findKnown(db, id);
	if (!known || roleOf(known, viewer) === null) return null;
	const side = managed(known, viewer).find((it) => sideId === null || it.id === sideId);
	if (
		!side ||
		!(['packing', 'pickup', 'orders'] as const).some((task) => mayDo(known, viewer, task, side.id))
	)
		return null;
	const read = await readBuy(db, known);
	const { buy, lines } = read;
	const byId = new Map(lines.map((line) => [line.id, line]));
	const orders = ordersFor(read, viewer, false)
		.filter((order) => order.sideId === side.id)
		.map((order) => ({
			id: order.id,
			number: order.number,
			door: order.door,
			floor: order.floor,
			name: order.name,
			note: order.note,
			packed: order.packed,
			collected: ['collected', 'left', 'signed'].includes(order.pickup),
			items: order.lines
				.map(({ lineId, quantity, received, preview, packed }) => {
					const line = byId.get(lineId)!;
					return {
						lineId,
						title: line.substitute === '' ? line.title : `${line.substitute} (${line.title})`,
						unit: line.unit,
						weighed: line.weighed,
						quantity: received ?? preview ?? quantity,
						keepCold: line.keepCold,
						packed,
						position: line.position,
					};
				})
				.filter((item) => item.quantity > 0)
				// Cold things first: they go to the door first.
				.sort((a, b) => Number(b.keepCold) - Number(a.keepCold) || a.position - b.position),
		}));
	const items = [...lines]
		.sort((a, b) => Number(b.keepCold) - Number(a.keepCold) || a.position - b.position)
		.map((line) => {
			const parts = orders.flatMap(({ number, door, items }) => {
				const item = items.find((it) => it.lineId === line.id);
				return item ? [{ number, door, quantity: item.quantity }] : [];
			});
			return {
				lineId: line.id,
				title: line.substitute === '' ? line.title : `${line.substitute} (${line.title})`,
				unit: line.unit,
				keepCold: line.keepCold,
				total: parts.reduce((sum, part) => sum + part.quantity, 0),
				parts,
			};
		})
		.filter((item) => item.parts.length > 0);
	return {
		id: buy.id,
		title: buy.title,
		state: buy.state,
		side: side.name,
		orders: orders.map(({ items, ...order }) => ({
			...order,
			items: items.map(({ position: _, ...item }) => item),
		})),
		items,
	};
}
