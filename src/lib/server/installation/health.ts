import { statfs } from 'node:fs/promises';
import { connect, type Connection, type DatabaseTarget } from '../db/connect.ts';
import { log } from '../log.ts';

/** `warning` and `unknown` are worth a look but do not make the whole fail. */
export type Check = { status: 'ok' | 'warning' | 'failing' | 'unknown'; reason?: string };
export type Health = {
	status: 'ok' | 'failing';
	checks: Record<'database' | 'outbox' | 'timers' | 'disk' | 'backup', Check>;
};

/** What works by itself in rounds. */
export type Timer = {
	/** When a round last went well, by `clock`; null before the first. */
	lastAt(): Date | null;
	/** The machine's clock when absent. */
	clock?: () => Date;
};

export type HealthSources = {
	target: DatabaseTarget;
	/** Where the embedded database writes; null where the database is somebody else's machine. */
	dataFolder: string | null;
	/** The app's clock. */
	now: () => Date;
	timers: Record<string, Timer>;
};

const PATIENCE = 2000;
/** Anybody may ask, as often as they like: within this time they hear the same. */
const FRESH = 500;
const OUTBOX_LAG = 60_000;
const TIMER_LAG = 30_000;
const FREE_BYTES = 200 * 1024 * 1024;
const BACKUP_DAYS = 8;

const OK: Check = { status: 'ok' };
const failing = (reason: string): Check => ({ status: 'failing', reason });

/**
 * Looks after this process. It asks through a connection of its own, so that a busy pool is not taken for a lost
 * database, and gives that connection up after a question without an answer, so that it finds the way back by itself.
 */
export function watchHealth(sources: HealthSources): { look(): Promise<Health>; close(): Promise<void> } {
	const since = Date.now();
	let connection: Connection | undefined;
	let latest: { at: number; health: Promise<Health> } | undefined;

	function look(): Promise<Health> {
		if (!latest || Date.now() - latest.at > FRESH) latest = { at: Date.now(), health: lookNow() };
		return latest.health;
	}

	async function lookNow(): Promise<Health> {
		const [facts, disk] = await Promise.all([ask(), lookAtDisk(sources.dataFolder)]);
		const unknown: Check = { status: 'unknown', reason: 'the database does not answer' };
		const checks = {
			database: facts ? OK : failing(`no answer within ${PATIENCE / 1000} s`),
			outbox: facts ? lookAtOutbox(facts.lag) : unknown,
			timers: lookAtTimers(sources.timers, since),
			disk,
			backup: facts ? lookAtBackup(facts.backupAt, sources.now()) : unknown,
		};
		const bad = Object.values(checks).some((check) => check.status === 'failing');
		return { status: bad ? 'failing' : 'ok', checks };
	}

	/** Null where the database cannot be reached or does not answer in time. */
	async function ask(): Promise<Facts | null> {
		const asked = (connection ??= connect(sources.target, { max: 1, name: 'stairwell health' }));
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE, null)));
		const answer = findFacts(asked, sources.now()).catch((error: unknown) => {
			log.warn('the database did not answer how it is', { error });
			return null;
		});
		const facts = await Promise.race([answer, late]);
		clearTimeout(timer);
		if (!facts && connection === asked) {
			connection = undefined;
			void asked.sql.end({ timeout: 0 });
		}
		return facts;
	}

	return { look, close: async () => connection?.close() };
}

type Facts = { lag: number | null; backupAt: string | null };

/** Milliseconds for which the oldest due delivery has been waiting, and when somebody last made a backup. */
async function findFacts({ sql }: Connection, now: Date): Promise<Facts | null> {
	const at = now.toISOString();
	const [facts] = await sql<Facts[]>`
		select (select 1000 * extract(epoch from ${at}::timestamptz - due_at)::float8 from deliveries
				where state = 'due' and due_at <= ${at}::timestamptz order by due_at limit 1) as lag,
			(select value #>> '{}' from settings where name = 'backup_at') as "backupAt"`;
	return facts ?? null;
}

function lookAtOutbox(lag: number | null): Check {
	if (lag === null || lag <= OUTBOX_LAG) return OK;
	return failing(`the oldest message has been due for ${Math.floor(lag / 1000)} s`);
}

function lookAtTimers(timers: HealthSources['timers'], since: number): Check {
	const late = Object.entries(timers).filter(([, { lastAt, clock = () => new Date() }]) => {
		const last = lastAt();
		return last ? clock().getTime() - last.getTime() > TIMER_LAG : Date.now() - since > TIMER_LAG;
	});
	if (late.length === 0) return OK;
	return failing(`no round for ${TIMER_LAG / 1000} s: ${late.map(([name]) => name).join(', ')}`);
}

async function lookAtDisk(folder: string | null): Promise<Check> {
	if (folder === null) return OK;
	try {
		const { bavail, bsize } = await statfs(folder);
		const free = bavail * bsize;
		return free < FREE_BYTES ? failing(`${Math.floor(free / 1024 / 1024)} MB are free`) : OK;
	} catch (error) {
		return failing(
			`the data folder cannot be looked at (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
		);
	}
}

function lookAtBackup(backupAt: string | null, now: Date): Check {
	const age = backupAt === null ? NaN : now.getTime() - Date.parse(backupAt);
	if (Number.isNaN(age)) return { status: 'warning', reason: 'there is no backup yet: npm run backup' };
	const days = Math.floor(age / 86_400_000);
	return days < BACKUP_DAYS
		? OK
		: { status: 'warning', reason: `the last backup is ${days} days old: npm run backup` };
}
