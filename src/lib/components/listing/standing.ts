import type { Allocation, Direction, ListingStatus, Terms } from '#lib/domain/listing.ts';

/** What one sentence about a post depends on, for a reader who has no handover of it under way. */
export type Situation = {
	/** The poster's side; a newcomer has not been let in; a steward looks after the building. */
	reader: 'poster' | 'neighbour' | 'newcomer' | 'steward';
	direction: Direction;
	terms: Terms;
	allocation: Allocation;
	drawn: boolean;
	/** `ended` also where only the clock says so. */
	status: ListingStatus;
	/** Pieces free, kept or on their way, arrived; households in line. */
	remaining: number;
	underWay: number;
	given: number;
	waiting: number;
	/** Something was left and not found: whoever may know is told. */
	missing: boolean;
	reports: number;
	/** Why this reader cannot have any, though there is some. */
	refused: 'share' | 'newcomer' | null;
};

export type Standing = ReturnType<typeof standingOf>;
export type StandingMore = NonNullable<ReturnType<typeof moreOf>>;

/** Where this reader stands with a post: the sentence's key without the prefix `listing_view_stand_`. */
export function standingOf(it: Situation) {
	if (it.reader === 'poster') return ofPoster(it);
	if (it.reader === 'steward' && it.missing) return 'steward_missing';
	if (it.reader === 'steward' && it.reports > 0) return 'steward_reports';
	if (it.status === 'hidden') return 'hidden_others';
	if (it.status === 'withdrawn') return 'withdrawn_others';
	if (it.status === 'ended' && (!isDone(it) || it.terms === 'lend'))
		return it.direction === 'ask' ? 'ended_ask' : 'ended_offer';
	if (it.refused === 'newcomer') return 'newcomer_one';
	if (it.refused === 'share') return 'share_used';
	return it.direction === 'ask' ? openAsk(it) : openOffer(it);
}

/** All of it has arrived; what is lent comes back. */
const isDone = (it: Situation): boolean => it.remaining === 0 && it.underWay === 0;

function ofPoster(it: Situation) {
	const ask = it.direction === 'ask';
	if (it.missing) return 'own_missing';
	if (it.status === 'hidden') return 'own_hidden';
	if (it.status === 'withdrawn') return it.underWay > 0 ? 'own_withdrawn_under_way' : 'own_withdrawn';
	if (it.status === 'ended' && !isDone(it)) {
		if (it.underWay > 0) return 'own_ended_under_way';
		if (it.given === 0) return 'own_ended_none';
		return ask ? 'own_ended_ask' : 'own_ended_offer';
	}
	if (isDone(it)) return ask ? 'own_done_ask' : it.terms === 'lend' ? 'own_lent' : 'own_done_offer';
	if (it.allocation === 'draw' && !it.drawn) return it.waiting === 0 ? 'own_draw_empty' : 'own_draw';
	if (it.allocation === 'poster_chooses' && it.waiting > 0 && it.remaining > 0)
		return ask ? 'own_choose_ask' : 'own_choose_offer';
	if (it.underWay > 0) return ask ? 'own_under_way_ask' : 'own_under_way_offer';
	if (it.given > 0) return ask ? 'own_some_ask' : 'own_some_offer';
	return ask ? 'own_nobody_ask' : 'own_nobody_offer';
}

function openOffer(it: Situation) {
	if (it.allocation === 'draw' && !it.drawn) return 'offer_draw';
	if (it.remaining > 0) {
		if (it.allocation === 'poster_chooses') return 'offer_chooses';
		return it.waiting > 0 ? 'offer_behind' : 'offer_free';
	}
	if (it.terms === 'lend') return 'offer_lent';
	return it.underWay > 0 ? 'offer_gone' : 'offer_done';
}

function openAsk(it: Situation) {
	if (it.allocation === 'draw' && !it.drawn) return 'ask_draw';
	if (it.remaining > 0) return it.allocation === 'poster_chooses' ? 'ask_chooses' : 'ask_open';
	return it.underWay > 0 ? 'ask_promised' : 'ask_done';
}

/** It is there to be had, which the notice and its button say by themselves: only how it is given out is worth a line more. */
export function isPlainlyThere(standing: Standing): boolean {
	return standing === 'offer_free' || standing === 'ask_open';
}
export function isFree(standing: Standing): boolean {
	const how: Standing[] = ['offer_draw', 'offer_chooses', 'offer_behind', 'ask_draw', 'ask_chooses'];
	return isPlainlyThere(standing) || how.includes(standing);
}

/** A second, quieter sentence for those who stand apart: newcomers, and stewards, who also see how it goes. */
export function moreOf(it: Situation) {
	if (it.reader === 'newcomer')
		return it.status === 'open' && it.refused === null ? 'newcomer_open' : 'newcomer_over';
	if (it.reader !== 'steward') return null;
	return it.status === 'open' ? 'steward_numbers' : 'steward_over';
}
