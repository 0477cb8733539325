import type { Db } from '../db/connect.ts';
import { notify } from '../notification/notify.ts';
import type { Code } from '../../domain/notification.ts';
import { titleDetail } from './facts.ts';
import type { HandoverRow, ListingRow, Party } from './queries.ts';

type About = {
	listing: ListingRow;
	handover: Pick<HandoverRow, 'id' | 'quantity' | 'state'> & { windowEndsAt?: Date | null };
	/** The other side, where the reader may know them. */
	other?: Pick<Party, 'name' | 'door'> | null | undefined;
	reason?: string | undefined;
	place?: number | undefined;
};

/** News of a handover to some people, true as long as the handover is in the state it has now. */
export function tellOfHandover(
	tx: Db,
	to: (string | null)[],
	code: Code,
	about: About,
	now: Date,
): Promise<void> {
	const { listing, handover, other } = about;
	const detail: Record<string, string | number> = { ...titleDetail(listing), quantity: handover.quantity };
	if (other) Object.assign(detail, { name: other.name, door: other.door });
	if (about.reason) detail.reason = about.reason;
	if (about.place !== undefined) detail.place = about.place;
	if (handover.windowEndsAt) detail.until = handover.windowEndsAt.toISOString();
	const news = {
		to: to.filter((id) => id !== null),
		topic: 'handover' as const,
		code,
		detail,
		href: `/handovers/${handover.id}`,
		listingId: listing.id,
		handoverId: handover.id,
		whileState: handover.state,
	};
	return notify(tx, news, now);
}
