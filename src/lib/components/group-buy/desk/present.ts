import type { ChatText, DeskView } from '#lib/domain/group-buy-desk-view.ts';
import type { Member } from '#lib/domain/member.ts';
import { doorName } from '#lib/components/building/door-name.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';
import { sayLog } from '../log.ts';
import { sayFacts } from '../order/facts.ts';
import { barsOf } from '../progress.ts';
import { progressWords, type Reader, sayLeft, sayPrice, sayState, shownStand, toneOf } from '../say.ts';
import { sayCalling } from './calling.ts';
import { figures } from './figures.ts';
import { nextStep } from './next.ts';
import { sayMoneyDesk } from './accounts.ts';
import { sayProblems } from './problems.ts';
import { sayHouse, sayOrders } from './orders.ts';
import { orderFolds, saySides } from './people.ts';
import { may, runs, time, type Seen } from './seen.ts';
import { drawers } from './turns.ts';
import { sayArrival, sayShares, saySupply } from './supply.ts';

const texts: Record<ChatText['kind'], () => string> = {
	missing: m.buypage_text_missing,
	open: m.buypage_text_open,
	locked: m.buypage_text_locked,
	supplier: m.buypage_text_supplier,
	arrived: m.buypage_text_arrived,
	pickup: m.buypage_text_pickup,
	unpaid: m.buypage_text_unpaid,
	missed: m.buypage_text_missed,
	cancelled: m.buypage_text_cancelled,
};

/** Everything on the organiser's desk, said for this reader; big lists cut to what is shown. */
export function presentDesk(
	desk: DeskView,
	chat: readonly ChatText[],
	member: Pick<Member, 'id' | 'name'>,
	origin: string,
	reader: Reader,
) {
	const seen: Seen = { ...reader, desk, me: member, origin };
	const step = nextStep(seen);
	const next = { ...step, ...shownStand(step, desk.state === 'pickup') };
	const left = desk.takesOrders ? sayLeft(desk.closesAt, reader.now, reader.locale) : null;
	const said = chat.map((it) => ({ kind: it.kind, title: texts[it.kind](), text: it.text }));
	const wanted =
		next.text !== null && (said.find((it) => it.kind === next.text) ?? said.find((it) => it.kind === 'open'));
	const first = wanted || null;
	const others = said.filter((it) => it !== first);
	const listed = ['open', 'locked', 'ordered'].includes(desk.state) && desk.households > 0;
	const closed = ['locked', 'ordered', 'arrived', 'pickup', 'settled'].includes(desk.state);
	const files = closed && runs(seen);
	const packing = closed && may(seen, 'packing');
	const sides = saySides(seen);
	const inside = drawers(seen);
	const counting = ['ordered', 'arrived'].includes(desk.state) && !desk.allocated && runs(seen);
	const fetched = ['pickup', 'settled'].includes(desk.state) && desk.pickup.collected === desk.orders.length;
	return {
		id: desk.id,
		title: desk.title,
		state: sayState(desk.state),
		key: desk.state,
		tone: toneOf(desk.state, desk.takesOrders),
		when: whole(
			left === null ? closedAt(seen) : m.buypage_closes_left({ time: time(seen, desk.closesAt), left }),
		),
		organiser: desk.organiser && { ...desk.organiser, say: doorName(desk.organiser.door) },
		currency: desk.currency,
		locale: reader.locale,
		next,
		first,
		texts: others,
		figures: desk.state === 'draft' ? [] : figures(seen),
		bars: desk.takesOrders ? barsOf(desk.minimum, desk, progressWords(), desk.currency, reader.locale) : [],
		calling: sayCalling(seen),
		supply: listed ? saySupply(seen) : null,
		files,
		arrival: counting ? sayArrival(seen) : null,
		counted: desk.state === 'arrived',
		shares: desk.state === 'arrived' && !desk.allocated ? sayShares(seen) : null,
		packing,
		money: sayMoneyDesk(seen),
		problems: sayProblems(seen),
		house: desk.state !== 'draft' && (may(seen, 'orders') || may(seen, 'pickup')) ? sayHouse(seen) : null,
		orders: sayOrders(seen),
		/** A long list, and one where everybody has theirs, is folded. */
		ordersFolded: desk.orders.length > 40 || fetched,
		orderFolds: orderFolds(seen),
		sides,
		drawers: inside,
		/** What stands over the drawers of one kind; empty where there are none. */
		heads: {
			goods: listed || files || packing ? m.buypage_desk_of_goods() : '',
			chat: others.length + inside.chat.length > 0 ? m.buypage_desk_of_chat() : '',
			people: sides.rows.length + inside.people.length > 0 || sides.ask ? m.buypage_desk_of_people() : '',
			change: m.buypage_desk_of_change(),
		},
		mayEdit: runs(seen) && ['draft', 'open'].includes(desk.state),
		copy: runs(seen),
		facts: desk.state === 'draft' ? sayFacts(desk, reader) : [],
		menu:
			desk.state === 'draft'
				? desk.lines.map((line) => ({
						id: line.id,
						title: line.title,
						price: sayPrice(line, desk.currency, reader.locale),
					}))
				: [],
		payment: desk.role === 'steward' ? desk.payment : '',
		log: sayLog(desk.log, reader),
		words: {
			...wordsOf('buypage_desk_'),
			back: m.buypage_step_back(),
			progress: m.buypage_progress_label(),
			log: m.buypage_log_title(),
			logHint: m.buypage_log_hint(),
			texts: wordsOf('buypage_texts_'),
			copyText: m.buypage_share_copy(),
			copied: m.buypage_share_copied(),
			orders: wordsOf('buypage_orders_'),
			paste: wordsOf('buypage_paste_'),
			doubt: wordsOf('buypage_doubt_'),
			supply: wordsOf('buypage_supply_'),
			arrive: wordsOf('buypage_arrive_'),
			shares: wordsOf('buypage_shares_'),
			money: wordsOf('buypage_money_'),
			books: wordsOf('buypage_books_'),
			join: wordsOf('buypage_join_'),
			facts: m.buypage_facts_title(),
			menu: m.buypage_menu_title(),
			problems: m.buypage_problems_title(),
			arrivedSave: m.buypage_do_arrived(),
			payment: m.buypage_payment_title(),
		},
	};
}
export type SaidDesk = ReturnType<typeof presentDesk>;

function closedAt(seen: Seen): string {
	const { desk, now } = seen;
	if (desk.state === 'draft') return m.buypage_closes({ time: time(seen, desk.closesAt) });
	if (desk.closesAt > now) return m.buypage_closed_early();
	return m.buypage_closed_at({ time: time(seen, desk.closesAt) });
}

/** The supplier's order as a sheet of paper. */
export function saySupplier(desk: DeskView, me: Pick<Member, 'id' | 'name'>, origin: string, reader: Reader) {
	const seen: Seen = { ...reader, desk, me, origin };
	return {
		id: desk.id,
		title: desk.title,
		supplier: desk.supplier,
		building: desk.building,
		day: new Intl.DateTimeFormat(datesIn(reader.locale), {
			dateStyle: 'long',
			timeZone: reader.zone,
		}).format(reader.now),
		supply: saySupply(seen),
		words: {
			title: m.buypage_supplier_title(),
			back: m.buypage_call_back(),
			supply: wordsOf('buypage_supply_'),
		},
	};
}
