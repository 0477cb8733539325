import type postgres from 'postgres';
import { begin } from './begin.ts';
import type { Db } from './connect.ts';

type Client = postgres.Sql | postgres.TransactionSql;
type Run = (client: postgres.TransactionSql) => unknown;

/**
 * The client that drizzle is given: every query becomes a prepared statement of its connection, so that PostgreSQL
 * plans each text once instead of each time (drizzle's driver never asks for that). Inside transactions too.
 */
export function prepared<C extends Client>(client: C): C {
	return new Proxy(client, {
		get(target, name, receiver) {
			if (name === 'unsafe')
				return (text: string, values: never[], options?: postgres.UnsafeQueryOptions) =>
					target.unsafe(text, values, { ...options, prepare: true });
			if (name === 'begin' && 'begin' in target)
				return (run: Run) => begin(target, (inner) => run(prepared(inner)));
			if (name === 'savepoint' && 'savepoint' in target)
				return (run: Run) => target.savepoint((inner) => run(prepared(inner)));
			const value: unknown = Reflect.get(target, name, receiver);
			return value;
		},
	});
}

/** A query of a hot path, put together once for each database instead of each time: drizzle's own work then costs more than PostgreSQL's. */
export function builtOnce<Q>(build: (db: Db) => Q): (db: Db) => Q {
	const built = new WeakMap<Db, Q>();
	return (db) => {
		const known = built.get(db);
		if (known) return known;
		const query = build(db);
		built.set(db, query);
		return query;
	};
}
