import { reportKinds } from '#lib/components/building/report-words.ts';
import type { Member } from '#lib/domain/member.ts';
import { localInput } from '#lib/domain/time.ts';
import { plateOf } from '#lib/components/building/door-name.ts';
import { chatText } from '#lib/components/listing/chat.ts';
import { sayTag } from '#lib/components/listing/notice-words.ts';
import {
	giveWords,
	reasonWords,
	seedWords,
	shareWords,
	talkWords,
	urgencyWords,
	viewWords,
} from '#lib/components/listing/view-words.ts';
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
	const share = view.mayShare
		? {
				text: view.shareCode && forChat(view, member, now, `${origin}/s/${view.shareCode}`),
				words: shareWords(),
			}
		: null;
	// Nobody has answered yet: the text for the chat comes first, but not where it would tell who asks.
	const first = own && view.handovers.length === 0 && !view.anonymous && !view.personal && share?.text;
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
		tag: sayTag(view),
		words: viewWords(view, member.zone),
		stand: standOf(view, member, now),
		poster: view.poster && { ...view.poster, door: plateOf(view.poster.door) },
		helped: !view.helped
			? null
			: view.poster
				? m.people_for_by({ ...view.poster, by: view.helper ?? '' })
				: m.people_helped(),
		building: view.building,
		postedAt: time(view.postedAt),
		photos: view.photos.map((photo, at) => ({
			...photo,
			alt: m.listing_view_photo({ title, number: at + 1 }),
		})),
		facts: factsOf(view, member, now),
		medicine: category === 'medicine',
		hiddenName: view.anonymous ? (own ? m.listing_view_anonymous_own() : m.listing_view_anonymous()) : null,
		whyHidden:
			view.statusReason && status !== 'open'
				? m.listing_view_hidden_why({ reason: view.statusReason })
				: null,
		seed: view.drawSeed === null ? null : { value: view.drawSeed, words: seedWords() },
		claim: claimBoxOf(view),
		mine: mine.map((it) => ({ id: it.id, state: sayState(it.state), amount: sayAmount(it.quantity, unit) })),
		people: peopleOf(view, member, now),
		passOn: first ? share : null,
		talk: talkWords(),
		comments: view.comments.map((it) => ({
			...it,
			name: it.name ?? (it.helped ? m.people_helped() : m.handover_neighbour()),
			door: it.door === null ? null : plateOf(it.door),
			createdAt: time(it.createdAt),
		})),
		/** What this reader may do, each with its words. */
		tools: {
			share: first ? null : share,
			give: own && direction === 'offer' && status === 'open' && remaining > 0 ? giveWords() : null,
			urgency: view.mayAdjustUrgency && status === 'open' ? urgencyWords() : null,
			withdraw: own && status === 'open' ? reasonWords('withdraw') : null,
			hide: view.moderates && status !== 'hidden' ? reasonWords('hide') : null,
			report: !own && !view.reported ? { ...reasonWords('report'), ...reportKinds() } : null,
		},
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
