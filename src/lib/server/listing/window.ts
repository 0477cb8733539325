import { windowOf } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import { instant } from '../../domain/time.ts';
import type { ListingRow, Party } from './queries.ts';

type Awake = Pick<Party, 'quiet' | 'zone'>;

/** Until when it is kept, by the receiver's waking hours; columns of a handover that becomes reserved. */
export function windowFor(
	listing: Pick<ListingRow, 'category' | 'direction'>,
	poster: Awake | null,
	claimant: Awake | Pick<Member, 'quiet' | 'zone'> | null,
	now: Date,
): { windowEndsAt: Date; remindAt: Date; dueAt: Date } {
	const receiver = (listing.direction === 'offer' ? claimant : poster) ?? claimant ?? poster;
	const window = windowOf(
		listing.category,
		now,
		receiver?.quiet ?? { from: 0, to: 0 },
		receiver?.zone ?? 'UTC',
	);
	return { windowEndsAt: window.endsAt, remindAt: window.remindAt, dueAt: window.remindAt };
}

/** When a borrower is reminded: at nine in the morning of the day on which it is to be back. Null: no loan, or past. */
export function returnReminderAt(
	listing: Pick<ListingRow, 'terms' | 'returnBy'>,
	zone: string,
	now: Date,
): Date | null {
	if (listing.terms !== 'lend' || listing.returnBy === null) return null;
	const [year, month, day] = listing.returnBy.split('-').map(Number) as [number, number, number];
	const at = instant({ year, month, day, hour: 9, minute: 0 }, zone);
	return at > now ? at : null;
}
