import { isLimited } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import { isPosters } from '../../domain/listing.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { endWhenGiven } from './end-when-given.ts';
import { changedBy } from './facts.ts';
import { tellOfHandover } from './news.ts';
import {
	findHousehold,
	findParty,
	listPeopleOf,
	insertHandover,
	lockListing,
	sumOfHousehold,
} from './queries.ts';

export type GiveInput = {
	listingId: string;
	/** The household that has it now, or – with `outsideName` – the one that vouches: its id, or its door as typed. */
	household: string;
	quantity: number;
	outsideName: string;
};

type GiveRefusal =
	| 'give.household_unknown'
	| 'give.more_than_free'
	| 'give.only_offers'
	| 'listing.ended'
	| 'listing.household_limit';

/** The giver writes down what was given by hand to a household without the app, or lent outside with a household that vouches. */
export function giveByHand(
	db: Db,
	by: Member,
	input: GiveInput,
	sent: Sent,
): Promise<Outcome<{ id: string }, GiveRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const listing = await lockListing(tx, input.listingId);
		if (!listing || !isPosters(listing, by)) return refused('not_found');
		if (listing.direction !== 'offer') return refused('give.only_offers');
		if (listing.status !== 'open') return refused('listing.ended');
		const household = await findHousehold(tx, input.household, listing.buildingId);
		if (!household) return refused('give.household_unknown', { field: 'household' });
		const free = listing.quantity - listing.held;
		if (input.quantity > free)
			return refused('give.more_than_free', { field: 'quantity', detail: { left: free } });
		const mine = await sumOfHousehold(tx, listing.id, household.id);
		if (isLimited(listing, sent.at) && mine + input.quantity > listing.perHousehold!)
			return refused('listing.household_limit', {
				field: 'quantity',
				detail: { left: Math.max(0, listing.perHousehold! - mine), limit: listing.perHousehold! },
			});
		const handover = await insertHandover(tx, {
			listingId: listing.id,
			claimantId: null,
			claimantHouseholdId: household.id,
			outsideName: input.outsideName === '' ? null : input.outsideName,
			quantity: input.quantity,
			state: 'received',
			createdAt: sent.at,
			changedAt: sent.at,
			...changedBy(by),
		});
		// Whoever of them has the app reads that it was written down.
		const people = await listPeopleOf(tx, household.id);
		const giver = await findParty(tx, by.id);
		await tellOfHandover(tx, people, 'handover.given_by_hand', { listing, handover, other: giver }, sent.at);
		await endWhenGiven(tx, listing.id, sent.at);
		afterCommit(tx, { listingId: listing.id });
		return done({ id: handover.id });
	});
}
