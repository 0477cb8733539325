import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	boolean,
	type InferOutput,
	nullable,
	number,
	object,
	parseJson,
	pipe,
	safeParse,
	string,
} from 'valibot';
import { log } from '../log.ts';
import { StartRefusal } from '../start-refusal.ts';
import { processView, startMarkOf } from './processes.ts';

const Claim = object({
	pid: number(),
	startMark: nullable(string()),
	view: string(),
	since: string(),
	address: string(),
	held: boolean(),
});
export type Claim = InferOutput<typeof Claim>;

const BEAT = 4_000;
const SILENCE = 12_000;

/**
 * Makes this process the only one on a data folder; answers how to let go. Throws a StartRefusal naming the one that
 * is there already. Everybody writes a claim of their own and only then looks for others, so no claim is ever taken
 * over and two can never both see themselves alone.
 */
export async function lockFolder(dataFolder: string, address: string): Promise<() => void> {
	const folder = join(dataFolder, 'locks');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = join(folder, `${randomUUID()}.json`);
	const mine: Claim = { ...identity(), since: new Date().toISOString(), address, held: false };
	for (let attempt = 1; ; attempt++) {
		writeClaim(file, mine);
		const rival = await findRival(folder, file);
		if (!rival) return hold(file, mine);
		rmSync(file, { force: true });
		// Two that start in the same moment both step back and try again at different times.
		if (rival.held || attempt === 8) throw new StartRefusal(sentence(dataFolder, rival));
		await sleep(50 + Math.random() * 250);
	}
}

function identity(): Pick<Claim, 'pid' | 'startMark' | 'view'> {
	return { pid: process.pid, startMark: startMarkOf(process.pid), view: processView() };
}

function hold(file: string, mine: Claim): () => void {
	writeClaim(file, { ...mine, held: true });
	const beat = (): Promise<void> => utimes(file, new Date(), new Date());
	const timer = setInterval(() => {
		beat().catch((error: unknown) => log.error('the lock on the data folder is gone', { error }));
	}, BEAT).unref();
	return () => {
		clearInterval(timer);
		rmSync(file, { force: true });
	};
}

function writeClaim(file: string, claim: Claim): void {
	writeFileSync(`${file}.new`, JSON.stringify(claim), { mode: 0o600 });
	renameSync(`${file}.new`, file);
}

async function findRival(folder: string, own: string): Promise<Claim | null> {
	const files = readdirSync(folder).map((name) => join(folder, name));
	for (const file of files.filter((each) => each.endsWith('.json') && each !== own)) {
		const claim = readClaim(file);
		if (claim && (await isAlive(claim, file))) return claim;
		rmSync(file, { force: true });
	}
	return null;
}

/** Whether the process of a claim still runs. Where its pid cannot be seen from here, its claim's heartbeat decides. */
export async function isAlive(
	claim: Claim,
	file: string,
	here = identity(),
	silence = SILENCE,
): Promise<boolean> {
	if (claim.view === here.view) return claim.startMark !== null && startMarkOf(claim.pid) === claim.startMark;
	const first = lastBeat(file);
	for (let waited = 0; waited < silence; waited += 200) {
		if (lastBeat(file) !== first) return lastBeat(file) !== null;
		if (first === null || Date.now() - first > silence) return false;
		await sleep(200);
	}
	return false;
}

function lastBeat(file: string): number | null {
	return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Null also for what a power cut left half written. */
function readClaim(file: string): Claim | null {
	try {
		const claim = safeParse(pipe(string(), parseJson(), Claim), readFileSync(file, 'utf8'));
		return claim.success ? claim.output : null;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

function sentence(dataFolder: string, first: Claim): string {
	const since = first.since.slice(0, 19).replace('T', ' ');
	return `Stairwell already runs on ${dataFolder}: process ${first.pid}, since ${since} UTC, at ${first.address}. Stop it first, or set STAIRWELL_DATA to another folder.`;
}
