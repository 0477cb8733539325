import { byTurns, pump } from '../load/figures.ts';
import { claim, done, Person } from '../load/people.ts';
import { fillListings, fillPosters } from './fill.ts';
import type { Ground } from './ground.ts';
import { type Line, round } from './report.ts';

const CLIENTS = 12;
const SECONDS = 3;
const ROUNDS = 3;
const WARM = 12;

/**
 * One, two and four app processes on one database: the claims each count manages, and that nothing happens twice. What
 * counts for the database is how many connections all of them keep, so the further ones keep one each (README, city).
 */
export async function benchProcesses({ app, sql, receiver, people, anotherApp }: Ground): Promise<Line[]> {
	const claimers = await people(CLIENTS);
	const posters = await fillPosters(sql, 50, receiver);
	const listings = await fillListings(sql, posters, 60_000);
	const apps = [app];
	while (apps.length < 4) apps.push(await anotherApp({ STAIRWELL_CONNECTIONS: '1' }));
	const over = (count: number) =>
		claimers.map((person, n) =>
			Object.assign(new Person(apps[n % count]!.options.port), { cookie: person.cookie }),
		);
	const [alone, twos, fours] = [over(1), over(2), over(4)] as const;
	const claimNext = async (by: Person): Promise<void> => {
		done(await claim(by, listings.pop()!));
	};
	// Each process has its own compiler to warm.
	await pump(fours, WARM, claimNext);
	await sql`analyze`;
	const paces = await byTurns(ROUNDS, {
		one: () => pump(alone, SECONDS, claimNext),
		two: () => pump(twos, SECONDS, claimNext),
		four: () => pump(fours, SECONDS, claimNext),
	});
	for (const person of [...alone, ...twos, ...fours]) person.wire.close();
	const once = await refuseDoubles(sql, posters);
	for (const another of apps.slice(1)) await another.stop();
	const [one, two, four] = [paces.one.perSecond, paces.two.perSecond, paces.four.perSecond];
	return [
		{
			part: 'processes',
			what: `claims a second with 1, 2 and 4 app processes; ${CLIENTS} clients`,
			figure: `${[one, two, four].map((rate) => round(rate)).join(', ')}; ${once} handovers, each told once`,
			bar: 'grow or stay',
			// A machine of two cores has none left to grow into; a tenth is what its noise is.
			good: two >= 0.9 * one && four >= 0.9 * one,
			values: { one: round(one), two: round(two), four: round(four) },
		},
	];
}

async function refuseDoubles(sql: Ground['sql'], posters: readonly string[]): Promise<number> {
	const [found] = await sql<{ handovers: number; once: number }[]>`
		select count(*)::int as handovers, count(*) filter (where (
			select count(*) from notifications n where n.handover_id = h.id) = 1)::int as once
		from handovers h join listings l on l.id = h.listing_id where l.poster_id = any(${[...posters]}::uuid[])`;
	if (!found || found.handovers !== found.once)
		throw new Error(`${found?.once} of ${found?.handovers} handovers were told once`);
	return found.handovers;
}
