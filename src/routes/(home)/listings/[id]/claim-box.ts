import { holdsAtOnce } from '#lib/domain/handover.ts';
import { claimWords } from '#lib/components/listing/view-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ListingView } from '#lib/server/listing/view.ts';
import { sayAmount } from './present.ts';

/** The buttons with which one says "I'd like it" or "I have it": one for the whole, or one a part. */
export function claimBoxOf(view: ListingView) {
	// Why not is said by the sentence on top.
	if (view.own || view.status !== 'open' || view.refusal !== null) return null;
	// Given away for good: there is nothing to stand in line for.
	if (view.remaining === 0 && view.underWay === 0 && view.terms !== 'lend') return null;
	const again = view.handovers.some(
		(it) => it.mine && ['waiting', 'reserved', 'on_the_way', 'left', 'missing'].includes(it.state),
	);
	if (again && view.remaining === 0) return null;
	const whole = {
		id: null,
		title: null,
		quantity: view.quantity,
		remaining: view.remaining,
		unit: view.unit,
	};
	const sizes = view.parts.length > 0 ? view.parts : [whole];
	return {
		again,
		words: claimWords(view),
		forms: sizes.map((size) => ({
			part: size.id,
			title: size.title,
			total: size.quantity,
			remaining: size.remaining,
			unit: size.unit,
			amount: sayAmount(size.quantity, size.unit),
			max: Math.min(size.quantity, view.share),
			label: labelOf(view, size),
		})),
	};
}

function labelOf(view: ListingView, size: { quantity: number; remaining: number }): string {
	const ask = view.direction === 'ask';
	if (view.allocation === 'draw' && view.drawnAt === null) return m.listing_view_enter_draw();
	if (view.allocation === 'poster_chooses') return ask ? m.listing_view_pledge() : m.listing_view_apply();
	if (holdsAtOnce({ ...view, waiting: view.parts.length > 0 ? 0 : view.waiting }, size.remaining, 1))
		return ask ? m.listing_view_pledge() : m.listing_view_claim();
	return ask ? m.listing_view_stand_by() : m.listing_view_queue();
}
