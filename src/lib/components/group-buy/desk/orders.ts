import { hasCome } from '#lib/domain/group-buy.ts';
import { drawFacade } from '#lib/components/building/facade.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { doorOrder } from './stairs.ts';
import { readDoor } from '#lib/domain/household.ts';
import { asThings } from '#lib/i18n/in-a-row.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayUnits } from '../say.ts';
import { money, type Seen } from './seen.ts';

/** Everybody's order in a line: number and door, what, and where the money stands. */
export function sayOrders(seen: Seen) {
	const { desk, locale } = seen;
	const lines = new Map(desk.lines.map((line) => [line.id, line]));
	return desk.orders.map((order) => ({
		id: order.id,
		number: order.number,
		door: order.door,
		say: doorName(order.door),
		name: order.helper
			? m.people_for_by({ by: order.helper, door: doorName(order.door), name: order.name })
			: order.name,
		things: asThings(
			order.lines
				.filter((it) => (it.received ?? it.quantity) > 0)
				.map((it) => {
					const line = lines.get(it.lineId);
					return line ? `${line.title} ${sayUnits(it.received ?? it.quantity, line, locale)}` : '';
				}),
			locale,
		),
		note: order.note === '' ? null : m.buypage_orders_note({ note: order.note }),
		due: order.dueMinor === 0 ? null : money(seen, order.dueMinor),
		stands: standing(seen, order.balanceMinor, order.saidMinor, order.dueMinor),
		packed: order.packed,
		collected: ['collected', 'left', 'signed'].includes(order.pickup),
	}));
}
export type SaidOrder = ReturnType<typeof sayOrders>[number];

function standing(seen: Seen, balance: number, said: number, due: number) {
	if (!seen.desk.allocated && seen.desk.payWhen !== 'before') return null;
	if (balance < 0) return { text: m.buypage_orders_back({ amount: money(seen, -balance) }), tone: 'back' };
	if (balance === 0) return due > 0 ? { text: m.buypage_orders_paid(), tone: 'paid' } : null;
	if (said > 0) return { text: m.buypage_orders_said(), tone: 'said' };
	return { text: m.buypage_orders_owes({ amount: money(seen, balance) }), tone: 'owes' };
}

/** The building as its organiser sees it: lit who has ordered, later who has fetched; a lamp where it is their turn. */
export function sayHouse({ desk }: Seen) {
	const fetching = hasCome(desk.state);
	const home = desk.sides.find((side) => side.own && !side.outside);
	const orders = new Map(desk.orders.filter((it) => it.sideId === home?.id).map((it) => [it.door, it]));
	const doors = [...new Set([...orders.keys(), ...desk.neighbours.map((it) => it.door)])];
	const drawn = doors
		.map((door) => ({ door, read: readDoor(door) }))
		.filter(({ read }) => read !== null)
		.sort((a, b) => doorOrder(a.door, b.door))
		.map(({ door, read }) => {
			const order = orders.get(door);
			const here = fetching
				? order !== undefined && ['collected', 'left', 'signed'].includes(order.pickup)
				: order !== undefined;
			return { door, entrance: read!.entrance, floor: read!.floor, here, turn: order?.pickup === 'called' };
		});
	if (drawn.length < 2) return null;
	const turns = new Set(drawn.filter((it) => it.turn).map((it) => it.door));
	const label = fetching
		? { lit: m.buypage_desk_window_lit_collected, dark: m.buypage_desk_window_dark_collected }
		: { lit: m.buypage_desk_window_lit_ordered, dark: m.buypage_desk_window_dark_ordered };
	return {
		label: fetching ? m.buypage_desk_facade_collected() : m.buypage_desk_facade_ordered(),
		buildings: drawFacade(
			drawn,
			({ door, here }) =>
				(here ? label.lit : orders.has(door) ? label.dark : m.buypage_desk_window_none)({
					door: doorName(door),
				}),
			(entrance) =>
				entrance === '' ? m.buypage_desk_entrance_only() : m.buypage_desk_entrance({ entrance }),
		).map((side) => ({
			...side,
			floors: side.floors.map((row) => ({
				...row,
				windows: row.windows.map((pane) => ({
					...pane,
					turn: turns.has(pane.door),
					// While they fetch, figures stand only where somebody has yet to come or has been.
					mark: fetching && !orders.has(pane.door) ? undefined : pane.mark,
				})),
			})),
		})),
	};
}
