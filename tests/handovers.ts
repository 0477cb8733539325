import { asc, eq } from 'drizzle-orm';
import type { Step } from '#lib/domain/handover-step.ts';
import type { Member } from '#lib/domain/member.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { findHandover } from '#lib/server/listing/queries.ts';
import { takeStep } from '#lib/server/listing/step.ts';
import { notifications } from '#lib/server/notification/table.ts';
import type { TestDatabase } from './database.ts';
import { MORNING, sends } from './listings.ts';
import { aBuilding, aNeighbour } from './people.ts';

/** A stairwell with three neighbours and a steward, and what they do with each other's things, in few words. */
export function useHandovers(database: Pick<TestDatabase, 'db'>) {
	return {
		async stairwell() {
			const building = await aBuilding(database.db);
			const li = await aNeighbour(database.db, building, '1-101', { name: '李' });
			const wang = await aNeighbour(database.db, building, '1-202', { name: '王' });
			const zhao = await aNeighbour(database.db, building, '2-303', { name: '赵' });
			const steward = await aNeighbour(database.db, building, '2-101', { roles: ['steward'] });
			return { building, li, wang, zhao, steward };
		},
		/** The id of what they get, or wait for. */
		async claimed(who: Member, listingId: string, quantity = 1, part: string | null = null): Promise<string> {
			const outcome = await claim(database.db, who, { listingId, quantity, part }, sends(who));
			if (!outcome.ok) throw new Error(outcome.code);
			return outcome.value.id;
		},
		step: (who: Member, handoverId: string, taken: Step, reason = '', at = MORNING) =>
			takeStep(database.db, who, { handoverId, step: taken, reason, photo: null }, sends(who, at)),
		stateOf: async (id: string) => (await findHandover(database.db, id))!.state,
		/** In the order of time; what came at the same moment by its code. */
		newsOf: async (who: Member) =>
			(
				await database.db
					.select()
					.from(notifications)
					.where(eq(notifications.residentId, who.id))
					.orderBy(asc(notifications.createdAt), asc(notifications.code))
			).map((row) => row.code),
	};
}
