import { isLimited } from '#lib/domain/handover.ts';
import { dayOf } from '#lib/domain/time.ts';
import type { IconName } from '#lib/components/ui/Icon.svelte';
import { plateOf } from '#lib/components/building/door-name.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayDay, sayTime } from '#lib/i18n/when.ts';
import { whole } from '#lib/i18n/whole.ts';
import type { Member } from '#lib/domain/member.ts';
import type { ListingView } from '#lib/server/listing/view.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';

export type Fact = {
	icon: IconName;
	text: string;
	soon?: boolean;
	door?: { plate: string; label: string } | null;
};

/** What there is to know about a post besides its title, in words, the most pressing first. */
export function factsOf(view: ListingView, member: Member, now: Date): Fact[] {
	const locale = getLocale();
	const time = (at: Date) => sayTime(at, now, member.zone, locale);
	const day = (on: string) => sayDay(on, dayOf(now, member.zone), locale);
	const ask = view.direction === 'ask';
	const facts: (Fact | null | false)[] = [
		view.neededBy !== null && {
			icon: 'clock',
			text: m.listing_view_needed_by({ time: time(view.neededBy) }),
			soon: view.urgent,
		},
		view.reason !== '' && { icon: 'info', text: view.reason },
		view.reached !== null &&
			view.status === 'open' && { icon: 'people', text: m.listing_view_reached(view.reached) },
		view.status === 'open' && {
			icon: 'clock',
			text: m.listing_view_until({ time: time(view.until) }),
			soon: isSoon(view.until, now),
		},
		placeOf(view),
		view.terms === 'lend' && {
			icon: 'key',
			text: view.returnBy ? m.listing_view_lend_by({ day: day(view.returnBy) }) : m.listing_view_lend(),
		},
		view.terms === 'swap' && { icon: 'share', text: m.listing_view_swap({ what: view.swapFor }) },
		view.category === 'medicine' && !ask && { icon: 'medicine', text: m.listing_view_sealed() },
		view.bestBefore !== null && {
			icon: 'today',
			text: m.listing_view_best_before({ day: day(view.bestBefore) }),
		},
		view.keepCold && { icon: 'item', text: m.listing_view_keep_cold() },
		view.allergens !== '' && {
			icon: 'alert',
			text: m.listing_view_allergens({ what: view.allergens }),
			soon: true,
		},
		limitOf(view, now, time),
		allocationOf(view, time),
		view.waiting > 0 &&
			view.allocation === 'first_come' && {
				icon: 'people',
				text: m.listing_view_waiting({ count: view.waiting }),
			},
		ask && { icon: 'door', text: reaches[view.reach]() },
		view.scope !== 'building' && {
			icon: 'people',
			text: view.scope === 'entrance' ? m.listing_view_scope_entrance() : m.listing_view_scope_community(),
		},
	];
	return facts
		.filter((fact) => fact !== null && fact !== false)
		.map((fact) => ({ ...fact, text: whole(fact.text) }));
}

const reaches = {
	ring: m.listing_view_reach_ring,
	knock: m.listing_view_reach_knock,
	text: m.listing_view_reach_text,
	none: m.listing_view_reach_none,
};

/** Two hours before its end a post is "soon". */
function isSoon(until: Date, now: Date): boolean {
	return until.getTime() - now.getTime() < 2 * 3_600_000;
}

function placeOf(view: ListingView): Fact {
	const door = view.poster ? plateOf(view.poster.door) : null;
	if (view.direction === 'ask')
		return { icon: 'place', text: askPlaces[view.place](), door: view.place === 'door' ? door : null };
	return { icon: 'place', text: offerPlaces[view.place](), door: view.place === 'door' ? door : null };
}

const offerPlaces = {
	door: m.listing_view_place_door,
	corner: m.listing_view_place_corner,
	meet: m.listing_view_place_meet,
	carrier: m.listing_view_place_carrier,
};
const askPlaces = {
	door: m.listing_view_ask_place_door,
	corner: m.listing_view_place_corner,
	meet: m.listing_view_place_meet,
	carrier: m.listing_view_ask_place_carrier,
};

function limitOf(view: ListingView, now: Date, time: (at: Date) => string): Fact | null {
	if (view.perHousehold === null || view.perHousehold >= view.quantity || view.status !== 'open') return null;
	const text = isLimited(view, now)
		? m.listing_view_limit({ count: view.perHousehold, unit: view.unit, time: time(onFive(view.relaxedAt)) })
		: m.listing_view_limit_over();
	return { icon: 'crate', text: text.replace(/ {2,}/g, ' ') };
}

/** 17:00 for 16:58: who reads it comes when it is so. */
function onFive(at: Date): Date {
	return new Date(Math.ceil(at.getTime() / 300_000) * 300_000);
}

function allocationOf(view: ListingView, time: (at: Date) => string): Fact | null {
	if (view.allocation === 'poster_chooses')
		return {
			icon: 'people',
			text:
				view.waiting > 0 ? m.listing_view_chooses({ count: view.waiting }) : m.listing_view_chooses_none(),
		};
	if (view.allocation !== 'draw') return null;
	if (view.drawnAt !== null)
		return { icon: 'people', text: m.listing_view_drawn({ time: time(view.drawnAt) }) };
	return { icon: 'people', text: m.listing_view_draw({ time: time(view.drawAt!), count: view.waiting }) };
}
