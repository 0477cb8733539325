import { is, Placeholder, type Query, SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/** A statement that need not be put together any more. */
class Ready extends SQL {
	constructor(private readonly query: Query) {
		super([]);
	}
	override toQuery(): Query {
		return this.query;
	}
}

/**
 * Puts a statement together once, for the few that many people wait for: drizzle does it anew with each execution, which
 * for a long one takes as long as the database needs to run it. Every value in it is a `sql.placeholder`; one that is
 * named several times is sent once.
 */
export function ready<V extends Record<string, unknown>>(statement: SQL): (values: V) => SQL {
	const { sql: text, params } = new PgDialect().sqlToQuery(statement);
	const named = params.map((param) => {
		if (!is(param, Placeholder))
			throw new TypeError('a value that is no placeholder would be the same for everybody');
		return param.name as string & keyof V;
	});
	const names = [...new Set(named)];
	const numbered = text.replace(
		/\$(\d+)/g,
		(_, number: string) => `$${names.indexOf(named[Number(number) - 1]!) + 1}`,
	);
	return (values) => new Ready({ sql: numbered, params: names.map((name) => values[name]) });
}
