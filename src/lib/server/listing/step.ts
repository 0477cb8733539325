import type { Step, StepRefusal } from '../../domain/handover-step.ts';
import type { Side, State } from '../../domain/handover.ts';
import { refuseStep, STEP_TO } from '../../domain/handover-step.ts';
import {
	KNOCK_AFTER,
	maySeeHandover,
	needsKnock,
	SIGN_REMINDER_AFTER,
	sideOf,
} from '../../domain/handover.ts';
import type { LeaveRefusal } from '../../domain/corner.ts';
import type { Member } from '../../domain/member.ts';
import type { Code } from '../../domain/notification.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { putOnShelf, takeOffShelf } from '../corner/handover.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { endWhenGiven } from './end-when-given.ts';
import { changedBy } from './facts.ts';
import { tellOfHandover } from './news.ts';
import { promoteLine } from './promote.ts';
import type { HandoverRow, ListingRow } from './queries.ts';
import { listHelpers } from '../building/queries.ts';
import { findHandover, findParty, lockListing, markState } from './queries.ts';
import type { handovers } from './handover-table.ts';
import { returnReminderAt } from './window.ts';

export type StepInput = {
	handoverId: string;
	step: Step;
	reason: string;
	photo: StoredPhoto | null;
	/** The shelf on which it is left; null: the building's first, where the post's place is the corner. */
	corner?: string | null;
};

/** One tap on a handover: bring, left, receive, missing, release, returned. Freed quantity goes to the line at once. */
export function takeStep(
	db: Db,
	by: Member,
	input: StepInput,
	sent: Sent,
): Promise<Outcome<{ id: string; state: State }, StepRefusal | LeaveRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const now = sent.at;
		const seen = await findHandover(tx, input.handoverId);
		const listing = seen && (await lockListing(tx, seen.listingId));
		// Again, under the lock: somebody else's step may just have been written.
		const handover = listing && (await findHandover(tx, input.handoverId));
		if (!handover || !maySeeHandover(listing, handover, by)) return refused('not_found');
		const refusal = refuseStep(input.step, listing, handover, by);
		if (refusal) return refused(refusal);

		const to = STEP_TO[input.step];
		if (to === 'left') {
			const put = await putOnShelf(tx, listing, handover, by, input.corner ?? null, now);
			if (!put.ok) return put;
		}
		const [photoId] = input.photo
			? await insertPhotos(tx, { handoverId: handover.id }, [input.photo], by.actedBy ?? by.id, now)
			: [];
		const change = {
			...changedBy(by),
			changedAt: now,
			changeReason: input.reason,
			...timesOf(to, listing, by.zone, now),
		};
		const photo = photoId && to === 'left' ? { leftPhotoId: photoId } : {};
		if (!(await markState(tx, handover, to, { ...change, ...photo })))
			return refused('handover.state_changed');

		if (to === 'received') await takeOffShelf(tx, handover, by, now);
		await tellOthers(tx, listing, { ...handover, state: to }, handover.state, by, input.reason, now);
		if (to === 'released' || to === 'returned') await promoteLine(tx, listing.id, now);
		if (to === 'received') await endWhenGiven(tx, listing.id, now);
		afterCommit(tx, { listingId: listing.id });
		return done({ id: handover.id, state: to });
	});
}

/** What a new state means for the clock: when the system has to look again. */
function timesOf(
	to: State,
	listing: ListingRow,
	zone: string,
	now: Date,
): Partial<typeof handovers.$inferInsert> {
	if (to === 'left') {
		const after = needsKnock(listing) ? KNOCK_AFTER : SIGN_REMINDER_AFTER;
		return { leftAt: now, windowEndsAt: null, remindAt: null, dueAt: new Date(now.getTime() + after) };
	}
	const dueAt = to === 'received' ? returnReminderAt(listing, zone, now) : null;
	return { windowEndsAt: null, remindAt: null, dueAt };
}

async function tellOthers(
	tx: Db,
	listing: ListingRow,
	handover: HandoverRow,
	before: State,
	by: Member,
	reason: string,
	now: Date,
): Promise<void> {
	const side = sideOf(listing, handover, by);
	const offered = listing.direction === 'offer';
	const [giver, receiver] = offered
		? [listing.posterId, handover.claimantId]
		: [handover.claimantId, listing.posterId];
	const doer = await findParty(tx, by.id);
	// An anonymous asker stays so towards somebody whose pledge was not taken.
	const hidden = listing.anonymous && before === 'waiting' && by.id === listing.posterId;
	const about = { listing, handover, other: hidden ? null : doer, reason };
	const tell = (to: (string | null)[], code: Code) => tellOfHandover(tx, to, code, about, now);
	switch (handover.state) {
		case 'on_the_way':
			return tell([receiver], 'handover.on_the_way');
		case 'left':
			return tell([receiver], 'handover.left');
		case 'received':
			return tell(side === null ? [giver, receiver] : [giver], 'handover.received');
		case 'missing':
			await tell([giver], 'handover.missing');
			return tell(await listHelpers(tx, listing.buildingId, 'steward'), 'handover.missing_look');
		case 'returned':
			return tell([receiver], 'handover.returned');
		case 'released':
			// Somebody who only leaves the line is nobody's news.
			if (before === 'waiting' && by.id === handover.claimantId) return;
			return tell(othersOf(side, giver, receiver), 'handover.released');
	}
}

function othersOf(side: Side | null, giver: string | null, receiver: string | null): (string | null)[] {
	if (side === null) return [giver, receiver];
	return side === 'giver' ? [receiver] : [giver];
}
