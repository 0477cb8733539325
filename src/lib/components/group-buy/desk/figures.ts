import { hasCome } from '#lib/domain/group-buy.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { may, money, type Seen } from './seen.ts';

type Figure = { label: string; value: string; href: string };

/** Four figures one wants at a glance, by state; each leads to where it comes from. */
export function figures(seen: Seen): Figure[] {
	const { desk } = seen;
	const own = desk.orders;
	const fetching = hasCome(desk.state) && own.length > 0;
	const orders = '#orders';
	const rows: Figure[] = [];
	// Once it is shared out, what the bills on this desk come to; before, what all have ordered.
	if (!desk.allocated)
		rows.push({ label: m.buypage_desk_total(), value: money(seen, desk.totalMinor), href: orders });
	else if (may(seen, 'money')) {
		const billed = own.reduce((sum, it) => sum + it.dueMinor, 0);
		rows.push({ label: m.buypage_desk_billed(), value: money(seen, billed), href: orders });
	}
	if (!fetching)
		rows.unshift({ label: m.buypage_desk_households(), value: String(desk.households), href: orders });
	if (fetching) {
		rows.push({
			label: m.buypage_desk_packed(),
			value: `${own.filter((it) => it.packed).length}/${own.length}`,
			href: may(seen, 'packing') ? `/group-buys/${desk.id}/packing` : orders,
		});
		rows.push({
			label: m.buypage_desk_collected(),
			value: `${desk.pickup.collected}/${own.length}`,
			href: desk.state === 'pickup' && may(seen, 'pickup') ? '#calling' : orders,
		});
	}
	const outstanding = !desk.allocated ? 0 : own.reduce((sum, it) => sum + Math.max(0, it.balanceMinor), 0);
	if (outstanding > 0)
		rows.push({
			label: m.buypage_desk_open_sum(),
			value: money(seen, outstanding),
			href: may(seen, 'money') ? '#money' : orders,
		});
	return rows;
}
