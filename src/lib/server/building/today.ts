import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { KNOCK_AFTER, SIGN_REMINDER_AFTER } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import { cares, residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import { handovers } from '../listing/handover-table.ts';
import { listings } from '../listing/table.ts';
import { listPeople } from './queries.ts';
import { listReports } from './report.ts';
import { households } from './table.ts';

const MOST = 50;

/** Everything that waits for a steward. A new kind of thing is one more list here and one more section on the page. */
export async function findToday(db: Db, steward: Member, now: Date) {
	const [people, reports, unsigned, unheard, urgent] = await Promise.all([
		listPeople(db, steward.buildingId, 'waiting'),
		listReports(db, steward),
		listUnsigned(db, steward.buildingId, now),
		listUnheard(db, steward.buildingId, now),
		listUnanswered(db, steward.buildingId, now),
	]);
	return { newcomers: people.slice(0, MOST), reports, unsigned, unheard, urgent };
}

/** How much waits, for the mark at the place. */
export async function countToday(db: Db, steward: Member, now: Date): Promise<number> {
	const { newcomers, reports, unsigned, unheard, urgent } = await findToday(db, steward, now);
	return newcomers.length + reports.length + unsigned.length + unheard.length + urgent.length;
}

/** Left at a door and not signed for in time, or missing. What it is stays with the two of them where it is medicine. */
function listUnsigned(db: Db, buildingId: string, now: Date) {
	const before = (span: number) => new Date(now.getTime() - span).toISOString();
	const knocks = sql`(${listings.category} = 'medicine' or ${listings.urgent})`;
	return db
		.select({
			id: handovers.id,
			state: handovers.state,
			title: sql<
				string | null
			>`case when ${listings.category} = 'medicine' then null else ${listings.title} end`,
			leftAt: handovers.leftAt,
		})
		.from(handovers)
		.innerJoin(listings, eq(listings.id, handovers.listingId))
		.where(
			and(
				eq(listings.buildingId, buildingId),
				inArray(handovers.state, ['left', 'missing']),
				or(
					eq(handovers.state, 'missing'),
					sql`${handovers.leftAt} < case when ${knocks} then ${before(KNOCK_AFTER)}::timestamptz else ${before(SIGN_REMINDER_AFTER)}::timestamptz end`,
				),
			),
		)
		.orderBy(asc(handovers.leftAt))
		.limit(MOST);
}

/** Looked after, and not heard from for the time that was set. */
function listUnheard(db: Db, buildingId: string, now: Date) {
	return db
		.select({
			id: residents.id,
			name: residents.name,
			door: households.door,
			phone: residents.phone,
			heardAt: cares.heardAt,
		})
		.from(cares)
		.innerJoin(residents, eq(residents.id, cares.residentId))
		.innerJoin(households, eq(households.id, residents.householdId))
		.where(
			and(
				eq(residents.buildingId, buildingId),
				eq(residents.status, 'confirmed'),
				sql`${cares.heardAt} + make_interval(hours => ${cares.everyHours}) <= ${now.toISOString()}::timestamptz`,
			),
		)
		.orderBy(asc(cares.heardAt))
		.limit(MOST);
}

/** Urgent asks that are not, or not all, taken on. */
function listUnanswered(db: Db, buildingId: string, now: Date) {
	return db
		.select({
			id: listings.id,
			title: sql<
				string | null
			>`case when ${listings.category} = 'medicine' then null else ${listings.title} end`,
			neededBy: listings.neededBy,
		})
		.from(listings)
		.where(
			and(
				eq(listings.buildingId, buildingId),
				eq(listings.status, 'open'),
				eq(listings.direction, 'ask'),
				eq(listings.urgent, true),
				sql`${listings.held} < ${listings.quantity}`,
				sql`${listings.until} > ${now.toISOString()}::timestamptz`,
			),
		)
		.orderBy(asc(listings.neededBy))
		.limit(MOST);
}
