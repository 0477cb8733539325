import { asc, desc, eq, or, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { buildings, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { cornersOf } from '../corner/take-out.ts';
import { buysOf } from '../group-buy/take-out.ts';
import { letters, mailAddresses } from '../letter/table.ts';
import { handovers } from '../listing/handover-table.ts';
import { comments, listings, reports } from '../listing/table.ts';
import { devices as phonesOf, notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { helpingOf } from './helping-of.ts';
import { calls, cares, passkeys, residents, sessions } from './table.ts';

/** Everything that is kept about somebody, and nothing about anybody else. No hashes and no keys: they open doors. */
export async function exportMine(db: Db, member: Member, now: Date) {
	const mine = eq(residents.id, member.id);
	const [me] = await db
		.select({
			id: residents.id,
			name: residents.name,
			door: households.door,
			peopleInHousehold: households.people,
			building: buildings.name,
			status: residents.status,
			roles: residents.roles,
			login: residents.login,
			phone: residents.phone,
			phoneless: residents.phoneless,
			agreedBy: residents.agreedBy,
			elsewhere: residents.elsewhere,
			locale: residents.locale,
			quietFrom: residents.quietFrom,
			quietTo: residents.quietTo,
			muted: residents.muted,
			follows: residents.follows,
			createdAt: residents.createdAt,
			confirmedAt: residents.confirmedAt,
			acceptedAt: residents.acceptedAt,
			suspendedUntil: residents.suspendedUntil,
		})
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.where(mine);
	const [care] = await db
		.select({ livesAlone: cares.livesAlone, everyHours: cares.everyHours, heardAt: cares.heardAt })
		.from(cares)
		.where(eq(cares.residentId, member.id));
	const [mail] = await db
		.select({
			address: mailAddresses.address,
			wants: mailAddresses.wants,
			confirmedAt: mailAddresses.confirmedAt,
		})
		.from(mailAddresses)
		.where(eq(mailAddresses.residentId, member.id));
	const [devices, keys, posts, moved, words, said, news, pictures, called, phones, written] =
		await Promise.all([
			db
				.select({ device: sessions.device, createdAt: sessions.createdAt, expiresAt: sessions.expiresAt })
				.from(sessions)
				.where(eq(sessions.residentId, member.id)),
			db
				.select({ device: passkeys.device, createdAt: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
				.from(passkeys)
				.where(eq(passkeys.residentId, member.id)),
			db.select().from(listings).where(eq(listings.posterId, member.id)).orderBy(desc(listings.postedAt)),
			db
				.select({
					id: handovers.id,
					listing: listings.id,
					title: listings.title,
					direction: listings.direction,
					quantity: handovers.quantity,
					unit: listings.unit,
					state: handovers.state,
					thanks: handovers.thanks,
					createdAt: handovers.createdAt,
					changedAt: handovers.changedAt,
				})
				.from(handovers)
				.innerJoin(listings, eq(listings.id, handovers.listingId))
				.where(
					or(
						eq(handovers.claimantId, member.id),
						eq(listings.posterId, member.id),
						eq(handovers.carrierId, member.id),
					),
				)
				.orderBy(desc(handovers.createdAt)),
			db
				.select({ listing: comments.listingId, text: comments.text, createdAt: comments.createdAt })
				.from(comments)
				.where(eq(comments.writtenBy, member.id))
				.orderBy(desc(comments.createdAt)),
			db
				.select({ kind: reports.kind, reason: reports.reason, createdAt: reports.createdAt })
				.from(reports)
				.where(eq(reports.reportedBy, member.id)),
			db
				.select({
					code: notifications.code,
					topic: notifications.topic,
					// Whom it was about is somebody else.
					detail: sql<Record<string, string | number>>`${notifications.detail} - 'name' - 'door'`,
					createdAt: notifications.createdAt,
					readAt: notifications.readAt,
				})
				.from(notifications)
				.where(eq(notifications.residentId, member.id))
				.orderBy(desc(notifications.createdAt)),
			db
				.select({ id: photos.id, width: photos.width, height: photos.height, createdAt: photos.createdAt })
				.from(photos)
				.where(eq(photos.takenBy, member.id))
				.orderBy(asc(photos.createdAt)),
			db
				.select({ outcome: calls.outcome, note: calls.note, at: calls.at })
				.from(calls)
				.where(eq(calls.residentId, member.id)),
			db
				.select({ createdAt: phonesOf.createdAt, lastSentAt: phonesOf.lastSentAt })
				.from(phonesOf)
				.where(eq(phonesOf.residentId, member.id)),
			db
				.select({ kind: letters.kind, createdAt: letters.createdAt, sentAt: letters.sentAt })
				.from(letters)
				.where(eq(letters.residentId, member.id)),
		]);
	return {
		takenAt: now.toISOString(),
		me: { ...me!, care: care ?? null, mail: mail ?? null },
		devices,
		passkeys: keys,
		posts: posts.map(({ searchPieces: _, searchText: __, audience: ___, shareCode: ____, ...post }) => post),
		handovers: moved,
		comments: words,
		reports: said,
		notifications: news,
		photos: pictures.map((photo) => ({ ...photo, href: `/photos/${photo.id}` })),
		calls: called,
		phones,
		letters: written,
		helping: await helpingOf(db, member.id),
		corners: await cornersOf(db, member.id),
		groupBuys: await buysOf(db, member.id, member.status === 'confirmed' ? member.householdId : null),
	};
}

export type Taken = Awaited<ReturnType<typeof exportMine>>;
