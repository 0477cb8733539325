import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Member } from '../../domain/member.ts';
import type { ReportKind, Settlement } from '../../domain/order.ts';
import { settlementsFor } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { hideListing } from '../listing/close.ts';
import { lockListing } from '../listing/queries.ts';
import { listings, reports } from '../listing/table.ts';
import { notify } from '../notification/notify.ts';
import { listJudges, listLookersIn, mayJudge } from './judges.ts';
import { writeDown } from './log.ts';
import { findPersonFor } from './people.ts';
import { findPerson } from './queries.ts';
import { buildings, households } from './table.ts';
import { suspend, warn } from './order.ts';

export type PersonReport = { residentId: string; kind: ReportKind; reason: string };

/** Something is not right with a neighbour, or may not be well: somebody is asked to look, never the one it is about. */
export function reportPerson(
	db: Db,
	by: Member,
	input: PersonReport,
	sent: Sent,
): Promise<
	Outcome<{ id: string; name: string }, 'not_found' | 'report.already' | 'people.nobody_to_tell' | KeyRefusal>
> {
	return once(db, sent, async (tx) => {
		const person = await findPersonFor(tx, by, input.residentId);
		if (person?.status !== 'confirmed' || person.id === by.id) return refused('not_found');
		const matter = { buildingId: by.buildingId, aboutId: person.id };
		const judges = await listJudges(tx, matter);
		// A complaint needs somebody who may settle it; a worry only somebody who goes and knocks.
		const alone = judges.length === 0 && input.kind === 'worried';
		const to = alone ? await listLookersIn(tx, matter) : judges;
		if (to.length === 0) return refused('people.nobody_to_tell');
		const [row] = await tx
			.insert(reports)
			.values({
				buildingId: by.buildingId,
				aboutId: person.id,
				reportedBy: by.id,
				kind: input.kind,
				reason: input.reason,
				createdAt: sent.at,
			})
			.onConflictDoNothing()
			.returning({ id: reports.id });
		if (!row) return refused('report.already');
		const code = input.kind === 'worried' ? 'resident.worried' : 'resident.reported';
		const detail = { name: person.name, door: person.door };
		await notify(
			tx,
			{
				to,
				topic: 'building',
				code,
				detail,
				href: alone ? `/building/people/${person.id}` : '/building/reports',
			},
			sent.at,
		);
		return done({ id: row.id, name: person.name });
	});
}

const about = alias(residents, 'about');
const reporter = alias(residents, 'reporter');

/**
 * What is still to be looked at, oldest first, worries before complaints: of one's own building for its stewards, and about
 * the only steward of any for the operator. Nobody reads what is said about themselves.
 */
export async function listReports(db: Db, viewer: Member) {
	const own = may(viewer, 'settle_reports') ? eq(reports.buildingId, viewer.buildingId) : undefined;
	const ofOnly = may(viewer, 'settle_stewards')
		? sql`not exists (select from residents s where s.building_id = ${reports.buildingId}
		and s.status = 'confirmed' and 'steward' = any(s.roles) and s.id <> coalesce(${reports.aboutId}, ${listings.posterId}))`
		: undefined;
	if (!own && !ofOnly) return [];
	const rows = await db
		.select({
			id: reports.id,
			kind: reports.kind,
			reason: reports.reason,
			at: reports.createdAt,
			by: reporter.name,
			listingId: reports.listingId,
			title: listings.title,
			posterId: listings.posterId,
			aboutId: reports.aboutId,
			aboutName: about.name,
			aboutDoor: households.door,
			buildingId: reports.buildingId,
			building: buildings.name,
		})
		.from(reports)
		.innerJoin(reporter, eq(reporter.id, reports.reportedBy))
		.innerJoin(buildings, eq(buildings.id, reports.buildingId))
		.leftJoin(listings, eq(listings.id, reports.listingId))
		.leftJoin(about, eq(about.id, reports.aboutId))
		.leftJoin(households, eq(households.id, about.householdId))
		.where(and(or(own, ofOnly), isNull(reports.settledAt)))
		.orderBy(asc(reports.createdAt))
		.limit(100);
	return rows
		.filter((row) => row.aboutId !== viewer.id && row.posterId !== viewer.id)
		.map(({ posterId: _, aboutId, buildingId, building, ...row }) => ({
			...row,
			/** Of another building: named, and not to be opened from here. */
			building: buildingId === viewer.buildingId ? null : building,
			about: aboutId === null ? ('post' as const) : ('person' as const),
			aboutId,
		}))
		.sort((a, b) => Number(b.kind === 'worried') - Number(a.kind === 'worried'));
}

export type SettleInput = { reportId: string; with: Settlement; reason: string; days: number };
type Settled = Outcome<{ id: string }, 'not_found' | 'people.settled' | KeyRefusal>;

/** One answer to everything that was reported about the same post or person. Of two stewards at once, one decides. */
export function settleReport(db: Db, by: Member, input: SettleInput, sent: Sent): Promise<Settled> {
	return once(db, sent, async (tx): Promise<Settled> => {
		const [report] = await tx.select().from(reports).where(eq(reports.id, input.reportId));
		if (!report) return refused('not_found');
		const listing = report.listingId === null ? null : await lockListing(tx, report.listingId);
		const aboutId = listing?.posterId ?? report.aboutId!;
		const { buildingId } = report;
		if (!(await mayJudge(tx, by, { buildingId, aboutId }))) return refused('not_found');
		// What is done about it stands in the log of that building.
		const judge = { ...by, buildingId };
		const allowed = settlementsFor({ about: listing ? 'post' : 'person', kind: report.kind });
		if (!allowed.includes(input.with)) return refused('not_found');
		const same = or(
			eq(reports.id, report.id),
			listing ? eq(reports.listingId, listing.id) : eq(reports.aboutId, report.aboutId!),
		);
		const rows = await tx
			.update(reports)
			.set({ settledAt: sent.at, settledBy: by.id, settledWith: input.with })
			.where(and(same, isNull(reports.settledAt)))
			.returning({ id: reports.id });
		if (!rows.some((row) => row.id === report.id)) return refused('people.settled');
		const person = await findPerson(tx, buildingId, aboutId);
		if (input.with === 'hidden' && listing) await hideListing(tx, listing, judge, input.reason, sent.at);
		if (input.with === 'warned' && person) await warn(tx, judge, person.id, input.reason, sent.at);
		if (input.with === 'suspended' && person)
			await suspend(tx, judge, person.id, { reason: input.reason, days: input.days }, sent.at);
		if (input.with === 'nothing' || input.with === 'looked_in')
			await writeDown(tx, judge, { kind: 'report_closed', reason: input.reason }, sent.at);
		return done({ id: report.id });
	});
}

/** What was said about somebody goes when it has been settled for as long as their building keeps closed things. */
export async function forgetSettled(db: Db, now: Date): Promise<void> {
	const old = db
		.select({ id: reports.id })
		.from(reports)
		.innerJoin(buildings, eq(buildings.id, reports.buildingId))
		.where(
			sql`${reports.reason} <> '' and ${reports.settledAt} < ${now.toISOString()}::timestamptz - make_interval(days => ${buildings.keepDays})`,
		);
	await db.update(reports).set({ reason: '' }).where(inArray(reports.id, old));
}
