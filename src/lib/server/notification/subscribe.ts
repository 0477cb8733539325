import { ECDH } from 'node:crypto';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Locale, Member } from '../../domain/member.ts';
import { done, refused, type Outcome } from '../../domain/outcome.ts';
import { residents, sessions } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { readEndpoint } from './endpoint.ts';
import { devices } from './table.ts';

/** What a browser's `PushSubscription` says of itself. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

const MOST_A_PERSON = 10;
/** Since when it has been this person's. */
const SINCE = sql`case when ${devices.residentId} = excluded.resident_id then ${devices.createdAt} else excluded.created_at end`;

/**
 * From now on this browser receives push for whoever is signed in there – and for nobody else, whoever it was before.
 * A browser has one subscription: an older one of the same session goes.
 */
export async function subscribe(
	db: Db,
	by: Member,
	given: Subscription,
	about: { session: string; locale: Locale; allowed: readonly string[]; now: Date },
): Promise<Outcome<{ id: string }, 'push.endpoint_refused'>> {
	const url = readEndpoint(given.endpoint, about.allowed);
	if (!url) return refused('push.endpoint_refused', { field: 'endpoint' });
	const endpoint = url.href;
	const owner = { residentId: by.id, sessionId: about.session, p256dh: given.p256dh, auth: given.auth };
	return transact(db, async (tx) => {
		await tx.delete(devices).where(and(eq(devices.sessionId, about.session), ne(devices.endpoint, endpoint)));
		const [row] = await tx
			.insert(devices)
			.values({ ...owner, endpoint, createdAt: about.now })
			.onConflictDoUpdate({ target: devices.endpoint, set: { ...owner, createdAt: SINCE } })
			.returning({ id: devices.id });
		await tx.execute(sql`
			delete from devices where id in (
				select id from devices where resident_id = ${by.id}::uuid and id <> ${row!.id}::uuid
				order by created_at desc offset ${MOST_A_PERSON - 1})`);
		await tx.update(sessions).set({ pushLostAt: null }).where(eq(sessions.id, about.session));
		// Push comes in the language in which it was turned on, for those who never chose one.
		await tx
			.update(residents)
			.set({ locale: about.locale })
			.where(and(eq(residents.id, by.id), isNull(residents.locale)));
		return done({ id: row!.id });
	});
}

/** This browser receives nothing for this person any more. */
export async function unsubscribe(db: Db, by: Member, endpoint: string): Promise<void> {
	await db.delete(devices).where(and(eq(devices.residentId, by.id), eq(devices.endpoint, endpoint)));
}

/** This browser says that its subscription is gone, though nobody switched it off. */
export async function markPushLost(db: Db, by: Member, session: string, now: Date): Promise<void> {
	await transact(db, async (tx) => {
		await tx.delete(devices).where(and(eq(devices.residentId, by.id), eq(devices.sessionId, session)));
		await tx
			.update(sessions)
			.set({ pushLostAt: now })
			.where(and(eq(sessions.id, session), eq(sessions.residentId, by.id)));
	});
}

export async function removeDevice(db: Db, by: Member, id: string): Promise<void> {
	await db.delete(devices).where(and(eq(devices.residentId, by.id), eq(devices.id, id)));
}

/** A point of P-256, uncompressed: 65 bytes beginning with 4 (RFC 8291, section 3.1). Base64url as we keep it, or null. */
export function readPublicKey(typed: string): string | null {
	const bytes = readBytes(typed, 65);
	if (!bytes || bytes[0] !== 4) return null;
	try {
		ECDH.convertKey(bytes, 'prime256v1', undefined, undefined, 'uncompressed');
	} catch {
		return null; // not on the curve: that is the answer
	}
	return bytes.toString('base64url');
}

/** The secret of 16 bytes that only the browser and we know (RFC 8291, section 3.2). */
export function readAuthSecret(typed: string): string | null {
	return readBytes(typed, 16)?.toString('base64url') ?? null;
}

function readBytes(typed: string, length: number): Buffer | null {
	if (!/^[A-Za-z0-9_-]+={0,2}$/.test(typed)) return null;
	const bytes = Buffer.from(typed, 'base64url');
	return bytes.length === length ? bytes : null;
}
