import { Figures } from '../load/figures.ts';
import { claim, done, post } from '../load/people.ts';
import type { Ground } from './ground.ts';
import { type Line, round } from './report.ts';

const PEOPLE = 200;
const PIECES = 5;
const ROUNDS = 11;

/** 200 people on one listing of five, all at the same moment: all answered, exactly five have it, the others know their place. */
export async function benchRace({ sql, building, people }: Ground): Promise<Line[]> {
	const racers = await people(PEOPLE);
	const p99s = new Figures();
	for (let round = 0; round <= ROUNDS; round++) {
		const listing = await post(building.steward, { quantity: PIECES, perHousehold: 1 });
		const times = new Figures();
		await Promise.all(racers.map((racer) => racer.wire.ready()));
		await Promise.all(
			racers.map(async (racer) => {
				const from = performance.now();
				done(await claim(racer, listing));
				times.add(performance.now() - from);
			}),
		);
		const [found] = await sql<{ have: number; wait: number }[]>`
			select count(*) filter (where state = 'reserved')::int as have, count(*) filter (where state = 'waiting')::int as wait
			from handovers where listing_id = ${listing}`;
		if (found?.have !== PIECES || found.wait !== PEOPLE - PIECES)
			throw new Error(`${found?.have} have it and ${found?.wait} wait, of ${PEOPLE} for ${PIECES}`);
		// The first one is for the compiler, and for the planner (see claims.ts).
		if (round === 0) await sql`analyze`;
		if (round > 0) p99s.add(times.at(0.99));
	}
	const p99 = p99s.at(0.5);
	return [
		{
			part: 'race',
			what: `${PEOPLE} people on one listing of ${PIECES}, ${ROUNDS} times`,
			figure: `all answered, exactly ${PIECES}; p99 ${round(p99)} ms (median of the rounds; worst ${round(p99s.at(1))})`,
			bar: 'p99 ≤ 250 ms',
			good: p99 <= 250,
			values: { p99: round(p99, 1), worst: round(p99s.at(1), 1) },
		},
	];
}
