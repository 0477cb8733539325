import { eq } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { isSteward } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { newJoinCode } from './create.ts';
import { writeDown } from './log.ts';
import { buildings } from './table.ts';

/** Gives the poster a new code; the old one lets nobody in from this moment on. */
export function replaceJoinCode(
	db: Db,
	by: Member,
	sent: Sent,
): Promise<Outcome<object, 'not_found' | KeyRefusal>> {
	return once(db, sent, async (tx) => {
		if (!isSteward(by)) return refused('not_found');
		await tx.update(buildings).set({ joinCode: newJoinCode() }).where(eq(buildings.id, by.buildingId));
		await writeDown(tx, by, { kind: 'code_replaced' }, sent.at);
		return done({});
	});
}
