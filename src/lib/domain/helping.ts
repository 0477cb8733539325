import { needsKnock, sideOf, type State } from './handover.ts';
import type { Member } from './member.ts';
import { isHelper, isSteward } from './member.ts';

/** How somebody without a phone said that a helper may act for them. */
export const AGREEMENTS = ['phone', 'door'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** What came of a call. Whoever was on the line was heard from. */
export const CALL_OUTCOMES = ['agreed', 'no_answer', 'later'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What a helper found who knocked because something stood unsigned. */
export const KNOCK_FINDINGS = ['has_it', 'nobody', 'gone', 'worried'] as const;
export type KnockFinding = (typeof KNOCK_FINDINGS)[number];

/** For how long a helper stays in somebody's place without doing anything; every step for them begins it anew. */
export const ACTING_MINUTES = 30;

/** How often somebody is to be heard from: from the steward's choice, in hours. */
export const CARE_HOURS = [12, 24, 48, 72, 168] as const;

/** The person was on the line, whatever they said. */
export function wasHeard(outcome: CallOutcome): boolean {
	return outcome !== 'no_answer';
}

export type Cared = { heardAt: Date; everyHours: number };

/** When somebody is to be looked in on, when they were last heard from then. */
export function careDueAt({ heardAt, everyHours }: Cared): Date {
	return new Date(heardAt.getTime() + everyHours * 3_600_000);
}

export function isUnheard(care: Cared, now: Date): boolean {
	return careDueAt(care) <= now;
}

/**
 * May this helper take the neighbour's place, with everything that is theirs to see? Only of somebody without a phone of
 * their own, who agreed to it; whoever has a phone is only ever acted for one form at a time.
 */
export function mayStandInFor(
	by: Member,
	neighbour: { id: string; buildingId: string; status: string; phoneless: boolean },
): boolean {
	return (
		isHelper(by) &&
		by.id !== neighbour.id &&
		by.buildingId === neighbour.buildingId &&
		neighbour.status === 'confirmed' &&
		neighbour.phoneless
	);
}

/** Who may go and knock, and say what they found: helpers of the building who have no part in it themselves. */
export function mayKnock(
	by: Member,
	listing: Parameters<typeof sideOf>[0] & Parameters<typeof needsKnock>[0] & { buildingId: string },
	handover: Parameters<typeof sideOf>[1] & { state: State },
): boolean {
	if (!isHelper(by) || by.actedBy !== undefined || by.buildingId !== listing.buildingId) return false;
	if (sideOf(listing, handover, by) !== null) return false;
	return needsKnock(listing) || isSteward(by);
}

/** Whether a helper did it for this person, or this person for somebody: nobody else is named. */
export function helped(residentId: string, byId: string | null, forId: string | null) {
	return {
		byHelper: forId === residentId && byId !== residentId,
		forNeighbour: forId !== null && forId !== residentId,
	};
}
