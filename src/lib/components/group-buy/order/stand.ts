import type { BuyView } from '#lib/domain/group-buy-view.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { Reader } from '../say.ts';

type Stand = { say: string; more?: string | null; tone: 'yours' | 'waiting' | 'plain' };

/** The reason that was given, for whoever looks for their order and finds none. */
const whyOver = ({ log }: BuyView): string | null =>
	log.find((event) => event.kind === 'cancelled')?.reason || null;

/** The one sentence on top: where this household stands, and what comes next. */
export function standOf(buy: BuyView, reader: Reader): Stand {
	const { mine, state } = buy;
	const at = (time: Date) => sayTime(time, reader.now, reader.zone, reader.locale);
	const ordered = mine.orderId !== null && mine.lines.length > 0;
	if (state === 'draft')
		return {
			say:
				buy.opensAt !== null && buy.opensAt > reader.now
					? m.buypage_stand_opens({ time: at(buy.opensAt) })
					: m.buypage_stand_draft(),
			tone: 'plain',
		};
	if (state === 'failed') return { say: m.buypage_stand_failed(), tone: 'plain' };
	if (state === 'cancelled') return { say: m.buypage_stand_cancelled(), more: whyOver(buy), tone: 'plain' };
	if (buy.takesOrders)
		return ordered
			? {
					say: m.buypage_stand_open_mine({
						count: mine.lines.length,
						amount: sayMoney(mine.dueMinor, buy.currency, reader.locale),
					}),
					more: m.buypage_stand_open_mine_more(),
					tone: 'yours',
				}
			: { say: m.buypage_stand_open(), tone: 'plain' };
	if (buy.missed && state === 'open')
		return { say: m.buypage_stand_missed(), more: m.buypage_stand_missed_more(), tone: 'waiting' };
	if (!ordered) return { say: m.buypage_stand_none(), tone: 'plain' };
	return standOfOrder(buy);
}

function standOfOrder(buy: BuyView): Stand {
	const { mine, state } = buy;
	const number = mine.pickupNumber ?? '–';
	if (state === 'open') return { say: m.buypage_stand_closed(), tone: 'waiting' };
	if (state === 'locked' || state === 'ordered')
		return {
			say: m.buypage_stand_locked({ number }),
			more: state === 'locked' ? m.buypage_stand_locked_more() : m.buypage_stand_ordered(),
			tone: 'waiting',
		};
	const changed = mine.lines.filter((line) => line.received !== null && line.received !== line.quantity);
	const known = mine.lines.some((line) => line.received !== null);
	const came =
		changed.length > 0
			? m.buypage_stand_arrived_short({ count: changed.length })
			: m.buypage_stand_arrived_full();
	if (state === 'arrived')
		return known ? { say: came, tone: 'yours' } : { say: m.buypage_stand_arrived(), tone: 'waiting' };
	if (state === 'settled') return { say: m.buypage_stand_settled(), tone: 'plain' };
	const pickup =
		buy.pickupText === '' ? m.buypage_stand_pickup_bare() : m.buypage_stand_pickup({ text: buy.pickupText });
	const say: Record<NonNullable<typeof mine.pickup>, () => Stand> = {
		waiting: () => ({
			say: pickup,
			more:
				mine.ahead === null
					? came
					: mine.ahead === 0
						? m.buypage_stand_next()
						: m.buypage_stand_ahead({ count: mine.ahead }),
			tone: 'waiting',
		}),
		called: () => ({
			say: m.buypage_stand_called({ number }),
			more: buy.pickupPlace === '' ? null : m.buypage_stand_called_more({ place: buy.pickupPlace }),
			tone: 'yours',
		}),
		skipped: () => ({ say: m.buypage_stand_skipped(), more: pickup, tone: 'waiting' }),
		collected: () => ({ say: m.buypage_stand_collected(), tone: 'plain' }),
		left: () => ({ say: m.buypage_stand_left(), tone: 'yours' }),
		signed: () => ({ say: m.buypage_stand_signed(), tone: 'plain' }),
	};
	return say[mine.pickup ?? 'waiting']();
}
