import type { DatabaseTarget } from '#lib/server/db/connect.ts';

/** Migrated once a run; connect to its copies only, or it cannot be copied. */
export const TEMPLATE = `stairwell_template`;

/** The same server, another database. */
export function within(target: DatabaseTarget, database: string): DatabaseTarget {
	if (typeof target !== 'string') return { ...target, database };
	const url = new URL(target);
	url.pathname = `/${database}`;
	return url.href;
}
