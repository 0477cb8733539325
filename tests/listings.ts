import { randomUUID } from 'node:crypto';
import type { ListingDraft } from '#lib/domain/listing.ts';
import { defaultPerHousehold, defaultUntil } from '#lib/domain/listing.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Sent } from '#lib/server/installation/once.ts';
import { post } from '#lib/server/listing/post.ts';
import { findListing, type ListingRow } from '#lib/server/listing/queries.ts';
import type { StoredPhoto } from '#lib/server/photo/process.ts';

/** Ten in the morning in Shanghai: far from anybody's quiet hours. */
export const MORNING = new Date('2026-11-21T02:00:00Z');

export function later(from: Date, hours: number): Date {
	return new Date(from.getTime() + hours * 3_600_000);
}

/** A form that this person sends now, with a key of its own unless one is repeated. */
export function sends(by: Member, at: Date = MORNING, key: string = randomUUID()): Sent {
	return { actor: by.id, key, fingerprint: 'the same body', at };
}

const photo: StoredPhoto = { small: Buffer.from('small'), large: Buffer.from('large'), width: 4, height: 3 };

/** A post by that person: cabbages to give away, unless something else is wished. */
export async function aListing(
	db: Db,
	by: Member,
	wish: Partial<ListingDraft> & { at?: Date } = {},
): Promise<ListingRow> {
	const { at = MORNING, ...said } = wish;
	const direction = said.direction ?? 'offer';
	const category = said.category ?? 'food';
	const quantity = said.quantity ?? 3;
	const outcome = await post(
		db,
		by,
		{
			direction,
			category,
			quantity,
			title: '半棵白菜',
			details: '',
			unit: '棵',
			perHousehold: defaultPerHousehold(direction, quantity),
			terms: 'give',
			returnBy: null,
			swapFor: '',
			bestBefore: null,
			keepCold: false,
			allergens: '',
			place: 'door',
			until: defaultUntil(category, at),
			scope: 'building',
			allocation: 'first_come',
			drawAt: null,
			neededBy: null,
			reason: '',
			urgent: false,
			anonymous: false,
			reach: 'ring',
			unopened: null,
			prescription: null,
			parts: [],
			...said,
			photos: Array.from({ length: said.photoCount ?? 0 }, () => photo),
		},
		sends(by, at),
	);
	if (!outcome.ok) throw new Error(`not posted: ${outcome.code}`);
	return (await findListing(db, outcome.value.id))!;
}
