import { isHelper, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { findMemberById } from './queries.ts';

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
