import { cpus, loadavg } from 'node:os';
import { readEnv } from '#lib/server/env.ts';
import { StartRefusal } from '#lib/server/start-refusal.ts';
import { benchBoard } from './bench/board.ts';
import { benchClaims } from './bench/claims.ts';
import { benchEntering } from './bench/entering.ts';
import { type Ground, withGround } from './bench/ground.ts';
import { benchGroupBuys } from './bench/group-buys.ts';
import { benchGrowth } from './bench/growth.ts';
import { benchProcesses } from './bench/processes.ts';
import { benchPush } from './bench/push.ts';
import { benchRace } from './bench/race.ts';
import { type Line, print } from './bench/report.ts';
import { benchStart } from './bench/start.ts';
import { benchStreams } from './bench/streams.ts';
import { run } from './database/with-database.ts';

const PARTS: Record<string, (ground: Ground) => Promise<Line[]>> = {
	start: benchStart,
	streams: benchStreams,
	claims: benchClaims,
	race: benchRace,
	board: benchBoard,
	push: benchPush,
	entering: benchEntering,
	processes: benchProcesses,
	'group-buys': benchGroupBuys,
	growth: benchGrowth,
};

const OPTIONS = ['--growth', '--outside', '--strict'];

// npm run bench [-- part …] [--growth] [--outside postgres://…] [--strict]: everything against the embedded database, then – where
// --outside or DATABASE_URL names one – against that server, in a database of its own. Growth takes minutes to fill.
await run(async (env, words) => {
	const at = words.indexOf('--outside');
	const outside = at === -1 ? env.databaseUrl : readEnv({ DATABASE_URL: words[at + 1] }).databaseUrl;
	const named = words.filter((word, index) => !word.startsWith('--') && (at === -1 || index !== at + 1));
	const unknown = [
		...named.filter((name) => !(name in PARTS)),
		...words.filter((word) => word.startsWith('--') && !OPTIONS.includes(word)),
	];
	if (unknown.length > 0)
		throw new StartRefusal(
			`There is no ${unknown.join(', ')}; the parts are ${Object.keys(PARTS).join(', ')}, the options ${OPTIONS.join(', ')}.`,
		);
	const wanted = Object.keys(PARTS).filter((name) =>
		named.length === 0 ? name !== 'growth' : named.includes(name),
	);
	if (words.includes('--growth') && !wanted.includes('growth')) wanted.push('growth');
	const busy = loadavg()[0]?.toFixed(1) ?? '?';
	let good = true;
	for (const server of outside ? [undefined, outside] : [undefined]) {
		const lines = await withGround(server, (ground) => measure(wanted, ground));
		const database = server ? 'an outside PostgreSQL' : 'the embedded PostgreSQL';
		print(lines, {
			against: database,
			node: process.version,
			cores: String(cpus().length),
			'load before': busy,
		});
		good &&= lines.every((line) => line.good !== false);
	}
	// What is below its bar fails the command only where that is asked for: a shared machine is noisy.
	if (words.includes('--strict') && !good) throw new StartRefusal('Something is below its bar.');
});

async function measure(names: readonly string[], ground: Ground): Promise<Line[]> {
	const lines: Line[] = [];
	for (const name of names) {
		process.stderr.write(`measuring ${name} …\n`);
		lines.push(...(await PARTS[name]!(ground)));
	}
	return lines;
}
