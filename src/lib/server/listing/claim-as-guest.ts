import type { ClaimRefusal } from '../../domain/handover.ts';
import type { Locale } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { joinBuilding, type JoinRefusal } from '../account/join.ts';
import { findMemberById } from '../account/queries.ts';
import type { Db } from '../db/connect.ts';
import { findAnswer, once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { claimInLine } from './claim.ts';
import { maySee } from './facts.ts';
import { findByShareCode } from './shared-view.ts';

export type GuestClaim = {
	name: string;
	door: string;
	quantity: number;
	part: string | null;
	locale: Locale;
};
export type Arrived = {
	residentId: string;
	listingId: string;
	/** Null where this household could not have any: said behind the door, see `TELLING`. */
	handoverId: string | null;
	/** To be shown once; null for a repeat. */
	returnCode: string | null;
};
type GuestRefusal =
	JoinRefusal | 'people.suspended' | ClaimRefusal | KeyRefusal | 'not_found' | 'share.not_for_door';

/** Refusals that would tell a stranger whose post it is, or which door has claimed. The newcomer comes in and reads it there, and that household hears of them. */
const TELLING: readonly string[] = [
	'listing.own',
	'listing.household_limit',
	'listing.draw_entered',
] satisfies ClaimRefusal[];

/** How long a repeat of the same form may sign in again: the key is a secret of the browser that made it. */
const REPEATABLE = 10 * 60_000;

/** The first action on a link from the chat: joins the building behind that door and claims or pledges, both or neither. */
export async function claimAsGuest(
	db: Db,
	code: string,
	guest: GuestClaim,
	sent: Sent,
): Promise<Outcome<Arrived, GuestRefusal>> {
	let returnCode: string | null = null;
	const outcome = await once(db, sent, async (tx) => {
		const listing = await findByShareCode(tx, code);
		if (!listing) return refused('not_found');
		const { name, door, locale, quantity, part } = guest;
		const way = { buildingId: listing.buildingId };
		const joined = await joinBuilding(tx, { way, name, door, login: null, locale }, sent.at);
		if (!joined.ok) return joined;
		const { residentId } = joined.value;
		const newcomer = (await findMemberById(tx, residentId))!;
		if (!maySee(listing, newcomer)) return refused('share.not_for_door', { field: 'door' });
		const claimed = await claimInLine(tx, newcomer, { listingId: listing.id, quantity, part }, sent.at);
		if (!claimed.ok && !TELLING.includes(claimed.code)) return claimed;
		returnCode = joined.value.returnCode;
		return done({
			residentId,
			listingId: listing.id,
			handoverId: claimed.ok ? claimed.value.id : null,
			at: sent.at.toISOString(),
		});
	});
	if (!outcome.ok) return outcome;
	const { at, ...arrived } = outcome.value;
	if (sent.at.getTime() - Date.parse(at) > REPEATABLE) return refused('key.reused');
	return done({ ...arrived, returnCode });
}

/** What this form did when a guest sent it before: the second tap may come with the session that the first one opened. */
export async function findGuestClaim(
	db: Db,
	sent: Sent,
): Promise<Pick<Arrived, 'residentId' | 'listingId' | 'handoverId'> | null> {
	const answer = await findAnswer<Pick<Arrived, 'residentId' | 'listingId' | 'handoverId'>>(db, {
		...sent,
		actor: 'guest',
	});
	return answer.ok ? answer.value : null;
}
