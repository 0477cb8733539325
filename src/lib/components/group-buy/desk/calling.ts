import type { DeskView, OrderRow } from '#lib/domain/group-buy-desk-view.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/i18n/words.ts';
import type { Ask, Folded } from '../ask.ts';
import type { Reader } from '../say.ts';
import { householdOf, may, nameOf, type Seen } from './seen.ts';

/** How long the way back stands where the tap was. */
const RECENT = 15 * 60_000;

/** The calling screen: who is called now, who is next, and everybody still to come. */
export function sayCalling(seen: Seen) {
	const { desk } = seen;
	if (desk.state !== 'pickup' || !may(seen, 'pickup')) return null;
	const to = `/group-buys/${desk.id}/manage`;
	const button = (action: string, of: string, hidden: Record<string, string>, label: string): Ask => ({
		action,
		of,
		to,
		hidden,
		button: whole(label),
		tone: 'small',
		stay: true,
	});
	const { next } = desk.pickup;
	const state = (wanted: (typeof desk.orders)[number]['pickup']) =>
		desk.orders
			.filter((it) => it.pickup === wanted)
			.map((it, index) => ({
				id: it.id,
				number: it.number,
				home: householdOf(it),
				who: nameOf(it),
				asks: [
					fetchedAsk(it, wanted === 'called', index === 0),
					button('recall', it.id, { order: it.id }, m.buypage_call_recall()),
					...(wanted === 'called' ? [button('skip', it.id, { order: it.id }, m.buypage_call_skip())] : []),
					button('left', it.id, { order: it.id }, m.buypage_call_left()),
					...(wanted === 'called' && next !== null
						? [button('collected', it.id, { order: it.id }, m.buypage_call_collected_only())]
						: []),
				],
			}));
	/** Whose turn it was: one tap hands over and calls the next. Who was not there then comes out of turn. */
	const fetchedAsk = ({ id, number, door }: OrderRow, turn: boolean, first: boolean): Ask => {
		const order = { order: id };
		const who = number ?? door;
		if (!turn) return button('collected', id, order, m.buypage_call_collected());
		const does =
			next === null
				? button('collected', id, order, m.buypage_call_collected_one({ who }))
				: button('collected_next', id, order, m.buypage_call_collected_next({ who, number: next }));
		// Only who has waited longest is one loud button.
		return { ...does, tone: first ? 'main' : 'quiet' };
	};
	const last = desk.orders
		.filter((it) => it.collectedAt !== null && seen.now.getTime() - it.collectedAt.getTime() < RECENT)
		.sort((a, b) => Number(b.collectedAt) - Number(a.collectedAt))[0];
	const called = state('called');
	const floors = [...new Set(desk.orders.filter((it) => it.pickup === 'waiting').map((it) => it.floor))].sort(
		(a, b) => a - b,
	);
	const folds: Folded[] =
		desk.pickup.waiting < 2
			? []
			: [
					{
						title: m.buypage_call_several(),
						asks: [
							{
								...button('call', 'count', {}, m.buypage_call_do()),
								fields: [{ kind: 'whole', name: 'count', label: m.buypage_call_count(), value: '3' }],
							},
							{
								...button('call', 'numbers', {}, m.buypage_call_do()),
								fields: [
									{
										kind: 'line',
										name: 'number',
										label: m.buypage_call_numbers(),
										hint: m.buypage_call_numbers_hint(),
									},
								],
							},
							{
								...button('call', 'floor', {}, m.buypage_call_do()),
								fields: [
									{
										kind: 'choice',
										name: 'floor',
										label: m.buypage_call_floor_which(),
										options: floors.map((floor) => ({ value: String(floor), label: String(floor) })),
									},
								],
							},
						],
					},
				];
	return {
		called,
		skipped: state('skipped'),
		next:
			next === null
				? null
				: {
						...button('call', 'next', { count: '1' }, m.buypage_call_next({ number: next })),
						tone: called.length > 0 ? ('quiet' as const) : ('main' as const),
					},
		/** The one handed over last, as long as one may have tapped the wrong line. */
		last: last && {
			home: householdOf(last),
			undo: button('collected', `${last.id}undo`, { order: last.id, undo: 'yes' }, m.buypage_call_undo()),
		},
		waiting: whole(
			desk.pickup.waiting === 0
				? m.buypage_call_next_none()
				: m.buypage_call_uncalled({ count: desk.pickup.waiting }),
		),
		folds,
		list: desk.orders.map((it) => {
			const done = ['collected', 'left', 'signed'].includes(it.pickup);
			return {
				id: it.id,
				number: it.number,
				home: householdOf(it),
				who: nameOf(it),
				done,
			};
		}),
		words: wordsOf('buypage_call_'),
	};
}
export type SaidCalling = NonNullable<ReturnType<typeof sayCalling>>;

/** The same by itself, for the screen that shows nothing else, its list cut to a number or door; null where there is nothing to call. */
export function presentCalling(
	desk: DeskView,
	me: { id: string; name: string },
	origin: string,
	reader: Reader,
	find: string,
): SaidCalling | null {
	const calling = sayCalling({ ...reader, desk, me, origin });
	const wanted = find.normalize('NFKC').toLowerCase();
	const fits = ({ number, home }: SaidCalling['list'][number]) =>
		String(number) === wanted ||
		[home.door, home.say, home.name].some((it) => it.toLowerCase().includes(wanted));
	return calling && { ...calling, list: wanted === '' ? calling.list : calling.list.filter(fits) };
}
