import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	bytes,
	choice,
	clockShift,
	contact,
	httpOrigin,
	list,
	mailServer,
	postgresUrl,
	word,
	wholeNumber,
} from './env-values.ts';

/** The environment, read and checked; what each variable means is said in the README. */
export interface Env {
	port: number;
	host: string;
	/** The address people use, without a trailing slash. */
	origin: string;
	addressHeader?: string;
	xffDepth?: number;
	/** An outside PostgreSQL; absent means the embedded one. */
	databaseUrl?: string;
	/** Connections to the database that this process keeps at most. */
	connections: number;
	/** Absolute. */
	dataFolder: string;
	setupToken?: string;
	contact?: string;
	smtp?: string;
	limits: boolean;
	/** Milliseconds to add to the real time. */
	clockShift: number;
	pushHosts: string[];
	/** Bytes. */
	bodySizeLimit: number;
}

type Source = Record<string, string | undefined>;

/** Throws a StartRefusal naming the variable when a value cannot be understood; an empty value counts as absent. */
export function readEnv(source: Source = process.env, uid: number | undefined = process.getuid?.()): Env {
	const value = (name: string): string | undefined => source[name]?.trim() || undefined;
	const port = wholeNumber('PORT', value('PORT'), 1, 65_535) ?? 3000;
	const limits = choice('STAIRWELL_LIMITS', value('STAIRWELL_LIMITS'), ['on', 'off']) !== 'off';
	return {
		port,
		host: value('HOST') ?? '0.0.0.0',
		origin: httpOrigin('ORIGIN', value('ORIGIN')) ?? `http://localhost:${port}`,
		addressHeader: value('ADDRESS_HEADER')?.toLowerCase(),
		xffDepth: wholeNumber('XFF_DEPTH', value('XFF_DEPTH'), 1, 20),
		databaseUrl: postgresUrl('DATABASE_URL', value('DATABASE_URL')),
		connections: wholeNumber('STAIRWELL_CONNECTIONS', value('STAIRWELL_CONNECTIONS'), 1, 100) ?? 3,
		dataFolder: resolve(value('STAIRWELL_DATA') ?? defaultDataFolder(value('XDG_DATA_HOME'), uid)),
		setupToken: word('STAIRWELL_SETUP_TOKEN', value('STAIRWELL_SETUP_TOKEN')),
		contact: contact('STAIRWELL_CONTACT', value('STAIRWELL_CONTACT')),
		smtp: mailServer('STAIRWELL_SMTP', value('STAIRWELL_SMTP')),
		limits,
		clockShift: clockShift('STAIRWELL_CLOCK', value('STAIRWELL_CLOCK'), limits),
		pushHosts: list('STAIRWELL_PUSH_HOSTS', value('STAIRWELL_PUSH_HOSTS')),
		bodySizeLimit: bytes('BODY_SIZE_LIMIT', value('BODY_SIZE_LIMIT')) ?? 40 * 1024 * 1024,
	};
}

/** adapter-node reads these by itself while its handler loads, and its own defaults are not ours (https, 512 kB). */
export function tellAdapter(env: Env, target: Source = process.env): void {
	target.ORIGIN = env.origin;
	target.BODY_SIZE_LIMIT = String(env.bodySizeLimit);
	if (env.addressHeader) target.ADDRESS_HEADER = env.addressHeader;
	if (env.xffDepth) target.XFF_DEPTH = String(env.xffDepth);
}

// Root's home is often closed to the user the database must run as.
function defaultDataFolder(xdgDataHome: string | undefined, uid: number | undefined): string {
	if (uid === 0) return '/var/lib/stairwell';
	return join(xdgDataHome ?? join(homedir(), '.local', 'share'), 'stairwell');
}
