import { eq } from 'drizzle-orm';
import type { Joining } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { writeDown } from './log.ts';
import { buildings } from './table.ts';

export type Settings = { joining: Joining; houseRules: string; keepDays: number };

/** How neighbours come in, what they accept, and how long closed things keep names and photos. */
export function changeSettings(
	db: Db,
	by: Member,
	input: Settings,
	sent: Sent,
): Promise<Outcome<object, 'not_found' | KeyRefusal>> {
	return once(db, sent, async (tx) => {
		if (!may(by, 'change_settings')) return refused('not_found');
		await tx.update(buildings).set(input).where(eq(buildings.id, by.buildingId));
		await writeDown(tx, by, { kind: 'settings', detail: { joining: input.joining } }, sent.at);
		return done({});
	});
}
