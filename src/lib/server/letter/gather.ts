import { sql } from 'drizzle-orm';
import { DAILY_AT, type MailWants } from '../../domain/letter.ts';
import { afterQuiet, nextAt } from '../../domain/time.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';

/** Whoever has read it meanwhile, in the app or after a push, needs no mail. */
const WAIT = 2 * 60_000;
/** At most one mail in so long: what comes together is told together. */
const BETWEEN = 10 * 60_000;
const AT_ONCE = 50;

type Due = {
	residentId: string;
	wants: MailWants;
	zone: string;
	quietFrom: number;
	quietTo: number;
	till: string | null;
};

/**
 * Writes one letter to each who is due and has unread news: all of it in one. The letter and what it has told are one
 * transaction, so nothing is told twice or forgotten; answers how many were looked at.
 */
export function gatherMail(db: Db, now: Date): Promise<number> {
	const at = sql`${now.toISOString()}::timestamptz`;
	const before = sql`${new Date(now.getTime() - WAIT).toISOString()}::timestamptz`;
	return transact(db, async (tx) => {
		const due = await tx.execute<Due>(sql`
			with due as (
				select m.resident_id, m.told_at, m.wants, b.time_zone, r.quiet_from, r.quiet_to, r.muted
				from mail_addresses m join residents r on r.id = m.resident_id join buildings b on b.id = r.building_id
				where m.confirmed_at is not null and m.next_at <= ${at} and r.status <> 'left'
				order by m.next_at limit ${AT_ONCE} for update of m skip locked
			), news as (
				select due.resident_id, due.told_at as since, max(n.created_at) as till
				from due join notifications n on n.resident_id = due.resident_id and n.read_at is null
					and n.created_at > due.told_at and n.created_at <= ${before}
					and n.topic <> 'test' and n.topic <> all(due.muted)
				group by due.resident_id, due.told_at
			), written as (
				insert into letters (via, kind, once_key, resident_id, since, till, created_at, due_at)
				select 'mail', 'news', 'news:' || resident_id || ':' || since, resident_id, since, till, ${at}, ${at} from news
				on conflict (once_key) do nothing
			)
			select due.resident_id as "residentId", due.wants, due.time_zone as zone, due.quiet_from as "quietFrom",
				due.quiet_to as "quietTo", news.till::text as till
			from due left join news on news.resident_id = due.resident_id`);
		for (const row of due)
			await tx.execute(sql`
				update mail_addresses set told_at = coalesce(${row.till}::timestamptz, told_at),
					next_at = ${after(row, now).toISOString()}::timestamptz
				where resident_id = ${row.residentId}`);
		return due.length;
	});
}

function after({ wants, zone, quietFrom, quietTo }: Due, now: Date): Date {
	if (wants === 'daily') return nextAt(now, DAILY_AT, zone);
	return afterQuiet(new Date(now.getTime() + BETWEEN), { from: quietFrom, to: quietTo }, zone);
}
