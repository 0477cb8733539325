import { sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';

export type Figures = {
	offers: number;
	pieces: number;
	asks: number;
	answered: number;
	unanswered: number;
	/** Minutes from an ask to its first pledge, the middle one; null where none was answered. */
	minutes: number | null;
	lapsed: number;
	households: number;
	gave: number;
	received: number;
};

/** What a building shared in the days before now: numbers only, never who. */
export async function findFigures(db: Db, buildingId: string, since: Date): Promise<Figures> {
	const [row] = await db.execute<Figures>(sql`
		with posts as (
			select id, direction, posted_at, poster_household_id, status from listings
			where building_id = ${buildingId}::uuid and posted_at >= ${since.toISOString()}::timestamptz and status <> 'hidden'
		), moved as (
			select h.*, p.direction, p.poster_household_id, p.posted_at from handovers h join posts p on p.id = h.listing_id
		), first as (
			select p.id, extract(epoch from min(m.created_at) - min(p.posted_at)) / 60 as minutes
			from posts p join moved m on m.listing_id = p.id where p.direction = 'ask' group by p.id
		), given as (
			select case when direction = 'offer' then poster_household_id else claimant_household_id end as giver,
				case when direction = 'offer' then claimant_household_id else poster_household_id end as receiver
			from moved where state in ('left', 'received', 'returned')
		)
		select
			(select count(*) from posts where direction = 'offer')::int as offers,
			(select coalesce(sum(quantity), 0) from moved where state in ('left', 'received', 'returned'))::int as pieces,
			(select count(*) from posts where direction = 'ask')::int as asks,
			(select count(*) from first)::int as answered,
			(select count(*) from posts where direction = 'ask' and status <> 'open' and id not in (select id from first))::int as unanswered,
			(select round(percentile_cont(0.5) within group (order by minutes))::int from first) as minutes,
			(select count(*) from moved where state = 'lapsed')::int as lapsed,
			(select count(*) from households where building_id = ${buildingId}::uuid)::int as households,
			(select count(distinct giver) from given)::int as gave,
			(select count(distinct receiver) from given)::int as received`);
	return row!;
}
