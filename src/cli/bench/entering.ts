import { randomBytes } from 'node:crypto';
import { makeEntryCode, takeEntry } from '#lib/server/account/entry.ts';
import { renewReturnCode } from '#lib/server/account/return-code.ts';
import { connect } from '#lib/server/db/connect.ts';
import { Figures } from '../load/figures.ts';
import { codeOf, Person } from '../load/people.ts';
import type { Ground } from './ground.ts';
import { type Line, percent, round } from './report.ts';

const ROUNDS = 300;
/** A door without anybody in it; the building has ten floors. */
const EMPTY = '1098';

type Try = { path: string; fields: Record<string, string> };
type Pair = { what: string; known: () => Try; unknown: () => Try };

/** A code of the return code's shape that is nobody's: all of them would have to be tried to meet one that is. */
const someCode = (): string => Array.from(randomBytes(8), (byte) => 'ABCDEFGHJKMNPQRS'[byte % 16]).join('');
const signIn = (login: string, password: string): Try => ({ path: '/sign-in', fields: { login, password } });
const enter = (code: string): Try => ({ path: `/enter/${code}`, fields: {} });

/** Does the answer, or how long it takes, tell whether a login, a door, a return code or a link is known here? By turns. */
export async function benchEntering({ app, target, people, sql }: Ground): Promise<Line[]> {
	await people(1);
	const { db, close } = connect(target, { max: 1, name: 'bench' });
	try {
		const [somebody] = await sql<{ id: string; building_id: string; door: string }[]>`
			select r.id, r.building_id, h.door from residents r join households h on h.id = r.household_id
			where r.login is null limit 1`;
		const { id, building_id: buildingId, door } = somebody!;
		const code = await renewReturnCode(db, id);
		const now = new Date();
		const used = await makeEntryCode(db, { kind: 'device', residentId: id, buildingId, madeBy: id }, now);
		await takeEntry(db, used, now);
		const pairs: Pair[] = [
			{
				what: 'signing in: a login that is somebody’s, and one that is nobody’s',
				known: () => signIn('ann', 'not this one'),
				unknown: () => signIn(`nobody${someCode()}`, 'not this one'),
			},
			{
				what: 'a wrong return code at a door with somebody, and at one without',
				known: () => signIn(door, someCode()),
				unknown: () => signIn(EMPTY, someCode()),
			},
			{
				what: 'a return code that is somebody’s, and one that is nobody’s, at another door',
				known: () => signIn(EMPTY, code),
				unknown: () => signIn(EMPTY, someCode()),
			},
			{
				what: 'a link that was used, and one that never was',
				known: () => enter(used),
				unknown: () => enter(randomBytes(16).toString('base64url')),
			},
		];
		const lines: Line[] = [];
		for (const pair of pairs) lines.push(await compare(new Person(app.options.port), pair));
		return lines;
	} finally {
		await close();
	}
}

async function compare(stranger: Person, { what, known, unknown }: Pair): Promise<Line> {
	const sides = [
		{ ask: known, times: new Figures() },
		{ ask: unknown, times: new Figures() },
	];
	const answers = new Set<string>();
	for (let turn = -10; turn < ROUNDS; turn++)
		// Who goes first changes, so that what the one leaves warm does not always serve the other.
		for (const { ask, times } of turn % 2 === 0 ? sides : [...sides].reverse()) {
			const { path, fields } = ask();
			const from = performance.now();
			const said = await stranger.act(path, fields);
			if (turn >= 0) times.add(performance.now() - from);
			answers.add(`${said.status} ${codeOf(said)}`);
		}
	if (answers.size !== 1) throw new Error(`${what}: told apart by ${[...answers].join(', ')}`);
	const [a, b] = [sides[0]!.times, sides[1]!.times];
	const [median, p95] = [a.at(0.5) / b.at(0.5), a.at(0.95) / b.at(0.95)];
	return {
		part: 'entering',
		what,
		figure: `the same answer; p50 ${percent(median)} of the other’s ${round(b.at(0.5), 1)} ms, p95 ${percent(p95)}`,
		bar: 'p50 within 10 %',
		good: Math.abs(median - 1) <= 0.1,
		values: { p50: round(median, 3), p95: round(p95, 3), p50Ms: round(b.at(0.5), 2) },
	};
}
