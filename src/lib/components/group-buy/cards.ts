import type { BuyCard } from '#lib/domain/group-buy-view.ts';
import { hasCome, type BuyState } from '#lib/domain/group-buy.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import { wordsOf } from '#lib/i18n/words.ts';
import { barsOf } from './progress.ts';
import { progressWords, type Reader, sayLeft, sayState, toneOf } from './say.ts';

const OVER: readonly BuyState[] = ['settled', 'failed', 'cancelled'];

function sayCard(card: BuyCard, { now, zone, locale }: Reader) {
	const time = (at: Date) => sayTime(at, now, zone, locale);
	const left = card.state === 'open' ? sayLeft(card.closesAt, now, locale) : null;
	const opens = card.state === 'draft' && card.opensAt !== null && card.opensAt > now;
	const taking = card.state === 'open' && left !== null;
	const marks: string[] = [];
	if (card.asks === 'approve') marks.push(m.buypage_list_approve());
	if (card.asks === 'join') marks.push(m.buypage_list_join());
	if (card.pickupNumber !== null && !OVER.includes(card.state))
		marks.push(m.buypage_list_number({ number: card.pickupNumber }));
	else if (card.ordered) marks.push(m.buypage_list_ordered());
	if (card.organises) marks.push(m.buypage_list_organise());
	return {
		id: card.id,
		// Whoever runs it is led to where the next step is.
		href: `/group-buys/${card.id}${card.organises && !taking ? '/manage' : ''}`,
		title: card.title,
		state: sayState(card.state),
		over: OVER.includes(card.state),
		tone: toneOf(card.state, taking),
		when: whole(
			taking
				? m.buypage_closes_left({ time: time(card.closesAt), left })
				: opens
					? m.buypage_opens({ time: time(card.opensAt!) })
					: card.state === 'draft'
						? m.buypage_closes({ time: time(card.closesAt) })
						: card.closesAt > now
							? m.buypage_closed_early()
							: m.buypage_closed_at({ time: time(card.closesAt) }),
		),
		soon: taking && card.closesAt.getTime() - now.getTime() < 3 * 3_600_000,
		lines: [
			card.from === null ? '' : m.buypage_list_from({ building: card.from }),
			card.supplier === '' ? '' : m.buypage_list_supplier({ name: card.supplier }),
		].filter(Boolean),
		count:
			card.households === 0
				? m.buypage_households_none()
				: whole(
						[
							m.buypage_households({ count: card.households }),
							// What came is no longer what was ordered: of it the list gives no sum.
							...(hasCome(card.state) ? [] : [sayMoney(card.totalMinor, card.currency, locale)]),
						].join('\u00a0· '),
					),
		bars: taking ? barsOf(card.minimum, { ...card, units: 0 }, progressWords(), card.currency, locale) : [],
		marks,
		photo: card.photo,
	};
}
export type SaidCard = ReturnType<typeof sayCard>;

/** All group buys this reader may see: those that take orders, one's own under way, and what is over. */
export function sayCards(cards: readonly BuyCard[], reader: Reader) {
	const open: SaidCard[] = [];
	const mine: SaidCard[] = [];
	const past: SaidCard[] = [];
	for (const card of cards) {
		const own = card.ordered || card.organises || card.asks !== null;
		const taking = card.state === 'open' && card.closesAt > reader.now;
		const list = taking ? open : OVER.includes(card.state) ? past : own ? mine : past;
		list.push(sayCard(card, reader));
	}
	return { open, mine, past, words: { ...wordsOf('buypage_list_'), progress: m.buypage_progress_label() } };
}
export type SaidCards = ReturnType<typeof sayCards>;
