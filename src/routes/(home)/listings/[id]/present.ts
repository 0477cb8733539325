import type { Member } from '#lib/domain/member.ts';
import { plateOf } from '#lib/components/building/door-name.ts';
import { nearest } from '#lib/components/listing/notice.ts';
import { sayHandover, sayState } from '#lib/components/handover/say.ts';
import { sayHousehold, situationOf, type Reader } from '#lib/components/handover/situation.ts';
import { sayStanding } from '#lib/components/listing/stand.ts';
import { isFree, isPlainlyThere } from '#lib/components/listing/standing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { ListingView } from '#lib/server/listing/view.ts';

type Seen = ListingView['handovers'][number];

export function sayAmount(count: number, unit: string): string {
	return unit === '' ? String(count) : `${count} ${unit}`;
}

export function readerOf(member: Member, now: Date): Reader {
	return { now, zone: member.zone, locale: getLocale(), newcomer: member.status === 'waiting' };
}

/**
 * The one sentence on top: about this household's own handover where it has one, else about the post. What is simply there
 * to be had needs none: the picture comes first, and `beside` the count stands how it is given out.
 */
export function standOf(view: ListingView, member: Member, now: Date) {
	const mine = view.handovers.filter((it) => it.mine);
	const state = nearest(mine.map((it) => it.state)) ?? mine.at(-1)?.state;
	const lead = mine.findLast((it) => it.state === state);
	const over = lead && ['released', 'lapsed', 'refused'].includes(lead.state);
	if (lead && !(over && view.status === 'open')) {
		const said = sayHandover(...situationFor(view, lead, readerOf(member, now)));
		const href = `/handovers/${lead.id}`;
		return { say: said.say, more: said.next, href, tone: toneOf(lead.state), beside: [] };
	}
	const said = sayPost(view, member, now);
	if (!lead && isFree(said.standing)) {
		const how = isPlainlyThere(said.standing) ? null : said.say;
		const beside = [how, said.more].filter((it) => it !== null);
		return { say: '', more: null, href: null, tone: 'plain' as const, beside };
	}
	// Whoever let theirs go reads so first, then how the post stands now.
	const before = lead ? sayHandover(...situationFor(view, lead, readerOf(member, now))).say : null;
	const say = before === null ? said.say : `${before} ${said.say}`;
	return { say, more: said.more, href: null, tone: 'plain' as const, beside: [] };
}

export type Tone = 'yours' | 'waiting' | 'plain';

function toneOf(state: Seen['state']): Tone {
	if (state === 'waiting') return 'waiting';
	return ['reserved', 'on_the_way', 'left', 'missing'].includes(state) ? 'yours' : 'plain';
}

function situationFor(view: ListingView, it: Seen, reader: Reader) {
	const offer = view.direction === 'offer';
	const claimant = { door: it.household?.door, name: it.name, building: it.building };
	const poster = view.poster ?? { building: view.building };
	const by = it.byNobody ? ('nobody' as const) : it.byMe ? ('reader' as const) : ('other' as const);
	const posts = view.own;
	return situationOf(
		view,
		{
			state: it.state,
			side: posts || it.mine ? (posts === offer ? 'giver' : 'receiver') : null,
			by,
			gone: false,
			byHand: it.byHand,
			place: it.place,
			windowEndsAt: it.windowEndsAt,
			outsideName: it.outsideName,
			giver: offer ? poster : claimant,
			receiver: offer ? claimant : poster,
		},
		reader,
	);
}

function sayPost(view: ListingView, member: Member, now: Date) {
	const { unit } = view;
	const reader = view.own
		? 'poster'
		: member.status === 'waiting'
			? 'newcomer'
			: view.moderates
				? 'steward'
				: 'neighbour';
	const refused =
		view.refusal === 'handover.unconfirmed_limit'
			? 'newcomer'
			: view.refusal === 'listing.household_limit'
				? 'share'
				: null;
	return sayStanding(
		{
			reader,
			direction: view.direction,
			terms: view.terms,
			allocation: view.allocation,
			drawn: view.drawnAt !== null,
			status: view.status,
			remaining: view.remaining,
			underWay: view.underWay,
			given: view.given,
			waiting: view.waiting,
			missing: view.handovers.some((it) => it.state === 'missing'),
			reports: view.reports.length,
			refused,
		},
		{
			left: sayAmount(view.remaining, unit),
			underWay: sayAmount(view.underWay, unit),
			given: sayAmount(view.given, unit),
			total: sayAmount(view.quantity, unit),
			waiting: view.waiting,
			poster: sayHousehold(view.poster ?? undefined, getLocale(), m.handover_poster()),
			drawAt: view.drawAt === null ? '' : sayTime(view.drawAt, now, member.zone, getLocale()),
			reports: view.reports.length,
		},
	);
}

/** Those who asked or pledged, as the poster sees them, and a steward where something is missing: who, how much, where it stands. */
export function peopleOf(view: ListingView, member: Member, now: Date) {
	const reader = readerOf(member, now);
	return view.handovers
		.filter((it) => !it.mine)
		.map((it) => ({
			id: it.id,
			door: it.household ? plateOf(it.household.door) : null,
			name: nameOf(it) ?? (it.household ? '' : m.listing_view_neighbour()),
			amount: sayAmount(it.quantity, view.parts.find((part) => part.id === it.part)?.unit ?? view.unit),
			taken: it.taken === null ? null : m.people_took_week({ count: it.taken }),
			part: view.parts.find((part) => part.id === it.part)?.title ?? null,
			state: wordFor(it.state, view.allocation),
			say: sayHandover(...situationFor(view, it, reader)).say,
			over: ['received', 'returned', 'released', 'lapsed', 'refused'].includes(it.state),
			choose: mayChoose(view, it) ? chooseOf(view, it) : null,
		}));
}

function nameOf(it: Seen): string | null {
	return it.outsideName ? m.handover_outside({ name: it.outsideName }) : (it.name ?? it.building);
}

function mayChoose(view: ListingView, it: Seen): boolean {
	const chooses = view.own && view.allocation === 'poster_chooses' && view.status === 'open';
	return chooses && it.state === 'waiting' && view.remaining > 0;
}

function chooseOf(view: ListingView, it: Seen): string {
	const who = nameOf(it) ?? it.household?.door ?? m.listing_view_neighbour();
	return view.direction === 'ask' ? m.listing_view_choose_ask({ who }) : m.listing_view_choose({ who });
}

/** "Kept for you" is said to the receiver alone; and where the poster chooses there is no line. */
function wordFor(state: Seen['state'], allocation: ListingView['allocation']): string {
	if (state === 'reserved') return m.handover_state_reserved_them();
	return state === 'waiting' && allocation === 'poster_chooses'
		? m.handover_state_waiting_chosen()
		: sayState(state);
}
