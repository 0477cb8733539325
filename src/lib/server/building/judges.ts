import { and, eq, sql } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { may } from '../../domain/permission.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { listHelpers, listStewards } from './queries.ts';

type Matter = { buildingId: string; aboutId: string };

/**
 * Who looks at what was said about somebody: the stewards of that building, never the one it is about. Where that leaves
 * nobody, whoever looks after the installation. Empty: there is nobody who could.
 */
export async function listJudges(db: Db, { buildingId, aboutId }: Matter): Promise<string[]> {
	const stewards = (await listStewards(db, buildingId)).filter((id) => id !== aboutId);
	if (stewards.length > 0) return stewards;
	const operators = await db
		.select({ id: residents.id })
		.from(residents)
		.where(and(eq(residents.status, 'confirmed'), sql`'operator' = any(${residents.roles})`));
	return operators.map(({ id }) => id).filter((id) => id !== aboutId);
}

/** Who looks in on a steward somebody is worried about, where no other steward or operator could: the building's volunteers. */
export async function listLookersIn(db: Db, { buildingId, aboutId }: Matter): Promise<string[]> {
	return (await listHelpers(db, buildingId, 'volunteer')).filter((id) => id !== aboutId);
}

/** May this person settle it? The operator only for as long as nobody nearer can. */
export async function mayJudge(db: Db, by: Member, matter: Matter): Promise<boolean> {
	if (by.id === matter.aboutId) return false;
	if (by.buildingId === matter.buildingId && may(by, 'settle_reports')) return true;
	return may(by, 'settle_stewards') && (await listJudges(db, matter)).includes(by.id);
}
