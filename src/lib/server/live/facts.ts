import type { ListingStatus } from '../../domain/listing.ts';
import type { Sql } from '../db/connect.ts';

/** The new numbers of a listing, and who may hear them. */
export type ListingNumbers = {
	id: string;
	audience: string;
	hiddenFrom: string | null;
	status: ListingStatus;
	quantity: number;
	held: number;
	waiting: number;
	parts: { id: string; quantity: number; held: number }[] | null;
};

export function listNumbers(sql: Sql, ids: string[]): Promise<ListingNumbers[]> {
	return sql<ListingNumbers[]>`
		select id, audience, hidden_from as "hiddenFrom", status, quantity, held, waiting, (
			select json_agg(json_build_object('id', p.id, 'quantity', p.quantity, 'held', p.held) order by p.position)
			from listing_parts p where p.listing_id = l.id) as parts
		from listings l where id = any(${ids}::uuid[])`;
}

/** What stands on a shelf now: numbers only. */
export type ShelfNumbers = { id: string; buildingId: string; items: { id: string; quantity: number }[] };

export function listShelves(sql: Sql, ids: string[]): Promise<ShelfNumbers[]> {
	return sql<ShelfNumbers[]>`
		select c.id, c.building_id as "buildingId", (
			select coalesce(json_agg(json_build_object('id', i.id, 'quantity', i.quantity)), '[]') from shelf_items i
			where i.corner_id = c.id and i.quantity > 0) as items
		from corners c where c.id = any(${ids}::uuid[]) and c.closed_at is null`;
}

/** Somebody's unread news, and the listings of the newest of it. */
export type News = { id: string; unread: number; listings: string[] };

/** Counted up to 100, which is shown as 99+. */
export function listNews(sql: Sql, ids: string[]): Promise<News[]> {
	return sql<News[]>`
		select r.id,
			(select count(*)::int from (
				select from notifications n where n.resident_id = r.id and n.read_at is null limit 100) n) as unread,
			(select coalesce(array_agg(distinct n.listing_id::text), '{}') from (
				select listing_id from notifications n where n.resident_id = r.id
				order by created_at desc nulls last, id desc nulls last limit 5) n where n.listing_id is not null) as listings
		from unnest(${ids}::uuid[]) as r (id)`;
}

/** The sessions that are still good, with what their people may hear of today. */
export type Signed = {
	session: string;
	residentId: string;
	householdId: string;
	buildingId: string;
	communityId: string;
	entrance: string;
};

export function listSigned(sql: Sql, sessions: string[], now: Date): Promise<Signed[]> {
	return sql<Signed[]>`
		select s.id as session, r.id as "residentId", r.household_id as "householdId", r.building_id as "buildingId",
			b.community_id as "communityId", h.entrance
		from sessions s
		join residents r on r.id = s.resident_id
		join households h on h.id = r.household_id
		join buildings b on b.id = r.building_id
		where s.id = any(${sessions}::text[]) and r.status <> 'left'
			and s.expires_at > ${now.toISOString()}::timestamptz and s.ends_at > ${now.toISOString()}::timestamptz`;
}
