import { and, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Locale, Member, TextSize } from '../../domain/member.ts';
import { buildings, communities, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { builtOnce } from '../db/prepared.ts';
import { devices, notifications } from '../notification/table.ts';
import { residents, sessions } from './table.ts';

/** Milliseconds for which requests under way with a replaced token still find their session. */
export const OVERLAP = 5 * 60_000;

const memberColumns = {
	id: residents.id,
	name: residents.name,
	status: residents.status,
	roles: residents.roles,
	householdId: residents.householdId,
	door: households.door,
	entrance: households.entrance,
	buildingId: residents.buildingId,
	buildingName: buildings.name,
	communityId: buildings.communityId,
	communityNumber: communities.number,
	zone: buildings.timeZone,
	locale: residents.locale,
	textSize: residents.textSize,
	quietFrom: residents.quietFrom,
	quietTo: residents.quietTo,
	elsewhere: residents.elsewhere,
	phoneless: residents.phoneless,
	suspendedUntil: residents.suspendedUntil,
};

type MemberRow = Omit<Member, 'status' | 'quiet'> & {
	status: 'waiting' | 'confirmed' | 'left';
	quietFrom: number;
	quietTo: number;
};

function asMember({ quietFrom, quietTo, status, ...row }: MemberRow): Member | null {
	return status === 'left' ? null : { ...row, status, quiet: { from: quietFrom, to: quietTo } };
}

type SessionRow = {
	expiresAt: Date;
	endsAt: Date;
	stale: boolean;
	seenAt: Date | null;
	actingFor: string | null;
	actingUntil: Date | null;
	member: Member;
};

/** Asked with every request. */
const sessionOf = builtOnce((db) =>
	db
		.select({
			expiresAt: sessions.expiresAt,
			endsAt: sessions.endsAt,
			stale: sessions.stale,
			seenAt: sessions.seenAt,
			actingFor: sessions.actingFor,
			actingUntil: sessions.actingUntil,
			member: memberColumns,
		})
		.from(sessions)
		.innerJoin(residents, eq(residents.id, sessions.residentId))
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.innerJoin(communities, eq(communities.id, buildings.communityId))
		.where(eq(sessions.id, sql.placeholder('id')))
		.prepare('session'),
);

/** The session with this hash and whose it is, in one look. Those who left have none. */
export async function findSessionMember(db: Db, id: string): Promise<SessionRow | null> {
	const [row] = await sessionOf(db).execute({ id });
	const member = row ? asMember(row.member) : null;
	return row && member ? { ...row, member } : null;
}

/** A neighbour as a member, for whoever acts for them; null for those who left. */
export async function findMemberById(db: Db, id: string): Promise<Member | null> {
	const [row] = await db
		.select(memberColumns)
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.innerJoin(communities, eq(communities.id, buildings.communityId))
		.where(eq(residents.id, id));
	return row ? asMember(row) : null;
}

export async function insertSession(db: Db, session: typeof sessions.$inferInsert): Promise<void> {
	await db.insert(sessions).values(session);
}

/** The browsers that somebody is signed in with. One that was given a new token a moment ago is named once. */
export async function listDevices(db: Db, residentId: string, now: Date) {
	const later = new Date(now.getTime() + OVERLAP);
	return db
		.select({
			id: sessions.id,
			device: sessions.device,
			createdAt: sessions.createdAt,
			seenAt: sessions.seenAt,
			pushLostAt: sessions.pushLostAt,
			pushSince: devices.createdAt,
		})
		.from(sessions)
		.leftJoin(devices, eq(devices.sessionId, sessions.id))
		.where(and(eq(sessions.residentId, residentId), gt(sessions.expiresAt, now), gt(sessions.endsAt, later)))
		.orderBy(sql`${sessions.createdAt} desc`);
}

export async function findByLogin(
	db: Db,
	login: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
	const [row] = await db
		.select({ id: residents.id, passwordHash: residents.passwordHash })
		.from(residents)
		.where(and(eq(residents.login, login), ne(residents.status, 'left')));
	return row ?? null;
}

export async function findByReturnCode(db: Db, hash: string) {
	const [row] = await db
		.select({ id: residents.id, name: residents.name, login: residents.login, door: households.door })
		.from(residents)
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(and(eq(residents.returnCodeHash, hash), ne(residents.status, 'left')));
	return row ?? null;
}

/** What somebody is still to be told at the door: the building that did not let them in, and why. By the hash of their token. */
export async function findRefusal(
	db: Db,
	sessionId: string,
): Promise<{ building: string; reason: string } | null> {
	const [row] = await db
		.select({ building: buildings.name, detail: notifications.detail })
		.from(sessions)
		.innerJoin(residents, and(eq(residents.id, sessions.residentId), eq(residents.status, 'left')))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.innerJoin(
			notifications,
			and(
				eq(notifications.residentId, residents.id),
				inArray(notifications.code, ['resident.refused', 'resident.removed']),
			),
		)
		.where(eq(sessions.id, sessionId));
	return row ? { building: row.building, reason: String(row.detail.reason ?? '') } : null;
}

/** Which ways of their own somebody has to sign in again. */
export async function findWaysIn(db: Db, residentId: string) {
	const [row] = await db
		.select({ login: residents.login, returnCode: sql<boolean>`${residents.returnCodeHash} is not null` })
		.from(residents)
		.where(eq(residents.id, residentId));
	return row ?? null;
}

export async function findPasswordHash(db: Db, residentId: string): Promise<string | null> {
	const [row] = await db
		.select({ hash: residents.passwordHash })
		.from(residents)
		.where(eq(residents.id, residentId));
	return row?.hash ?? null;
}

export async function markLocale(db: Db, residentId: string, locale: Locale): Promise<void> {
	await db.update(residents).set({ locale }).where(eq(residents.id, residentId));
}

export async function markTextSize(db: Db, residentId: string, textSize: TextSize): Promise<void> {
	await db.update(residents).set({ textSize }).where(eq(residents.id, residentId));
}
