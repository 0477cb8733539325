import type { Joining } from '../../domain/account.ts';
import type { Door } from '../../domain/household.ts';
import { writeDoor } from '../../domain/household.ts';
import type { Db } from '../db/connect.ts';
import { secret } from '../installation/settings.ts';
import { buildings, households } from './table.ts';

export type NewBuilding = {
	communityId: string;
	name: string;
	timeZone: string;
	joining: Joining;
	doors: readonly Door[];
};

// PostgreSQL takes 65,535 parameters a statement; a household has six.
const ROWS = 5000;

/** A building with a household behind each of its doors and a poster's code of its own. */
export async function createBuilding(tx: Db, { doors, ...building }: NewBuilding): Promise<{ id: string }> {
	const [row] = await tx
		.insert(buildings)
		.values({ ...building, joinCode: newJoinCode() })
		.returning({ id: buildings.id });
	const { id } = row!;
	for (let from = 0; from < doors.length; from += ROWS)
		await tx
			.insert(households)
			.values(
				doors.slice(from, from + ROWS).map((door) => ({ buildingId: id, ...door, door: writeDoor(door) })),
			);
	return { id };
}

/** 128 bits. */
export function newJoinCode(): string {
	return secret(16);
}
