import type { Side } from '#lib/domain/handover.ts';
import { sayMoney } from '#lib/domain/money.ts';
import { byPress, type Turn } from '#lib/domain/turn.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { whole } from '#lib/i18n/whole.ts';
import { sayHandover } from '../handover/say.ts';
import { situationOf, type OfListing, type Reader } from '../handover/situation.ts';
import type { IconName } from '../ui/Icon.svelte';

// This file is for the server: the words come with the page. In its scripts every language would.

type OpenHandover = Turn &
	Omit<OfListing, 'drawnAt' | 'drawAt' | 'returnBy'> & {
		kind: 'handover';
		turn: 'waiting' | 'reserved' | 'on_the_way' | 'left' | 'missing';
		id: string;
		listingId: string;
		title: string;
		part: string | null;
		side: Side;
		claimantHouseholdId: string;
		/** Of the other side, where the reader may know it. */
		door: string | null;
		outsideName: string | null;
	};
type OpenOrder = Turn & {
	kind: 'order';
	turn: 'called' | 'left' | 'skipped' | 'pay';
	groupBuyId: string;
	title: string;
	number: number | null;
	currency: string;
	owedMinor: number | null;
};
export type OpenMatter = OpenHandover | OpenOrder;

const MOST = 3;

export type SaidMatter = { href: string; icon: IconName; title: string; say: string };
export type SaidMatters = { title: string; rows: SaidMatter[]; more: { text: string; href: string } | null };

/** What waits for the reader, at most three rows of it, what presses first; null where nothing does. */
export function sayMatters(open: readonly OpenMatter[], reader: Reader): SaidMatters | null {
	const entries = asEntries(open).sort(([a], [b]) => byPress(a, b));
	if (entries.length === 0) return null;
	const rest = entries.slice(MOST);
	// Orders are not among what one has claimed and given.
	const href = rest.some(([it]) => it.kind === 'handover') ? '/me/handovers' : '/group-buys';
	return {
		title: m.home_matters_title(),
		rows: entries.slice(0, MOST).map((of) => ofOnePiece(sayMatter(of, reader))),
		more: rest.length === 0 ? null : { text: m.home_matters_more({ count: rest.length }), href },
	};
}

function ofOnePiece(row: SaidMatter): SaidMatter {
	return { ...row, title: whole(row.title), say: whole(row.say) };
}

/** All who wait for the poster's choice are one matter. */
function asEntries(open: readonly OpenMatter[]): [OpenMatter, ...OpenMatter[]][] {
	const found = new Map<string, [OpenMatter, ...OpenMatter[]]>();
	for (const it of open) {
		const key =
			it.kind === 'order' ? it.groupBuyId : it.turn === 'waiting' ? `choose ${it.listingId}` : it.id;
		const known = found.get(key);
		if (known) known.push(it);
		else found.set(key, [it]);
	}
	return [...found.values()];
}

function sayMatter([it, ...others]: [OpenMatter, ...OpenMatter[]], reader: Reader): SaidMatter {
	if (it.kind === 'order')
		return {
			href: `/group-buys/${it.groupBuyId}`,
			icon: 'crate',
			title: it.title,
			say: sayOrder(it, reader),
		};
	const title = it.part ? `${it.title} · ${it.part}` : it.title;
	if (others.length > 0) {
		const homes = [it, ...others].map((one) => one.kind === 'handover' && one.claimantHouseholdId);
		const count = new Set(homes).size;
		const say =
			it.direction === 'ask' ? m.home_matters_choose_ask({ count }) : m.home_matters_choose({ count });
		if (count > 1) return { href: `/listings/${it.listingId}`, icon: 'people', title: it.title, say };
	}
	const other = it.door === null ? undefined : { door: it.door };
	const [situation, named] = situationOf(
		{ ...it, drawnAt: null, drawAt: null, returnBy: null },
		{
			state: it.turn,
			side: it.side,
			// These tell apart only what is over.
			by: 'other',
			gone: false,
			byHand: false,
			place: null,
			windowEndsAt: it.until,
			outsideName: it.outsideName,
			giver: it.side === 'receiver' ? other : undefined,
			receiver: it.side === 'giver' ? other : undefined,
		},
		reader,
	);
	const gives = it.side === 'giver';
	const icon = it.turn === 'left' ? 'sign' : it.turn === 'waiting' ? 'people' : gives ? 'bring' : 'key';
	return { href: `/handovers/${it.id}`, icon, title, say: sayHandover(situation, named).say };
}

function sayOrder({ turn, number, owedMinor, currency }: OpenOrder, { locale }: Reader): string {
	if (turn === 'left') return m.buypage_stand_left();
	if (turn === 'skipped') return m.buypage_stand_skipped();
	if (turn === 'called') return m.buypage_stand_called({ number: number ?? '–' });
	return m.home_matters_pay({ amount: sayMoney(owedMinor ?? 0, currency, locale) });
}
