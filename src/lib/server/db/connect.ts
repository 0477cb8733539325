import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { log } from '../log.ts';
import { prepared } from './prepared.ts';
import { arrayTypes } from './array-types.ts';

/** Where a database is: an address, or a unix socket (`host` is then the socket's folder). Plain JSON. */
export type DatabaseTarget =
	string | { host: string; port: number; user: string; password: string; database: string };

/** A database or a transaction: whatever asks or writes takes either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
export type Sql = postgres.Sql;

export interface Connection {
	db: Db;
	sql: Sql;
	/** Lets running queries end (2 s at most), then closes every connection. */
	close(): Promise<void>;
}

export interface ConnectOptions {
	/** Connections kept at most; 10 when absent. */
	max?: number;
	/** Shown in pg_stat_activity. */
	name?: string;
	onNotify?: (channel: string, payload: string) => void;
	/** Called whenever one of the connections is closed, by either side. */
	onClose?: () => void;
}

/** Connects lazily; connections lost while the database restarts are made anew by the next query. */
export function connect(target: DatabaseTarget, options: ConnectOptions = {}): Connection {
	const settings = {
		max: options.max ?? 10,
		fetch_types: false,
		types: arrayTypes,
		connect_timeout: 10,
		// The default waits up to 60 s after a lost database comes back.
		backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
		connection: { application_name: options.name ?? 'stairwell', TimeZone: 'UTC' },
		onnotify: options.onNotify,
		onclose: options.onClose,
		onnotice: (notice: postgres.Notice) => {
			// Notices say that something exists already; warnings are worth a line.
			if (notice.severity === 'WARNING')
				log.warn('the database warns', { code: notice.code, text: notice.message });
		},
	};
	const sql = typeof target === 'string' ? postgres(target, settings) : postgres({ ...target, ...settings });
	return { db: drizzle(prepared(sql)), sql, close: () => sql.end({ timeout: 2 }) };
}
