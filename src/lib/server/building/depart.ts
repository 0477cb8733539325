import { and, asc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { closeAllSessions, endSessions, markRightsChanged } from '../account/session.ts';
import { cares, entryCodes, passkeys, residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { close } from '../listing/close.ts';
import { mailAddresses } from '../letter/table.ts';
import { tellOfHandover } from '../listing/news.ts';
import { promoteLine } from '../listing/promote.ts';
import { lockListing, markState } from '../listing/queries.ts';
import { comments, handovers, listings } from '../listing/table.ts';
import { notify } from '../notification/notify.ts';
import { notifications } from '../notification/table.ts';
import { photos } from '../photo/table.ts';
import { writeDown } from './log.ts';
import { findPerson, listStewards, lockBuilding } from './queries.ts';

type Left<C extends string> = Promise<Outcome<{ id: string; name: string }, C | KeyRefusal | 'not_found'>>;

/** A steward takes somebody out of the building who was let in: their posts come down, what they hold goes to the next. */
export function removeNeighbour(
	db: Db,
	by: Member,
	input: { residentId: string; reason: string },
	sent: Sent,
): Left<'people.operator'> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, input.residentId);
		if (!may(by, 'remove') || person?.status !== 'confirmed' || person.id === by.id)
			return refused('not_found');
		if (person.roles.includes('operator')) return refused('people.operator');
		const detail = { building: by.buildingName, reason: input.reason };
		await notify(
			tx,
			{ to: [person.id], topic: 'building', code: 'resident.removed', detail, href: '/sign-in' },
			sent.at,
		);
		await layDown(tx, person.id, by.id, sent.at);
		await endSessions(tx, person.id, sent.at);
		await writeDown(tx, by, { kind: 'removed', aboutId: person.id, reason: input.reason }, sent.at);
		return done({ id: person.id, name: person.name });
	});
}

/**
 * Somebody deletes their account. What others received or gave stays in their trails, of nobody; everything that says who
 * it was goes. The last steward names who follows, unless nobody is left.
 */
export function deleteAccount(
	db: Db,
	by: Member,
	input: { successor: string | null },
	sent: Sent,
): Left<'people.last_leaves' | 'people.successor_unfit'> {
	return once(db, sent, async (tx) => {
		await lockBuilding(tx, by.buildingId);
		const stewards = await listStewards(tx, by.buildingId);
		const others = await countOthers(tx, by);
		if (stewards.length === 1 && stewards[0] === by.id && others > 0) {
			if (input.successor === null) return refused('people.last_leaves', { field: 'successor' });
			const next = await findPerson(tx, by.buildingId, input.successor);
			if (next?.status !== 'confirmed' || next.id === by.id || next.phoneless || next.elsewhere)
				return refused('people.successor_unfit', { field: 'successor' });
			await makeSteward(tx, by, next.id, sent.at);
		}
		await layDown(tx, by.id, by.id, sent.at);
		await erase(tx, by, sent.at);
		await closeAllSessions(tx, by.id);
		return done({ id: by.id, name: '' });
	});
}

/** A steward hands the office to somebody else, both or neither: the building is not for a moment without one. */
export function handOverOffice(
	db: Db,
	by: Member,
	residentId: string,
	sent: Sent,
): Left<'people.successor_unfit'> {
	return once(db, sent, async (tx) => {
		await lockBuilding(tx, by.buildingId);
		const next = await findPerson(tx, by.buildingId, residentId);
		if (!may(by, 'give_roles') || next?.status !== 'confirmed' || next.id === by.id)
			return refused('not_found');
		if (next.phoneless || next.elsewhere) return refused('people.successor_unfit');
		await makeSteward(tx, by, next.id, sent.at);
		await tx
			.update(residents)
			.set({ roles: sql`array_remove(${residents.roles}, 'steward')` })
			.where(eq(residents.id, by.id));
		await markRightsChanged(tx, by.id);
		await writeDown(tx, by, { kind: 'role_taken', aboutId: by.id, detail: { role: 'steward' } }, sent.at);
		return done({ id: next.id, name: next.name });
	});
}

async function makeSteward(tx: Db, by: Member, id: string, now: Date): Promise<void> {
	await tx
		.update(residents)
		.set({ roles: sql`array_append(array_remove(${residents.roles}, 'steward'), 'steward')` })
		.where(eq(residents.id, id));
	await markRightsChanged(tx, id);
	await writeDown(tx, by, { kind: 'role_given', aboutId: id, detail: { role: 'steward' } }, now);
	await notify(
		tx,
		{
			to: [id],
			topic: 'building',
			code: 'resident.steward',
			detail: { name: by.name, door: by.door },
			href: '/building/today',
		},
		now,
	);
}

/** Neighbours besides this one who could be left without a steward. */
export async function countOthers(db: Db, member: Pick<Member, 'id' | 'buildingId'>): Promise<number> {
	const rows = await db
		.select({ id: residents.id })
		.from(residents)
		.where(
			and(
				eq(residents.buildingId, member.buildingId),
				eq(residents.status, 'confirmed'),
				eq(residents.elsewhere, false),
				ne(residents.id, member.id),
			),
		);
	return rows.length;
}

/** Posts come down, claims are let go, ways in are closed. Locks are taken in one order, so that two cannot wait for each other. */
async function layDown(tx: Db, residentId: string, byId: string, now: Date): Promise<void> {
	const active = and(
		eq(handovers.claimantId, residentId),
		inArray(handovers.state, ['waiting', 'reserved', 'on_the_way']),
	);
	const touched = await tx
		.select({ id: listings.id })
		.from(listings)
		.where(
			sql`(${listings.posterId} = ${residentId}::uuid and ${listings.status} = 'open') or ${listings.id} in (${tx.select({ id: handovers.listingId }).from(handovers).where(active)})`,
		)
		.orderBy(asc(listings.id));
	for (const { id } of touched) {
		const listing = (await lockListing(tx, id))!;
		if (listing.posterId === residentId && listing.status === 'open') {
			await close(tx, listing, 'withdrawn', { by: byId, reason: '' }, now);
			continue;
		}
		for (const handover of await tx
			.select()
			.from(handovers)
			.where(and(active, eq(handovers.listingId, id)))) {
			const change = { changedBy: byId, changedAt: now, windowEndsAt: null, remindAt: null, dueAt: null };
			await markState(tx, handover, 'released', change);
			if (handover.state !== 'waiting')
				await tellOfHandover(
					tx,
					[listing.posterId],
					'handover.released',
					{ listing, handover: { ...handover, state: 'released' } },
					now,
				);
		}
		await promoteLine(tx, id, now);
	}
	await tx
		.update(residents)
		.set({ status: 'left', leftAt: now, login: null, passwordHash: null, returnCodeHash: null, roles: [] })
		.where(eq(residents.id, residentId));
	await tx.delete(cares).where(eq(cares.residentId, residentId));
	await tx.update(cares).set({ buddyId: null }).where(eq(cares.buddyId, residentId));
	await tx.delete(passkeys).where(eq(passkeys.residentId, residentId));
	await tx.delete(mailAddresses).where(eq(mailAddresses.residentId, residentId));
	await tx.delete(entryCodes).where(eq(entryCodes.residentId, residentId));
}

async function erase(tx: Db, who: Member, now: Date): Promise<void> {
	const posted = tx.select({ id: listings.id }).from(listings).where(eq(listings.posterId, who.id));
	await tx.delete(photos).where(inArray(photos.listingId, posted));
	await tx.delete(photos).where(and(eq(photos.takenBy, who.id), isNotNull(photos.handoverId)));
	await tx.delete(comments).where(eq(comments.writtenBy, who.id));
	await tx
		.update(listings)
		.set({ details: '', reason: '', coverPhotoId: null, photoCount: 0, forgottenAt: now })
		.where(eq(listings.posterId, who.id));
	await tx.delete(notifications).where(eq(notifications.residentId, who.id));
	// In the inboxes of neighbours the news stays, of somebody.
	await tx
		.update(notifications)
		.set({ detail: sql`${notifications.detail} - 'name' - 'door'` })
		.where(
			sql`${notifications.detail} ->> 'name' = ${who.name} and ${notifications.residentId} in (select id from residents where building_id = ${who.buildingId}::uuid)`,
		);
	await tx
		.update(residents)
		.set({ name: '', phone: '', agreedBy: null, phoneless: false, addedBy: null, erasedAt: now })
		.where(eq(residents.id, who.id));
}
