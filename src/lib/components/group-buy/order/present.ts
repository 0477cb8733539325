import { writeUnits } from '#lib/domain/amount.ts';
import type { MyLine } from '#lib/domain/group-buy-mine-view.ts';
import type { BuyView } from '#lib/domain/group-buy-view.ts';
import type { Member } from '#lib/domain/member.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayDated, sayTime } from '#lib/i18n/when.ts';
import { sayLog } from '../log.ts';
import { sayLeft, sayState, sayUnits, shownStand, toneOf, type Reader } from '../say.ts';
import { billOf, sayAnswer, sayStatement } from './account.ts';
import { asksOf, foldsOf, payOf, type ToConfirm } from './acts.ts';
import { buyWords } from './buy-words.ts';
import { sayFacts, sayRule } from './facts.ts';
import { menuLine, wholeOf } from './menu-line.ts';
import { standOf } from './stand.ts';

/** What the member's page shows, said in the reader's language: the browser gets words and the numbers that move. */
export function presentBuy(
	buy: BuyView,
	member: Pick<Member, 'status'>,
	reader: Reader,
	origin: string,
	toConfirm: readonly ToConfirm[] = [],
) {
	const { now, zone, locale } = reader;
	const time = (at: Date) => ({ at: at.toISOString(), text: sayTime(at, now, zone, locale) });
	const money = (minor: number) => sayMoney(minor, buy.currency, locale);
	const { mine } = buy;
	const left = buy.takesOrders ? sayLeft(buy.closesAt, now, locale) : null;
	const closes = sayTime(buy.closesAt, now, zone, locale);
	const substitute = wholeOf(mine.lines);
	const pictured = buy.lines.some((line) => line.photo !== null);
	const stand = standOf(buy, reader);
	const asks = asksOf(buy, toConfirm, money);
	const choosing = buy.takesOrders && mine.orderId === null && asks.length === 0;
	return {
		id: buy.id,
		title: buy.title,
		details: buy.details,
		state: sayState(buy.state),
		tone: toneOf(buy.state, buy.takesOrders),
		currency: buy.currency,
		locale,
		when: whole(
			left === null
				? buy.state === 'draft'
					? m.buypage_closes({ time: closes })
					: buy.closesAt > now
						? m.buypage_closed_early()
						: m.buypage_closed_at({ time: closes })
				: m.buypage_closes_left({ time: closes, left }),
		),
		soon: left !== null && buy.closesAt.getTime() - now.getTime() < 3 * 3_600_000,
		billed:
			buy.billedMinor === null
				? null
				: whole(m.buypage_households_billed({ count: buy.households, amount: money(buy.billedMinor) })),
		takesOrders: buy.takesOrders,
		mayOrder: buy.may.order,
		waiting: buy.takesOrders && member.status === 'waiting',
		manage: buy.may.manage,
		// Who has yet to choose needs no sentence before the menu.
		stand: choosing ? null : shownStand(stand, mine.pickup === 'called'),
		calling: buy.calling,
		organiser: buy.organiser && { ...buy.organiser, say: doorName(buy.organiser.door) },
		building: buy.building,
		numbers: {
			households: buy.households,
			units: buy.units,
			totalMinor: buy.totalMinor,
			lines: buy.lines.map(({ id, ordered, flex, cases, missing, remaining }) => ({
				id,
				ordered,
				flex,
				cases,
				missing,
				remaining,
			})),
		},
		minimums: {
			minimumMinor: buy.minimumMinor,
			minimumUnits: buy.minimumUnits,
			minimumHouseholds: buy.minimumHouseholds,
		},
		terms: {
			feeMinor: buy.feeMinor,
			discountMinor: buy.discountMinor,
			marginMinor: buy.marginMinor,
			feeRule: buy.feeRule,
		},
		lines: buy.lines.map((line) => menuLine(line, mine, substitute, pictured, buy.currency, locale)),
		substitute,
		lastOrder: buy.lastOrder?.map(({ lineId, quantity, flex }) => {
			const line = buy.lines.find((it) => it.id === lineId)!;
			return { lineId, quantity: Number(writeUnits(quantity, line)), flex: Number(writeUnits(flex, line)) };
		}),
		mine: {
			ordered: mine.orderId !== null,
			kept:
				buy.takesOrders && mine.keptMinor !== 0
					? m.buypage_mine_kept({ amount: money(mine.keptMinor) })
					: null,
			note: mine.note,
			number: mine.pickupNumber,
			packed: mine.packed && buy.state !== 'settled',
			rows: mine.lines.map((line) => ({ id: line.id, ...rowOf(line, buy, reader) })),
			bill: billOf(buy, money),
			statement: sayStatement(mine, reader, money),
			problems: mine.problems.map((it) => ({
				id: it.id,
				text: `${it.title} · ${it.quantity}${it.note === '' ? '' : ` · ${it.note}`}`,
				photo: it.photo,
				answer: it.settled ? sayAnswer(it, money) : m.buypage_problem_waiting(),
			})),
		},
		pay: payOf(buy),
		asks,
		folds: foldsOf(buy),
		facts: sayFacts(buy, reader),
		sides:
			buy.sides.length > 1
				? buy.sides.map((side) => ({
						name: side.name,
						text: whole(m.buypage_sides_row({ count: side.households, amount: money(side.totalMinor) })),
					}))
				: [],
		comments: buy.comments.map(({ id, text, createdAt, name, door, own, helper, helped }) => ({
			...{ id, text, mine: own, byPoster: false },
			createdAt: time(createdAt),
			name: helper
				? m.people_for_by({ by: helper, door: doorName(door ?? ''), name: name ?? '' })
				: helped && !own
					? m.people_helped()
					: (name ?? m.buypage_comments_neighbour()),
			door: door === null ? null : { plate: door, label: doorName(door) },
		})),
		mayComment: buy.may.comment,
		log: sayLog(buy.log, reader),
		share: buy.may.share
			? { text: buy.shareCode && forChat(buy, reader, `${origin}/s/${buy.shareCode}`) }
			: null,
		words: buyWords(),
	};
}
export type SaidBuy = ReturnType<typeof presentBuy>;

/** What goes to the chat with the link: how long still, and how many already. */
function forChat(buy: BuyView, { zone, locale }: Reader, link: string): string {
	const closes = sayDated(buy.closesAt, zone, locale);
	return m.buypage_share_chat({
		title: buy.title,
		when: buy.takesOrders ? m.buypage_closes({ time: closes }) : m.buypage_closed_at({ time: closes }),
		count:
			buy.households === 0 ? m.buypage_households_none() : m.buypage_households({ count: buy.households }),
		link,
	});
}

/** What a household ordered and got, and why that is not the same. */
function rowOf(line: MyLine, buy: BuyView, { locale }: Reader) {
	const menu = buy.lines.find((it) => it.id === line.id);
	const units = (count: number) => sayUnits(count, menu ?? { unit: line.unit, weighed: false }, locale);
	const { quantity, received } = line;
	const why: string[] = [];
	if (received !== null && received < quantity)
		why.push(
			received === 0 && menu?.arrived === 0
				? m.buypage_mine_none()
				: m.buypage_mine_short({ rule: sayRule(buy.shortageRule) }),
		);
	if (received !== null && received > quantity) why.push(m.buypage_mine_more());
	if (received !== null && menu?.substitute) why.push(m.buypage_mine_instead({ what: menu.substitute }));
	return {
		title: line.title,
		amount: whole(
			received === null || received === quantity
				? units(quantity)
				: m.buypage_mine_received({ ordered: units(quantity), received: units(received) }),
		),
		cost: sayMoney(line.costMinor, buy.currency, locale),
		changed: why.length > 0,
		why: why.join(' '),
	};
}
