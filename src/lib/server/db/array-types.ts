import { makePgArray } from 'drizzle-orm/pg-core/utils/array';
import type postgres from 'postgres';

// postgres.js can ask each new connection for PostgreSQL's array types, but when that connection dies meanwhile, its
// question ends as an unhandled rejection and takes the app down with it. So the ones in use are given here; their
// numbers are fixed (src/include/catalog/pg_type.dat). Arrays of one dimension.
export const arrayTypes: Record<string, postgres.PostgresType> = {
	texts: arrayOf(1009, (text) => text),
	varchars: arrayOf(1015, (text) => text),
	uuids: arrayOf(2951, (text) => text),
	integers: arrayOf(1007, Number),
	smallIntegers: arrayOf(1005, Number),
	// As text, as single ones are: they may be larger than a number can be.
	bigIntegers: arrayOf(1016, (text) => text),
};

function arrayOf<T>(
	type: number,
	parseItem: (text: string) => T,
): postgres.PostgresType<(T | null)[] | string> {
	return {
		to: type,
		from: [type],
		// Drizzle's array columns come as PostgreSQL's own notation already.
		serialize: (value) => (typeof value === 'string' ? value : makePgArray(value)),
		parse: (text: string) => parseArray(text, parseItem),
	};
}

/** Reads `{a,"b c",NULL}`. (Drizzle's own reader loses backslashes.) */
export function parseArray<T>(text: string, parseItem: (text: string) => T): (T | null)[] {
	return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs)].map(([, quoted, bare = '']) => {
		if (quoted !== undefined) return parseItem(quoted.replace(/\\(.)/gs, '$1'));
		return bare === 'NULL' ? null : parseItem(bare);
	});
}
