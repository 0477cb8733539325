import { holdsAtOnce, refuseClaim, shareLeft, type ClaimRefusal } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { claimAtOnce } from './claim-at-once.ts';
import { changedBy, maySee } from './facts.ts';
import { tellOfHandover } from './news.ts';
import { promoteLine } from './promote.ts';
import {
	countActive,
	findPart,
	findParty,
	insertHandover,
	listLine,
	listParts,
	lockListing,
	sumOfHousehold,
} from './queries.ts';
import { windowFor } from './window.ts';

export type ClaimInput = { listingId: string; quantity: number; part: string | null };
type Claimed = Outcome<{ id: string }, ClaimRefusal | KeyRefusal | 'not_found' | 'people.suspended'>;

/**
 * "I'd like it", or on an ask "I have it": one handover, held at once or with a place in line.
 * The common case is one statement; everything that needs a rule explained goes through the listing's lock.
 */
export async function claim(db: Db, by: Member, input: ClaimInput, sent: Sent): Promise<Claimed> {
	if (isSuspended(by, sent.at)) return refused('people.suspended');
	if (by.status === 'confirmed' && input.part === null) {
		const id = await claimAtOnce(db, by, input, sent);
		if (id !== null) return done({ id });
	}
	return once(db, sent, (tx) => claimInLine(tx, by, input, sent.at));
}

/** The same claim in a transaction that is open already: it waits for the listing's lock, then for its place in line. */
export async function claimInLine(tx: Db, by: Member, input: ClaimInput, now: Date): Promise<Claimed> {
	const listing = await lockListing(tx, input.listingId);
	if (!listing || !maySee(listing, by)) return refused('not_found');
	const part = input.part === null ? null : await findPart(tx, listing.id, input.part);
	const needsPart = input.part === null && (await listParts(tx, listing.id)).length > 0;
	if (needsPart || (input.part !== null && !part)) return refused('listing.part_missing', { field: 'part' });
	const size = part ?? listing;
	const facts = {
		wanted: input.quantity,
		size: size.quantity,
		mine: await sumOfHousehold(tx, listing.id, by.householdId),
		active: by.status === 'confirmed' ? 0 : await countActive(tx, by.householdId, by.id),
	};
	const refusal = refuseClaim(listing, by, facts, now);
	if (refusal) {
		const left = shareLeft(listing, facts.mine, now);
		return refused(refusal, {
			detail: { left, limit: listing.perHousehold ?? listing.quantity, quantity: size.quantity },
		});
	}
	const ahead = part ? (await listLine(tx, listing.id, part.id)).length : listing.waiting;
	const atOnce = holdsAtOnce({ ...listing, waiting: ahead }, size.quantity - size.held, input.quantity);
	const poster = await findParty(tx, listing.posterId);
	const handover = await insertHandover(tx, {
		listingId: listing.id,
		partId: part?.id ?? null,
		claimantId: by.id,
		claimantHouseholdId: by.householdId,
		quantity: input.quantity,
		state: atOnce ? 'reserved' : 'waiting',
		createdAt: now,
		changedAt: now,
		...changedBy(by),
		...(atOnce ? windowFor(listing, poster, by, now) : {}),
	});
	const offered = listing.direction === 'offer';
	const code = atOnce
		? offered
			? 'handover.claimed'
			: 'handover.pledged'
		: offered
			? 'handover.applied'
			: 'handover.pledge_offered';
	if (atOnce || listing.allocation === 'poster_chooses')
		await tellOfHandover(tx, [listing.posterId], code, { listing, handover, other: by }, now);
	if (!atOnce) await promoteLine(tx, listing.id, now);
	afterCommit(tx, { listingId: listing.id });
	return done({ id: handover.id });
}
