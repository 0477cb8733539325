import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type Connection, type DatabaseTarget, type Db, type Sql } from '#lib/server/db/connect.ts';
import { TEMPLATE, within } from './databases.ts';

export interface TestDatabase {
	readonly db: Db;
	readonly sql: Sql;
	/** For the functions that connect by themselves. */
	readonly target: DatabaseTarget;
	/** `count` separate connections, so that things really happen at once; closed after the file. */
	connect(count: number): Connection[];
}

/** A migrated, empty database for this test file alone. Call it at the top of the file; usable inside tests and hooks. */
export function useDatabase(): TestDatabase {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const opened: Connection[] = [];
	const open = (max: number): Connection => {
		const connection = connect(within(inject('server'), name), { max });
		opened.push(connection);
		return connection;
	};
	let main: Connection | undefined;
	const ready = (): Connection => {
		if (!main) throw new Error('the database is there only inside tests and hooks');
		return main;
	};

	beforeAll(async () => {
		await onServer((sql) => sql`create database ${sql(name)} template ${sql(TEMPLATE)}`);
		main = open(10);
	});
	afterAll(async () => {
		await Promise.all(opened.map((connection) => connection.close()));
		await onServer((sql) => sql`drop database if exists ${sql(name)} with (force)`);
	});

	return {
		get db() {
			return ready().db;
		},
		get sql() {
			return ready().sql;
		},
		get target() {
			return within(inject('server'), name);
		},
		connect: (count) => Array.from({ length: count }, () => open(1)),
	};
}

async function onServer(act: (sql: Sql) => PromiseLike<unknown>): Promise<void> {
	const { sql, close } = connect(inject('server'), { max: 1 });
	try {
		await act(sql);
	} finally {
		await close();
	}
}
