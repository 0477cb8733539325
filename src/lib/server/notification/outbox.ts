import { sql } from 'drizzle-orm';
import type { Direction, ListingStatus, Place } from '../../domain/listing.ts';
import type { Locale } from '../../domain/member.ts';
import type { Code, Topic } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';

/** A delivery taken by this worker, with all that decides whether and how it is sent. */
export type Taken = {
	id: string;
	notificationId: string;
	origin: string;
	attempts: number;
	code: Code;
	topic: Topic;
	detail: Record<string, string | number>;
	href: string;
	createdAt: string;
	/** Null: gone, somebody else's now, or of a session that has ended. */
	device: { id: string; endpoint: string; p256dh: string; auth: string } | null;
	left: boolean;
	read: boolean;
	muted: boolean;
	locale: Locale | null;
	quietFrom: number;
	quietTo: number;
	zone: string;
	unread: number;
	whileState: string | null;
	/** Of the handover or group buy that it is about. */
	handoverState: string | null;
	/** What stands on the shelf now, and what it is short of; null where it is no corner's news, or the corner is closed. */
	corner: { stock: number; wishes: number } | null;
	ofCorner: boolean;
	listing: {
		direction: Direction;
		place: Place;
		status: ListingStatus;
		until: string;
		free: boolean;
		ownUrgentAsk: boolean;
	} | null;
};

type Take = { now: Date; lease: Date; most: number; except: readonly string[] };

/**
 * Takes what is due and keeps it until `lease`: of several workers each gets other rows, and what a worker took that
 * then died is taken again after its lease.
 */
export async function takeDue(db: Db, { now, lease, most, except }: Take): Promise<Taken[]> {
	const at = sql`${now.toISOString()}::timestamptz`;
	const rows = await db.execute<Taken>(sql`
		with due as (
			select id from deliveries
			where state = 'due' and due_at <= ${at} and (leased_until is null or leased_until <= ${at})
				and origin <> all(${sql.param([...except])}::text[])
			order by due_at limit ${most} for update skip locked
		), taken as (
			update deliveries d set leased_until = ${lease.toISOString()}::timestamptz from due where d.id = due.id
			returning d.id, d.notification_id, d.device_id, d.origin, d.attempts, d.due_at
		)
		select t.id, t.notification_id as "notificationId", t.origin, t.attempts,
			n.code, n.topic, n.detail, n.href, n.created_at as "createdAt", n.while_state as "whileState",
			n.read_at is not null as read, r.status = 'left' as left, n.topic = any(r.muted) as muted,
			r.locale, r.quiet_from as "quietFrom", r.quiet_to as "quietTo", b.time_zone as zone, coalesce(h.state, g.state) as "handoverState",
			case when v.id is null then null else
				json_build_object('id', v.id, 'endpoint', v.endpoint, 'p256dh', v.p256dh, 'auth', v.auth) end as device,
			case when l.id is null then null else json_build_object(
				'direction', l.direction, 'place', l.place, 'status', l.status, 'until', l.until, 'free', l.held < l.quantity,
				'ownUrgentAsk', l.urgent and l.direction = 'ask' and (l.poster_id = r.id
					or (l.category <> 'medicine' and l.poster_household_id = r.household_id))) end as listing,
			n.corner_id is not null as "ofCorner", case when c.id is null then null else json_build_object(
				'stock', (select coalesce(sum(i.quantity), 0) from shelf_items i where i.corner_id = c.id),
				'wishes', (select count(*) from shelf_wishes w where w.corner_id = c.id and w.ended_at is null)) end as corner,
			(select count(*)::int from (
				select from notifications u where u.resident_id = r.id and u.read_at is null limit 99) u) as unread
		from taken t
		join notifications n on n.id = t.notification_id
		join residents r on r.id = n.resident_id
		join buildings b on b.id = r.building_id
		left join devices v on v.id = t.device_id and v.resident_id = r.id and (v.session_id is null or exists (
			select from sessions s where s.id = v.session_id and s.expires_at > ${at} and s.ends_at > ${at}))
		left join listings l on l.id = n.listing_id
		left join handovers h on h.id = n.handover_id
		left join corners c on c.id = n.corner_id and c.closed_at is null
		left join group_buys g on g.id = n.group_buy_id
		order by t.due_at`);
	return [...rows];
}

/** What became of a delivery. */
export type Mark = {
	id: string;
	lease: Date;
	state: 'due' | 'sent' | 'stale' | 'failed' | 'gone';
	/** When it is due again. */
	dueAt?: Date;
	tried?: boolean;
	status?: number;
};

/** Writes down what became of deliveries, all in one statement; those whose lease somebody else has by now stay theirs. */
export async function markDeliveries(db: Db, marks: readonly Mark[], now: Date): Promise<void> {
	const rows = marks.map(({ dueAt, tried, ...mark }) => ({ ...mark, due_at: dueAt, tried: tried ? 1 : 0 }));
	await db.execute(sql`
		with marked as (
			update deliveries d set
				state = v.state, due_at = coalesce(v.due_at, d.due_at), leased_until = null,
				attempts = d.attempts + v.tried, last_status = coalesce(v.status, d.last_status),
				sent_at = case when v.state = 'sent' then ${now.toISOString()}::timestamptz end
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
				as v (id bigint, lease timestamptz, state text, due_at timestamptz, tried int, status int)
			where d.id = v.id and d.state = 'due' and d.leased_until = v.lease
			returning d.device_id, d.state
		)
		update devices v set last_sent_at = ${now.toISOString()}::timestamptz
		from marked where marked.state = 'sent' and v.id = marked.device_id
			and (v.last_sent_at is null or v.last_sent_at < ${now.toISOString()}::timestamptz - interval '1 day')`);
}

/** The push service knows these browsers no more. */
export async function forgetDevices(db: Db, endpoints: readonly string[], now: Date): Promise<void> {
	await db.execute(sql`
		with gone as (delete from devices where endpoint = any(${sql.param([...endpoints])}::text[]) returning session_id)
		update sessions set push_lost_at = ${now.toISOString()}::timestamptz where id in (select session_id from gone)`);
}

const DAY = 86_400_000;
const AT_ONCE = 5000;

/**
 * Forgets what nobody asks for any more: deliveries done seven days ago, read news of ninety days ago, devices of ended
 * sessions. In pieces, so that nothing waits long behind it.
 */
export async function forgetOld(db: Db, now: Date): Promise<void> {
	const before = (days: number) => sql`${new Date(now.getTime() - days * DAY).toISOString()}::timestamptz`;
	for (const rows of [
		sql`delete from deliveries where id in (
			select id from deliveries where state <> 'due' and due_at < ${before(7)} order by id limit ${AT_ONCE})`,
		sql`delete from notifications where id in (
			select id from notifications where read_at is not null and created_at < ${before(90)} limit ${AT_ONCE})`,
		sql`delete from devices where id in (
			select d.id from devices d left join sessions s on s.id = d.session_id
			where d.session_id is not null and s.id is null limit ${AT_ONCE})`,
	])
		while ((await db.execute(rows)).count === AT_ONCE);
}
