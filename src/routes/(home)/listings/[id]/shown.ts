import type { Member } from '#lib/domain/member.ts';
import { localInput } from '#lib/domain/time.ts';
import { chatText } from '#lib/components/listing/chat.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { ListingView } from '#lib/server/listing/view.ts';
import { claimBoxOf } from './claim-box.ts';
import { factsOf } from './facts.ts';
import { peopleOf, sayAmount, standOf } from './present.ts';
import { sayState } from '#lib/components/handover/say.ts';

/** What the page shows, said in the reader's language and the building's time: the browser gets words, not rules. */
export function presentListing(view: ListingView, member: Member, now: Date, origin: string) {
	const time = (at: Date) => ({ at: at.toISOString(), text: sayTime(at, now, member.zone, getLocale()) });
	const { id, direction, category, title, details, quantity, remaining, unit, waiting, status, own, urgent } =
		view;
	const mine = view.handovers.filter((it) => it.mine);
	return {
		id,
		direction,
		category,
		title,
		details,
		quantity,
		remaining,
		unit,
		waiting,
		status,
		own,
		urgent,
		terms: view.terms,
		stand: standOf(view, member, now),
		poster: view.poster,
		building: view.building,
		postedAt: time(view.postedAt),
		photos: view.photos,
		facts: factsOf(view, member, now),
		medicine: category === 'medicine',
		hiddenName: view.anonymous ? (own ? m.listing_view_anonymous_own() : m.listing_view_anonymous()) : null,
		statusReason: view.statusReason,
		seed: view.drawSeed,
		claim: claimBoxOf(view),
		mine: mine.map((it) => ({ id: it.id, state: sayState(it.state), amount: sayAmount(it.quantity, unit) })),
		people: peopleOf(view, member, now),
		comments: view.comments.map((it) => ({ ...it, createdAt: time(it.createdAt) })),
		may: {
			give: own && direction === 'offer' && status === 'open' && remaining > 0,
			withdraw: own && status === 'open',
			hide: view.moderates && status !== 'hidden',
			urgency: view.mayAdjustUrgency && status === 'open',
			report: !own && !view.reported,
		},
		share: view.mayShare
			? { text: view.shareCode && forChat(view, member, now, `${origin}/s/${view.shareCode}`) }
			: null,
		lent: view.terms === 'lend',
		reported: view.reported,
		reports: view.reports.map((it) => ({ ...it, createdAt: time(it.createdAt) })),
		reason: view.reason,
		neededBy: view.neededBy === null ? '' : localInput(view.neededBy, member.zone),
	};
}

/** What goes to the chat: of an ask for medicine only that there is one. */
function forChat(view: ListingView, member: Member, now: Date, link: string): string {
	const title = view.personal ? null : view.title;
	return chatText(
		{ ...view, title, building: view.building ?? member.buildingName, zone: member.zone },
		link,
		now,
		getLocale(),
	);
}
