import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { buildings, communities, households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { residents, sessions } from './table.ts';

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
	quietFrom: residents.quietFrom,
	quietTo: residents.quietTo,
};

type MemberRow = Omit<Member, 'status' | 'quiet'> & { status: 'waiting' | 'confirmed' | 'left'; quietFrom: number; quietTo: number };

function asMember({ quietFrom, quietTo, status, ...row }: MemberRow): Member | null {
	return status === 'left' ? null : { ...row, status, quiet: { from: quietFrom, to: quietTo } };
}

type SessionRow = { expiresAt: Date; endsAt: Date; stale: boolean; member: Member };

/** The session with this hash and whose it is, in one look. Those who left have none. */
export async function findSessionMember(db: Db, id: string): Promise<SessionRow | null> {
	const [row] = await db
		.select({ expiresAt: sessions.expiresAt, endsAt: sessions.endsAt, stale: sessions.stale, member: memberColumns })
		.from(sessions)
		.innerJoin(residents, eq(residents.id, sessions.residentId))
		.innerJoin(households, eq(households.id, residents.householdId))
		.innerJoin(buildings, eq(buildings.id, residents.buildingId))
		.innerJoin(communities, eq(communities.id, buildings.communityId))
		.where(eq(sessions.id, id));
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

export async function listDevices(db: Db, residentId: string, now: Date) {
	return db
		.select({ id: sessions.id, device: sessions.device, createdAt: sessions.createdAt, expiresAt: sessions.expiresAt })
		.from(sessions)
		.where(and(eq(sessions.residentId, residentId), gt(sessions.expiresAt, now), gt(sessions.endsAt, now)))
		.orderBy(sql`${sessions.createdAt} desc`);
}

export async function findByLogin(db: Db, login: string): Promise<{ id: string; passwordHash: string | null } | null> {
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
