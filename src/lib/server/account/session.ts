import { createHash } from 'node:crypto';
import { and, eq, inArray, isNotNull, isNull, lte, ne, notExists, or, type SQL } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import { Lucia, TimeSpan } from 'lucia';
import { isHelper, type Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { devices } from '../notification/table.ts';
import { findSessionMember, insertSession, OVERLAP } from './queries.ts';
import { sessions } from './table.ts';

const IDLE_DAYS = 60;
const ABSOLUTE_DAYS = 400;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long the door still knows whom it did not let in. */
const TOLD_DAYS = 30;

const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * DAY);

/** What the table keeps of a token: nothing that signs in. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** Lucia's view of the sessions table. It keeps ids in clear; here only their hash is stored, and an absolute end. */
class SessionAdapter implements Adapter {
	constructor(
		private readonly db: Db,
		private readonly now: () => Date,
		private readonly device: string,
	) {}

	/** Answers with the id presented, never the hash: Lucia writes it back on renewal. */
	async getSessionAndUser(token: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
		const found = await findSessionMember(this.db, hashToken(token));
		if (!found || found.endsAt <= this.now()) return [null, null];
		// Lucia compares with the machine's clock, ours may be shifted: it is given the time that is left.
		const left = found.expiresAt.getTime() - this.now().getTime();
		return [
			{ id: token, userId: found.member.id, expiresAt: new Date(Date.now() + left), attributes: {} },
			{
				id: found.member.id,
				attributes: {
					member: found.member,
					stale: found.stale,
					seenAt: found.seenAt,
					actingFor:
						found.actingUntil && found.actingUntil > this.now() && isHelper(found.member)
							? found.actingFor
							: null,
				},
			},
		];
	}
	async getUserSessions(): Promise<DatabaseSession[]> {
		return []; // the list of devices is our own query; Lucia has no need of clear ids
	}
	async setSession(session: DatabaseSession): Promise<void> {
		const now = this.now();
		await insertSession(this.db, {
			id: hashToken(session.id),
			residentId: session.userId,
			createdAt: now,
			expiresAt: new Date(now.getTime() + IDLE_DAYS * DAY),
			endsAt: new Date(now.getTime() + ABSOLUTE_DAYS * DAY),
			device: this.device,
		});
	}
	async updateSessionExpiration(token: string): Promise<void> {
		const expiresAt = new Date(this.now().getTime() + IDLE_DAYS * DAY);
		await this.db
			.update(sessions)
			.set({ expiresAt })
			.where(eq(sessions.id, hashToken(token)));
	}
	async deleteSession(token: string): Promise<void> {
		const id = hashToken(token);
		await this.db.delete(devices).where(eq(devices.sessionId, id));
		await this.db.delete(sessions).where(eq(sessions.id, id));
		afterCommit(this.db, { sessions: 'ended' });
	}
	async deleteUserSessions(residentId: string): Promise<void> {
		await this.db.delete(devices).where(eq(devices.residentId, residentId));
		await this.db.delete(sessions).where(eq(sessions.residentId, residentId));
	}
	async deleteExpiredSessions(): Promise<void> {
		await this.db
			.delete(sessions)
			.where(
				or(lte(sessions.expiresAt, this.now()), lte(sessions.endsAt, daysBefore(this.now(), TOLD_DAYS))),
			);
	}
}

type Attributes = {
	member: Member;
	stale: boolean;
	/** When the last page was asked for, to the hour. */
	seenAt: Date | null;
	/** The neighbour in whose place a helper stands in this browser. */
	actingFor: string | null;
};
type LuciaForMembers = Lucia<Record<never, never>, Attributes>;

declare module 'lucia' {
	interface Register {
		Lucia: LuciaForMembers;
		DatabaseUserAttributes: Attributes;
	}
}

function manager(db: Db, now: () => Date, device = ''): LuciaForMembers {
	return new Lucia(new SessionAdapter(db, now, device), {
		sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
		getUserAttributes: ({ member, stale, seenAt, actingFor }) => ({ member, stale, seenAt, actingFor }),
	});
}

const TOKEN = /^[a-z0-9]{40}$/;

/**
 * Who is signed in with this token; null when nobody. A malformed token never reaches the database.
 * `stale`: their rights have changed since, and the browser should get a new token (`renewSession`).
 */
export async function findSignedIn(db: Db, token: string | undefined, now: Date): Promise<Attributes | null> {
	if (!token || !TOKEN.test(token)) return null;
	const { user } = await manager(db, () => now).validateSession(token);
	if (!user) return null;
	const { member, stale, actingFor, seenAt } = user;
	return { member, stale, actingFor, seenAt };
}

/** Was it noted within the hour that somebody looks? */
export const isSeen = (at: Date | null, now: Date): boolean =>
	at !== null && at.getTime() > now.getTime() - HOUR;

/** Somebody looks at a page in this browser. Written once an hour. */
export async function markSeen(db: Db, token: string, now: Date): Promise<void> {
	const unseen = or(isNull(sessions.seenAt), lte(sessions.seenAt, new Date(now.getTime() - HOUR)));
	await db
		.update(sessions)
		.set({ seenAt: now })
		.where(and(eq(sessions.id, hashToken(token)), unseen));
}

/** Opens a session and answers with its token, which is stored nowhere. `replaces`: the one that ends with it. */
export async function openSession(
	db: Db,
	residentId: string,
	now: Date,
	about: { device: string; replaces?: string | null },
): Promise<string> {
	const lucia = manager(db, () => now, about.device);
	if (about.replaces && TOKEN.test(about.replaces)) await lucia.invalidateSession(about.replaces);
	return (await lucia.createSession(residentId, {})).id;
}

export async function closeSession(db: Db, token: string): Promise<void> {
	if (TOKEN.test(token)) await manager(db, () => new Date()).invalidateSession(token);
}

/** Ends all sessions of somebody but the one that asked. */
export async function closeOtherSessions(db: Db, residentId: string, token: string): Promise<void> {
	await closeSessions(db, and(eq(sessions.residentId, residentId), ne(sessions.id, hashToken(token))));
}

/** Ends every session of somebody, and the push to those browsers. */
export async function closeAllSessions(db: Db, residentId: string): Promise<void> {
	await closeSessions(db, eq(sessions.residentId, residentId));
}

/** Ends one of somebody's own sessions, by the id that the list of devices shows. */
export async function closeSessionOf(db: Db, residentId: string, id: string): Promise<void> {
	await closeSessions(db, and(eq(sessions.residentId, residentId), eq(sessions.id, id)));
}

async function closeSessions(db: Db, which: SQL | undefined): Promise<void> {
	await db
		.delete(devices)
		.where(inArray(devices.sessionId, db.select({ id: sessions.id }).from(sessions).where(which)));
	await db.delete(sessions).where(which);
	afterCommit(db, { sessions: 'ended' });
}

/**
 * Ends all sessions of somebody who was not let in. Their rows stay for a while: they open nothing any more, but let
 * the door tell that browser what was decided.
 */
export async function endSessions(tx: Db, residentId: string, now: Date): Promise<void> {
	await tx.update(sessions).set({ endsAt: now }).where(eq(sessions.residentId, residentId));
	afterCommit(tx, { sessions: 'ended' });
}

/** Somebody was let in, or got or lost a role: each of their browsers gets a new token with its next page. */
export async function markRightsChanged(tx: Db, residentId: string): Promise<void> {
	await tx.update(sessions).set({ stale: true }).where(eq(sessions.residentId, residentId));
}

/** A new token for a session that has become stale, of whose simultaneous requests one gets it; null for the others. */
export async function renewSession(db: Db, token: string, now: Date): Promise<string | null> {
	return db.transaction(async (tx) => {
		const old = hashToken(token);
		const [session] = await tx
			.update(sessions)
			.set({ stale: false, endsAt: new Date(now.getTime() + OVERLAP) })
			.where(and(eq(sessions.id, old), eq(sessions.stale, true)))
			.returning({
				residentId: sessions.residentId,
				device: sessions.device,
				seenAt: sessions.seenAt,
				pushLostAt: sessions.pushLostAt,
			});
		if (!session) return null;
		const { seenAt, pushLostAt } = session;
		const fresh = await openSession(tx, session.residentId, now, { device: session.device });
		await tx
			.update(sessions)
			.set({ seenAt, pushLostAt })
			.where(eq(sessions.id, hashToken(fresh)));
		await tx
			.update(devices)
			.set({ sessionId: hashToken(fresh) })
			.where(eq(devices.sessionId, old));
		return fresh;
	});
}

/** Forgets sessions that are over, and the devices that were saved through them. */
export async function forgetSessions(db: Db, now: Date): Promise<void> {
	await manager(db, () => now).deleteExpiredSessions();
	const open = db.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, devices.sessionId));
	await db.delete(devices).where(and(isNotNull(devices.sessionId), notExists(open)));
}
