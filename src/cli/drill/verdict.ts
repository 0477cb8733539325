import type { Sql } from '#lib/server/db/connect.ts';
import type { Done } from './load.ts';

/** Everything that is not as people were told, in words; empty when all is well. */
export async function findFaults(sql: Sql, done: readonly Done[]): Promise<string[]> {
	const faults: string[] = [];
	const posted = done.flatMap((it) => (it.kind === 'posted' ? [it.listing] : []));
	const claimed = done.flatMap((it) => (it.kind === 'claimed' ? [it] : []));
	const stepped = done.flatMap((it) => (it.kind === 'stepped' ? [it] : []));

	const listings = new Set((await sql<{ id: string }[]>`select id from listings`).map((row) => row.id));
	for (const id of posted) if (!listings.has(id)) faults.push(`a post is gone: ${id}`);

	const handovers = new Map(
		(await sql<{ id: string; listing_id: string }[]>`select id, listing_id from handovers`).map((row) => [
			row.id,
			row.listing_id,
		]),
	);
	const requests = new Map(
		(await sql<{ key: string; answer: { id?: string } }[]>`select key, answer from requests`).map((row) => [
			row.key,
			row.answer,
		]),
	);
	for (const { handover, listing, key } of claimed) {
		if (handovers.get(handover) !== listing) faults.push(`a claim is gone: ${handover}`);
		if (requests.get(key)?.id !== handover) faults.push(`the answer to a claim is gone: ${key}`);
	}

	const trail = new Set(
		(await sql<{ at: string }[]>`select handover_id || ' ' || to_state as at from handover_events`).map(
			(row) => row.at,
		),
	);
	for (const { handover, to } of stepped)
		if (!trail.has(`${handover} ${to}`)) faults.push(`a step is gone: ${handover} ${to}`);

	const counters = await sql<{ id: string }[]>`
		select l.id from listings l left join handovers h on h.listing_id = l.id
		group by l.id
		having l.held <> coalesce(sum(h.quantity) filter (where handover_holds(h.state)), 0)
			or l.waiting <> count(h.id) filter (where h.state = 'waiting')
			or l.held > l.quantity`;
	for (const { id } of counters) faults.push(`the numbers of a post are wrong: ${id}`);

	// Each change that should be told is told once: what became reserved to the poster, left to the receiver, signed to the giver.
	const told = await sql<{ handover_id: string; code: string; changes: number; news: number }[]>`
		with expected as (
			select handover_id, code, count(*) as changes from (
				select handover_id, case to_state when 'reserved' then 'handover.claimed' when 'left' then 'handover.left' else 'handover.received' end as code
				from handover_events where to_state in ('reserved', 'left', 'received')
			) it group by 1, 2
		), written as (
			select handover_id, code, count(*) as news from notifications
			where code in ('handover.claimed', 'handover.left', 'handover.received') group by 1, 2
		)
		select handover_id, code, coalesce(changes, 0)::int as changes, coalesce(news, 0)::int as news
		from expected full join written using (handover_id, code)
		where changes is distinct from news`;
	for (const row of told)
		faults.push(`told ${row.news} times of ${row.changes}: ${row.code} ${row.handover_id}`);
	return faults;
}
