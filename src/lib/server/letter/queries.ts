import { and, desc, eq, sql } from 'drizzle-orm';
import type { MailWants, WebhookKind } from '../../domain/letter.ts';
import type { Locale } from '../../domain/member.ts';
import type { Code } from '../../domain/notification.ts';
import type { Direction, Place } from '../../domain/listing.ts';
import type { Db } from '../db/connect.ts';
import { letters, mailAddresses, webhooks } from './table.ts';

export type TakenLetter = {
	id: number;
	via: 'mail' | 'webhook';
	kind: 'confirm' | 'news' | 'posted' | 'test';
	residentId: string | null;
	buildingId: string | null;
	listingId: string | null;
	since: string | null;
	till: string | null;
	createdAt: string;
	attempts: number;
};

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** Takes what is due of one kind of post and keeps it until `lease`; of several workers each gets other rows. */
export async function takeLetters(
	db: Db,
	{ via, now, lease, most }: { via: 'mail' | 'webhook'; now: Date; lease: Date; most: number },
): Promise<TakenLetter[]> {
	const rows = await db.execute<TakenLetter>(sql`
		with due as (
			select id from letters where via = ${via} and state = 'due' and due_at <= ${instant(now)}
				and (leased_until is null or leased_until <= ${instant(now)})
			order by due_at limit ${most} for update skip locked
		)
		update letters l set leased_until = ${instant(lease)} from due where l.id = due.id
		returning l.id::int as id, l.via, l.kind, l.resident_id as "residentId", l.building_id as "buildingId",
			l.listing_id as "listingId", l.since::text as since, l.till::text as till, l.created_at as "createdAt", l.attempts`);
	return [...rows];
}

/** What became of it. One whose lease somebody else has by now stays theirs. */
export async function markLetter(
	db: Db,
	mark: {
		id: number;
		lease: Date;
		state: 'due' | 'sent' | 'stale' | 'failed';
		dueAt?: Date;
		status?: number;
	},
	now: Date,
): Promise<void> {
	const tried = mark.state !== 'stale';
	await db
		.update(letters)
		.set({
			state: mark.state,
			leasedUntil: null,
			attempts: tried ? sql`${letters.attempts} + 1` : sql`${letters.attempts}`,
			...(mark.dueAt ? { dueAt: mark.dueAt } : {}),
			...(mark.status === undefined ? {} : { lastStatus: mark.status }),
			...(mark.state === 'sent' ? { sentAt: now } : {}),
		})
		.where(and(eq(letters.id, mark.id), eq(letters.state, 'due'), eq(letters.leasedUntil, mark.lease)));
}

export type Reader = {
	address: string;
	askedAt: Date;
	confirmed: boolean;
	locale: Locale | null;
	zone: string;
	building: string;
};

/** Whom a mail is for, as things stand now; null for those who left or want none any more. */
export async function findReader(db: Db, residentId: string): Promise<Reader | null> {
	const [row] = await db.execute<Omit<Reader, 'askedAt'> & { askedAt: string }>(sql`
		select m.address, m.asked_at as "askedAt", m.confirmed_at is not null as confirmed, r.locale, b.time_zone as zone,
			b.name as building
		from mail_addresses m join residents r on r.id = m.resident_id join buildings b on b.id = r.building_id
		where m.resident_id = ${residentId} and r.status <> 'left'`);
	return row ? { ...row, askedAt: new Date(row.askedAt) } : null;
}

export type NewsRow = {
	code: Code;
	detail: Record<string, string | number>;
	createdAt: string;
	direction: Direction | null;
	place: Place | null;
};

/** What somebody has still not read of that time, newest first. */
export async function listUnreadNews(
	db: Db,
	residentId: string,
	{ since, till, most }: { since: string; till: string; most: number },
): Promise<{ rows: NewsRow[]; count: number }> {
	const rows = await db.execute<NewsRow & { count: number }>(sql`
		select n.code, n.detail, n.created_at as "createdAt", l.direction, l.place, (count(*) over ())::int as count
		from notifications n join residents r on r.id = n.resident_id left join listings l on l.id = n.listing_id
		where n.resident_id = ${residentId} and n.read_at is null and n.topic <> 'test' and n.topic <> all(r.muted)
			and n.created_at > ${since}::timestamptz and n.created_at <= ${till}::timestamptz
		order by n.created_at desc limit ${most}`);
	return { rows: [...rows], count: rows[0]?.count ?? 0 };
}

export type Webhook = { kind: WebhookKind; url: string; secret: string };

export async function findWebhook(db: Db, buildingId: string) {
	const [row] = await db.select().from(webhooks).where(eq(webhooks.buildingId, buildingId));
	return row ?? null;
}

/** The last letters to a building's webhook, for the steward who set it. */
export function listLastLetters(db: Db, buildingId: string) {
	return db
		.select({
			id: letters.id,
			kind: letters.kind,
			state: letters.state,
			createdAt: letters.createdAt,
			lastStatus: letters.lastStatus,
		})
		.from(letters)
		.where(eq(letters.buildingId, buildingId))
		.orderBy(desc(letters.createdAt))
		.limit(5);
}

export async function findMailAddress(
	db: Db,
	residentId: string,
): Promise<{ address: string; wants: MailWants; confirmed: boolean } | null> {
	const [row] = await db
		.select({
			address: mailAddresses.address,
			wants: mailAddresses.wants,
			confirmed: sql<boolean>`${mailAddresses.confirmedAt} is not null`,
		})
		.from(mailAddresses)
		.where(eq(mailAddresses.residentId, residentId));
	return row ?? null;
}
