import { eq } from 'drizzle-orm';
import { localeWhere } from '../../domain/member.ts';
import { lockScreenTitle } from '../../domain/notification.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { buildings } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import { findListing } from '../listing/queries.ts';
import type { TakenLetter } from './queries.ts';
import type { PublicNews } from './webhook.ts';

/** What is told to a building's group as things stand now; null where it is over or must not be told any more. */
export async function writeNews(
	db: Db,
	env: Pick<Env, 'origin'>,
	letter: TakenLetter,
	now: Date,
): Promise<PublicNews | null> {
	const [building] = await db.select().from(buildings).where(eq(buildings.id, letter.buildingId!));
	if (!building) return null;
	const locale = localeWhere(building.timeZone);
	const about = {
		id: `letter-${letter.id}`,
		building: building.name,
		at: new Date(letter.createdAt).toISOString(),
	};
	if (letter.kind === 'test') {
		const text = m.letter_hook_test({ building: building.name }, { locale });
		return { ...about, event: 'test', text, url: env.origin };
	}
	const listing = letter.listingId === null ? null : await findListing(db, letter.listingId);
	if (!listing || listing.status !== 'open' || listing.until <= now || listing.hiddenFrom) return null;
	const title = lockScreenTitle(listing);
	if (title === null || listing.shareCode === null) return null;
	const { direction, category, quantity, unit, urgent } = listing;
	const amount = unit === '' ? String(quantity) : `${quantity} ${unit}`;
	const say = direction === 'offer' ? m.letter_hook_offer : urgent ? m.letter_hook_urgent : m.letter_hook_ask;
	return {
		...about,
		event: 'listing.posted',
		text: say({ title, amount }, { locale }),
		url: `${env.origin}/s/${listing.shareCode}`,
		listing: { direction, category, title, quantity, unit, urgent },
	};
}
