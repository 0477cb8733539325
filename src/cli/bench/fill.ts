import type { Sql } from '#lib/server/db/connect.ts';
import { type Receiver, subscriptionKeys } from '../load/receiver.ts';

/** People behind free doors, each with a phone that gets push, where a receiver is named. */
export async function fillPosters(sql: Sql, count: number, receiver?: Receiver): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		insert into residents (household_id, building_id, name, status, confirmed_at, quiet_from, quiet_to)
		select h.id, h.building_id, 'poster ' || h.door, 'confirmed', now(), 0, 0 from households h
		where not exists (select from residents r where r.household_id = h.id) order by h.number desc limit ${count}
		returning id`;
	const ids = rows.map((row) => row.id);
	if (!receiver) return ids;
	const phones = ids.map((id) => ({ id, endpoint: receiver.endpoint(id), ...subscriptionKeys() }));
	await sql`
		insert into devices (resident_id, endpoint, p256dh, auth, created_at)
		select p.id, p.endpoint, p.p256dh, p.auth, now()
		from jsonb_to_recordset(${JSON.stringify(phones)}::text::jsonb) as p (id uuid, endpoint text, p256dh text, auth text)`;
	return ids;
}

/** Open offers in the posters' building, the newest a second old, as `post` would write them. */
export async function fillListings(
	sql: Sql,
	posters: readonly string[],
	count: number,
	quantity = 3,
): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		insert into listings (community_id, building_id, poster_household_id, poster_id, direction, category, title, details,
			quantity, unit, per_household, until, relaxed_at, scope, audience, search_pieces, search_text, posted_at, due_at)
		select b.community_id, b.id, r.household_id, r.id, 'offer', (array['food', 'item', 'help'])[1 + g % 3], '卷心菜 ' || g, '今早买多了',
			${quantity}, '颗', ${quantity}, now() + interval '7 days', now() + interval '5 days', 'building', 'b:' || b.id,
			array[c.number || ':卷', c.number || ':卷心', c.number || ':心', c.number || ':心菜', c.number || ':菜', c.number || ':' || g % 100],
			'卷心菜 ' || g, now() - g * interval '1 second', now() + interval '7 days'
		from generate_series(1, ${count}::int) g
		join unnest(${[...posters]}::uuid[]) with ordinality as p (id, n) on p.n = g % ${posters.length} + 1
		join residents r on r.id = p.id
		join buildings b on b.id = r.building_id
		join communities c on c.id = b.community_id
		returning id`;
	await sql`analyze listings`;
	return rows.map((row) => row.id);
}
