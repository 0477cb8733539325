import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import {
	isPersonal,
	refusePost,
	relaxedFrom,
	type ListingDraft,
	type PostRefusal,
} from '../../domain/listing.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { normalise, pieces } from '../../domain/search.ts';
import { dayOf, endOfDay } from '../../domain/time.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { tellBuilding } from '../letter/tell-building.ts';
import { newShareCode } from './share.ts';
import { insertPhotos } from '../photo/queries.ts';
import { audienceOf } from './audience.ts';
import { tellFollowers } from './followers.ts';
import { listingEvents, listingParts, listings } from './table.ts';
import { beginWidening } from './widen.ts';

export type PostInput = Omit<ListingDraft, 'photoCount'> & { photos: StoredPhoto[] };

/** Puts an offer or an ask on the board. */
export async function post(
	db: Db,
	by: Member,
	input: PostInput,
	sent: Sent,
): Promise<Outcome<{ id: string }, PostRefusal | KeyRefusal | 'people.suspended'>> {
	const now = sent.at;
	const draft: ListingDraft = { ...input, photoCount: input.photos.length };
	if (isSuspended(by, now)) return refused('people.suspended');
	const refusal = refusePost(draft, by, now, dayOf(now, by.zone));
	if (refusal) return refused(refusal.code, { field: refusal.field });
	return once(db, sent, async (tx) => {
		const id = randomUUID();
		const [listing] = await tx
			.insert(listings)
			.values(row(id, draft, by, now))
			.returning();
		if (draft.parts.length > 0)
			await tx
				.insert(listingParts)
				.values(draft.parts.map((part, position) => ({ listingId: id, position, ...part })));
		const [cover] = await insertPhotos(tx, { listingId: id }, input.photos, by.actedBy ?? by.id, now);
		if (cover) await tx.update(listings).set({ coverPhotoId: cover }).where(eq(listings.id, id));
		await tx
			.insert(listingEvents)
			.values({ listingId: id, kind: 'posted', at: now, byId: by.actedBy ?? by.id });
		await tellFollowers(tx, listing!, 'listing.posted', [by.id], now);
		await tellBuilding(tx, listing!, now);
		if (draft.urgent) await beginWidening(tx, listing!, [by.id], now);
		afterCommit(tx, { listingId: id });
		return done({ id });
	});
}

function row(id: string, draft: ListingDraft, by: Member, now: Date): typeof listings.$inferInsert {
	const { parts, photoCount, ...said } = draft;
	const text = normalise(
		[draft.title, draft.details, draft.swapFor, ...parts.map((part) => part.title)].join(' '),
	);
	const until = untilOf(draft, by.zone);
	return {
		...said,
		id,
		until,
		// An ask made of parts is as large as its parts together; an anonymous asker chooses whom to answer.
		quantity: parts.length > 0 ? parts.reduce((sum, part) => sum + part.quantity, 0) : draft.quantity,
		perHousehold: parts.length > 0 ? null : draft.perHousehold,
		allocation: draft.anonymous ? 'poster_chooses' : draft.allocation,
		communityId: by.communityId,
		buildingId: by.buildingId,
		posterHouseholdId: by.householdId,
		posterId: by.id,
		// The text for the chat stands ready, but not where carrying it there would tell who asks.
		shareCode: draft.anonymous || isPersonal(draft) ? null : newShareCode(),
		writtenBy: by.actedBy ?? null,
		relaxedAt: relaxedFrom(now, until),
		audience: audienceOf(draft.scope, by),
		photoCount,
		searchPieces: pieces(text).map((piece) => `${by.communityNumber}:${piece}`),
		searchText: text,
		postedAt: now,
		dueAt: draft.allocation === 'draw' && draft.drawAt && !draft.anonymous ? draft.drawAt : until,
	};
}

/** Medicine past its date is not offered any more, whatever time was typed. */
function untilOf(draft: ListingDraft, zone: string): Date {
	if (draft.category !== 'medicine' || draft.direction !== 'offer' || draft.bestBefore === null)
		return draft.until;
	const good = endOfDay(draft.bestBefore, zone);
	return good < draft.until ? good : draft.until;
}
