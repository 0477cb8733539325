import { byTurns, pump } from '../load/figures.ts';
import { memoryOf } from '../load/app.ts';
import { Person } from '../load/people.ts';
import { fillListings, fillPosters } from './fill.ts';
import { FROM_MEMORY } from './from-memory.ts';
import type { Ground } from './ground.ts';
import { type Line, percent, round } from './report.ts';

const CLIENTS = 8;
/** As many as the largest of the other parts asks for. */
const OTHERS = 200;
const SECONDS = 4;
const ROUNDS = 3;
const LISTINGS = 100_000;
/** As a browser asks: compression is part of the answer. */
const HEADERS = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' };

async function look(person: Person): Promise<void> {
	const { status, body } = await person.get('/', HEADERS);
	if (status !== 200 || body.length < 4000)
		throw new Error(`the board answered ${status} with ${body.length} bytes`);
}

/**
 * The board with 50 of 100,000 open listings, signed in – beside the same page of a second process of the same build
 * whose database driver answers every question it has answered before from memory (see from-memory.ts).
 */
export async function benchBoard({ app, sql, people, anotherApp }: Ground): Promise<Line[]> {
	// Neighbours who come to look: those of the other parts have claimed thousands of things.
	const viewers = (await people(OTHERS + CLIENTS)).slice(OTHERS);
	await fillListings(sql, await fillPosters(sql, 200), LISTINGS);
	await sql`vacuum analyze`;
	const memory = await anotherApp({ NODE_OPTIONS: `--import=${FROM_MEMORY}` });
	const twins = viewers.map((viewer) =>
		Object.assign(new Person(memory.options.port), { cookie: viewer.cookie }),
	);
	await pump(twins, 2, look);
	await pump(viewers, 2, look);
	const { real, cached } = await byTurns(ROUNDS, {
		cached: () => pump(twins, SECONDS, look),
		real: () => pump(viewers, SECONDS, look),
	});
	const page = await viewers[0]!.get('/', { accept: 'text/html' });
	const notices = page.body.toString().split('href="/listings/').length - 1;
	const one = await pump(viewers.slice(0, 1), 2, look);
	twins.forEach((twin) => twin.wire.close());
	await memory.stop();
	const share = real.perSecond / cached.perSecond;
	const tail = real.times.at(0.99) / real.times.at(0.5);
	const mb = memoryOf(app.pid);
	return [
		{
			part: 'board',
			what: `pages a second, ${notices} links to ${LISTINGS} listings; ${CLIENTS} clients`,
			figure: `${round(real.perSecond)}/s = ${percent(share)} of ${round(cached.perSecond)}/s from memory`,
			bar: '≥ 60 %',
			good: share >= 0.6,
			values: {
				perSecond: round(real.perSecond),
				fromMemory: round(cached.perSecond),
				share: round(share, 3),
			},
		},
		{
			part: 'board',
			what: 'the slowest hundredth',
			figure: `p99 ${round(real.times.at(0.99), 1)} ms = ${round(tail, 1)} × the median of ${round(real.times.at(0.5), 1)} ms; alone ${round(one.times.at(0.5), 1)} ms`,
			bar: '≤ 5 ×',
			good: tail <= 5,
			values: {
				p50: round(real.times.at(0.5), 2),
				p99: round(real.times.at(0.99), 2),
				tail: round(tail, 2),
				alone: round(one.times.at(0.5), 2),
			},
		},
		{
			part: 'board',
			what: "memory of the app under that load (and spliit's 50 views/s × 6)",
			figure: `${round(mb)} MB, ${round(real.perSecond)}/s`,
			bar: '≤ 250 MB, ≥ 300/s',
			good: mb <= 250 && real.perSecond >= 300,
			values: { megabytes: round(mb) },
		},
	];
}
