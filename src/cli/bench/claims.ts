import { byTurns, type Pace, pump } from '../load/figures.ts';
import { claim, codeOf, done, idOf, Person } from '../load/people.ts';
import { fillListings, fillPosters } from './fill.ts';
import type { Ground } from './ground.ts';
import { type Line, percent, round } from './report.ts';

const CLIENTS = 8;
const SECONDS = 3;
const ROUNDS = 3;

/**
 * A bare action: the same server, hooks and form reader, but nobody is signed in and the form lacks its key, so that it is
 * refused (400 key.missing) before anything is asked of the database.
 */
async function bare(person: Person): Promise<void> {
	const said = await person.act('/sign-in', { key: '', login: 'nobody', password: 'nothing' });
	if (codeOf(said) !== 'key.missing') throw new Error(`the bare action answered ${codeOf(said)}`);
}

/** Claims over distinct listings, by form action, beside a bare action with the same number of clients. */
export async function benchClaims({ app, sql, receiver, people }: Ground): Promise<Line[]> {
	const claimers = await people(CLIENTS);
	const strangers = claimers.map(() => new Person(app.options.port));
	const silent = await fillListings(sql, await fillPosters(sql, 50), 15_000);
	const pushed = await fillListings(sql, await fillPosters(sql, 50, receiver), 15_000);
	const claimed = new Map<string, string>();
	const claimOf = (listings: string[]) => async (by: Person) => {
		const listing = listings.pop();
		if (!listing) throw new Error('not enough listings');
		claimed.set(listing, idOf(done(await claim(by, listing))));
	};
	const measure = (clients: Person[], ask: (by: Person) => Promise<void>) => () =>
		pump(clients, SECONDS, ask);
	// Once for the compiler; and autovacuum, which comes by every minute, tells the planner that there are handovers now.
	await pump(strangers, 1, bare);
	await pump(claimers, 2, claimOf(silent));
	await pump(claimers, 1, claimOf(pushed));
	await sql`analyze`;
	const paces = await byTurns(ROUNDS, {
		bare: measure(strangers, bare),
		silent: measure(claimers, claimOf(silent)),
		pushed: measure(claimers, claimOf(pushed)),
	});
	strangers.forEach((person) => person.wire.close());
	await refuseLies(sql, claimed);
	return [
		line('claims a second, the poster hears it in the inbox', paces.silent, paces.bare),
		line('the same, and a phone is pushed to meanwhile', paces.pushed, paces.bare),
	];
}

/** Every claim that was answered is there, with its trail, its key and its news. */
async function refuseLies(sql: Ground['sql'], claimed: Map<string, string>): Promise<void> {
	const [found] = await sql<{ whole: number }[]>`
		select count(*)::int as whole from handovers h
		join unnest(${[...claimed.keys()]}::uuid[], ${[...claimed.values()]}::uuid[]) as said (listing, handover)
			on said.handover = h.id and said.listing = h.listing_id
		where h.state = 'reserved'
			and (select count(*) from handover_events e where e.handover_id = h.id) = 1
			and (select count(*) from notifications n where n.handover_id = h.id) = 1
			and exists (select from requests q where q.answer ->> 'id' = h.id::text)`;
	if (found?.whole !== claimed.size)
		throw new Error(`${claimed.size} claims were answered, ${found?.whole} are whole`);
}

function line(what: string, claims: Pace, bare: Pace): Line {
	const share = claims.perSecond / bare.perSecond;
	return {
		part: 'claims',
		what: `${what}; ${CLIENTS} clients`,
		figure: `${round(claims.perSecond)}/s = ${percent(share)} of ${round(bare.perSecond)}/s bare; p99 ${round(claims.times.at(0.99), 1)} ms`,
		bar: '≥ 30 %',
		good: share >= 0.3,
		values: {
			claimsPerSecond: round(claims.perSecond),
			barePerSecond: round(bare.perSecond),
			share: round(share, 3),
			p50: round(claims.times.at(0.5), 2),
			p99: round(claims.times.at(0.99), 2),
		},
	};
}
