import type { DeskView, OrderRow } from '#lib/domain/group-buy-desk-view.ts';
import type { HelpTask } from '#lib/domain/group-buy.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { Reader } from '../say.ts';

/** A desk with who reads it: what every part of it is said with. */
export type Seen = Reader & {
	desk: DeskView;
	me: { id: string; name: string };
	/** The installation's address, before paths. */
	origin: string;
};

export const money = ({ desk, locale }: Seen, minor: number): string =>
	sayMoney(minor, desk.currency, locale);
export const time = ({ now, zone, locale }: Seen, at: Date): string => sayTime(at, now, zone, locale);

/** The organiser may do everything, a side's organiser all of their side, a helper their tasks. */
export function may({ desk }: Seen, task: HelpTask): boolean {
	return desk.role === 'organiser' || desk.role === 'side' || desk.tasks.includes(task);
}
export const runs = ({ desk }: Seen): boolean => desk.role === 'organiser';

/** A household as it is shown: its number slip, its door plate and its name. */
export type SaidHousehold = { number: number | null; door: string; say: string; name: string };
export function householdOf({
	number,
	door,
	name,
}: Pick<OrderRow, 'number' | 'door' | 'name'>): SaidHousehold {
	return { number, door, say: doorName(door), name };
}

/** The same in a line of text, for lists to choose from: its number and door. */
export function nameOf(order: Pick<OrderRow, 'number' | 'door' | 'name'>): string {
	const door = order.name === '' ? order.door : `${order.door} ${order.name}`;
	return order.number === null ? door : `${m.buypage_packing_number({ number: order.number })} ${door}`;
}
