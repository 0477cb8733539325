import { and, eq } from 'drizzle-orm';
import { ACTING_MINUTES, mayStandInFor } from '../../domain/helping.ts';
import { isHelper, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { findMemberById } from './queries.ts';
import { hashToken } from './session.ts';
import { sessions } from './table.ts';

/**
 * Whoever a form is sent for: the person themselves, or – where a helper names a neighbour of their building in `for` –
 * that neighbour, with the helper kept for the trail.
 */
export async function actFor(
	db: Db,
	member: Member,
	forId: string | null,
): Promise<Outcome<Member, 'acting.not_allowed'>> {
	if (forId === null || forId === member.id) return done(member);
	const neighbour = isHelper(member) ? await findMemberById(db, forId) : null;
	if (!neighbour || neighbour.buildingId !== member.buildingId)
		return refused('acting.not_allowed', { field: 'for' });
	return done({ ...neighbour, actedBy: member.id });
}

/** The neighbour in whose place this helper may stand, as the member that pages are shown to; null where they may not. */
export async function findStoodInFor(db: Db, by: Member, neighbourId: string): Promise<Member | null> {
	const neighbour = await findMemberById(db, neighbourId);
	if (!neighbour || !mayStandInFor(by, { ...neighbour, phoneless: neighbour.phoneless === true }))
		return null;
	return { ...neighbour, locale: by.locale, actedBy: by.id };
}

/** From here on this browser shows and sends everything for that neighbour, until it is ended or half an hour nothing is done. */
export async function beginActing(
	db: Db,
	by: Member,
	neighbourId: string,
	token: string,
	now: Date,
): Promise<Outcome<Member, 'not_found'>> {
	const neighbour = await findStoodInFor(db, by, neighbourId);
	if (!neighbour) return refused('not_found');
	await markActing(db, by, neighbour.id, token, now);
	return done(neighbour);
}

/** Also called with every form sent for them: whoever is at it is not interrupted. */
export async function markActing(
	db: Db,
	by: Member,
	neighbourId: string | null,
	token: string,
	now: Date,
): Promise<void> {
	const actingUntil = neighbourId === null ? null : new Date(now.getTime() + ACTING_MINUTES * 60_000);
	await db
		.update(sessions)
		.set({ actingFor: neighbourId, actingUntil })
		.where(and(eq(sessions.id, hashToken(token)), eq(sessions.residentId, by.id)));
}
