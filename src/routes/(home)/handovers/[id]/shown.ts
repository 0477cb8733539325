import { knockWords } from '#lib/components/handover/knock-words.ts';
import { emergencyNumber } from '#lib/domain/listing.ts';
import type { Step } from '#lib/domain/handover-step.ts';
import { isSteward, type Member } from '#lib/domain/member.ts';
import { sayHandover, sayState } from '#lib/components/handover/say.ts';
import { situationOf } from '#lib/components/handover/situation.ts';
import { sayWhat, sayWho } from '#lib/components/handover/trail.ts';
import { plateOf } from '#lib/components/building/door-name.ts';
import {
	handoverWords,
	missingWords,
	releaseWords,
	sayStep,
	thankWords,
} from '#lib/components/handover/words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { HandoverView } from '#lib/server/listing/handover-view.ts';

/** Where it stands for this reader, in one sentence, and what comes next. */
export function sayView(view: HandoverView, member: Member, now: Date) {
	const last = view.trail.at(-1);
	const reader = { now, zone: member.zone, locale: getLocale(), newcomer: member.status === 'waiting' };
	const gone = last?.from === 'missing' && last.to === 'released';
	const by =
		!last || last.system ? ('nobody' as const) : last.mine ? ('reader' as const) : ('other' as const);
	return sayHandover(...situationOf(view.listing, { ...view, by, gone }, reader));
}

/** A newcomer's thing is kept behind a door that they are not told yet. */
export function seesNoDoor({ side, state, listing }: HandoverView, member: Member): boolean {
	return (
		member.status === 'waiting' &&
		side === 'receiver' &&
		state === 'reserved' &&
		listing.direction === 'offer' &&
		listing.place === 'door' &&
		listing.category !== 'help'
	);
}

/** What the page shows, said in the reader's language and the building's time. */
export function presentHandover(
	view: HandoverView,
	member: Member,
	now: Date,
	shelves: { id: string; place: string }[],
) {
	const time = (at: Date) => ({ at: at.toISOString(), text: sayTime(at, now, member.zone, getLocale()) });
	const { id, state, side, photo, listing, part, thanks } = view;
	const unit = part?.unit ?? listing.unit;
	const amount = unit === '' ? String(view.quantity) : `${view.quantity} ${unit}`;
	const { say, next } = sayView(view, member, now);
	const other = side === 'giver' ? view.receiver : view.giver;
	// The signature is drawn only for those who see it happen.
	const signedAt = view.trail.findLast((it) => it.to === 'received')?.at;
	return {
		id,
		state,
		side,
		say,
		next,
		words: handoverWords(),
		photo: photo && { ...photo, alt: m.handover_photo_seen() },
		thanks: thanks ? { title: m.handover_thanks_said(), text: thanks } : null,
		amount,
		title: part ? `${listing.title} · ${part.title}` : listing.title,
		listingId: listing.id,
		emergency:
			listing.category === 'medicine'
				? m.listing_view_emergency({ number: emergencyNumber(member.zone) })
				: null,
		cover: listing.photos[0] ?? null,
		word: state === 'reserved' && side !== 'receiver' ? m.handover_state_reserved_them() : sayState(state),
		tone: toneOf(view),
		plate: doorToWalkTo(view, other),
		homes: (side === null ? [view.giver, view.receiver] : [other])
			.filter((it) => it !== undefined)
			.map(({ door, name }) => ({ door: plateOf(door), name })),
		until:
			view.windowEndsAt && (state === 'reserved' || state === 'on_the_way') ? time(view.windowEndsAt) : null,
		windowOver: view.windowEndsAt !== null && view.windowEndsAt <= now,
		steps: stepsOf(view, shelves.length > 0),
		shelves: shelves.length > 1 ? { label: m.corner_handover_choose(), choices: shelves } : null,
		thank: view.mayThank ? thankWords() : null,
		fresh: signedAt !== undefined && now.getTime() - signedAt.getTime() < 20_000,
		actingFor: view.actingFor && {
			id: view.actingFor.id,
			door: plateOf(view.actingFor.door),
			doing: m.people_acting({ name: view.actingFor.name }),
		},
		knock: view.mayKnock ? knockWords() : null,
		phone: view.phone,
		asSteward: side === null && isSteward(member),
		trail: view.trail.map((it) => ({
			...time(it.at),
			who: sayWho(it),
			what: sayWhat(it, listing, view.byHand),
			why: it.reason,
		})),
	};
}

function toneOf(view: HandoverView): 'yours' | 'waiting' | 'plain' {
	if (view.state === 'waiting') return 'waiting';
	return ['reserved', 'on_the_way', 'left', 'missing'].includes(view.state) ? 'yours' : 'plain';
}

/** The door to walk to, large: only while there is somewhere to go. */
function doorToWalkTo(view: HandoverView, other: HandoverView['giver']) {
	const door = doorOf(view, other);
	return door ? plateOf(door) : null;
}

function doorOf(view: HandoverView, other: HandoverView['giver']): string | null {
	const { state, side, listing } = view;
	if (side === null) return state === 'missing' || state === 'left' ? (view.receiver?.door ?? null) : null;
	if (listing.place !== 'door' || (state !== 'reserved' && state !== 'on_the_way')) return null;
	const fetches = listing.direction === 'offer' && side === 'receiver' && state === 'reserved';
	const brings = side === 'giver' && (listing.direction === 'ask' || state === 'on_the_way');
	return fetches || brings ? (other?.door ?? null) : null;
}

/** Buttons in the order in which one needs them: the main one, others, and those that cannot be undone. */
function stepsOf(view: HandoverView, onShelf: boolean) {
	const { side, state, listing, steps } = view;
	const order: readonly Step[] =
		listing.direction === 'ask' && state === 'reserved'
			? ['bring', 'left', 'receive', 'returned']
			: ['receive', 'left', 'bring', 'returned'];
	const can = order
		.filter((step) => steps.includes(step))
		.map((step) => sayStep(step, state, listing.category === 'help', onShelf));
	// Signing is the main thing once it is there; who is still to fetch it finds that button, but it does not call.
	const early = side === 'receiver' && (state === 'reserved' || state === 'on_the_way');
	return {
		main: early ? null : (can[0] ?? null),
		others: early ? can : can.slice(1),
		missing: steps.includes('missing') ? missingWords() : null,
		release: steps.includes('release') ? releaseWords(side, state) : null,
	};
}
