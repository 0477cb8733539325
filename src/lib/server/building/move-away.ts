import { and, asc, eq, ne } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isConfirmed } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { joinBuilding, type JoinRefusal } from '../account/join.ts';
import { passkeys, residents, sessions } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { organisesNow } from '../group-buy/leave.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { mailAddresses } from '../letter/table.ts';
import { devices } from '../notification/table.ts';
import { countOthers } from './depart.ts';
import { layDown } from './lay-down.ts';
import { writeDown } from './log.ts';
import { findBuilding, listStewards, lockBuilding } from './queries.ts';
import { buildings } from './table.ts';

type AwayRefusal = JoinRefusal | 'people.operator' | 'people.organises' | 'people.last_leaves';

/** The other buildings of one's community: where one can move to and stay who one is. */
export function listNextDoor(db: Db, member: Pick<Member, 'communityId' | 'buildingId'>) {
	return db
		.select({ id: buildings.id, name: buildings.name })
		.from(buildings)
		.where(and(eq(buildings.communityId, member.communityId), ne(buildings.id, member.buildingId)))
		.orderBy(asc(buildings.name))
		.limit(200);
}

/**
 * Somebody moves to another building of the community. There they are a newcomer behind a door, whom somebody has to let
 * in; here they have left: posts come down, claims go to the next, offices end, and what was handed over stays in the
 * trails of this building, of a former neighbour. The phone stays signed in, and every way in of theirs goes along.
 */
export function moveAway(
	db: Db,
	by: Member,
	input: { buildingId: string; door: string },
	sent: Sent,
): Promise<Outcome<{ id: string; name: string; waits: boolean }, AwayRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const there = await findBuilding(tx, input.buildingId);
		const next = await listNextDoor(tx, by);
		if (!there || !isConfirmed(by) || !next.some(({ id }) => id === there.id)) return refused('not_found');
		if (by.roles.includes('operator')) return refused('people.operator');
		if (await organisesNow(tx, by.id)) return refused('people.organises');
		await lockBuilding(tx, by.buildingId);
		const stewards = await listStewards(tx, by.buildingId);
		if (stewards.length === 1 && stewards[0] === by.id && (await countOthers(tx, by)) > 0)
			return refused('people.last_leaves');
		const way = { buildingId: there.id };
		const locale = by.locale ?? 'zh-CN';
		const joined = await joinBuilding(
			tx,
			{ way, name: by.name, door: input.door, login: null, locale },
			sent.at,
		);
		if (!joined.ok) return joined;
		const id = joined.value.residentId;
		const [kept] = await tx.select().from(residents).where(eq(residents.id, by.id));
		await takeAlong(tx, by.id, id);
		const actor = by.actedBy ?? by.id;
		await layDown(tx, by, actor, sent.at);
		const { login, passwordHash, returnCodeHash, phone, phoneless, agreedBy, addedBy } = kept!;
		const { textSize, quietFrom, quietTo, muted, follows } = kept!;
		await tx
			.update(residents)
			.set({
				...{ login, passwordHash, returnCodeHash, phone, phoneless, agreedBy, addedBy },
				...{ locale: kept!.locale, textSize, quietFrom, quietTo, muted, follows },
				suspendedUntil: kept!.suspendedUntil,
			})
			.where(eq(residents.id, id));
		await writeDown(
			tx,
			by,
			{ kind: 'moved', aboutId: by.id, detail: { from: by.door, to: there.name } },
			sent.at,
		);
		return done({ id, name: by.name, waits: true });
	});
}

/** Phones, passkeys and the mail address are the person's, wherever they live. Each browser gets a new token. */
async function takeAlong(tx: Db, from: string, to: string): Promise<void> {
	await tx.update(sessions).set({ residentId: to, stale: true }).where(eq(sessions.residentId, from));
	await tx.update(devices).set({ residentId: to }).where(eq(devices.residentId, from));
	await tx.update(passkeys).set({ residentId: to }).where(eq(passkeys.residentId, from));
	await tx.update(mailAddresses).set({ residentId: to }).where(eq(mailAddresses.residentId, from));
}
